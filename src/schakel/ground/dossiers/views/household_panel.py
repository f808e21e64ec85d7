"""The panel about family and household: shown to who may see benefits, with the forms that fit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from schakel.ground.access.types import Section
from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.forms.household import CorrectMemberForm, EndMemberForm, MemberForm
from schakel.ground.dossiers.views.frame import Frame
from schakel.ground.kernel import clock
from schakel.ground.people.models import HouseholdMember
from schakel.ground.people.queries import household_of

Tried = dict[str, ActForm]


def household_context(frame: Frame, tried: Tried) -> dict[str, Any]:
    """What the panel shows; nothing to who may not see benefits. One statement."""
    if not frame.sections & Section.BENEFIT:
        return {"household": None}
    found, today = household_of(frame.dossier.pk), clock.today()
    now = [row for row in found if row.valid_to is None or row.valid_to > today]
    form = tried.get("member", MemberForm(initial={"valid_from": today}))
    return {
        "household": [_shown(row, frame, tried) for row in now],
        "former_household": [row for row in found if row not in now],
        "member_form": form if frame.may_write else None,
    }


def _shown(row: HouseholdMember, frame: Frame, tried: Tried) -> dict[str, Any]:
    """One member, with the dossier only where the actor may see it, and the forms that fit."""
    tie = getattr(row, "tie", None)
    may_change = frame.may_write and row.valid_to is None
    correct_form = CorrectMemberForm(
        initial=CorrectMemberForm.values_of(row), auto_id=ids_of(row.pk, "correct")
    )
    end_form = EndMemberForm(
        initial={"version": row.version, "last_day": clock.today()}, auto_id=ids_of(row.pk, "end")
    )
    return {
        "row": row,
        "other_id": tie.other_id if tie else None,
        "correct_name": f"correct-{row.pk}",
        "end_name": f"end-{row.pk}",
        "correct_form": tried.get(f"correct-{row.pk}", correct_form) if may_change and not tie else None,
        "end_form": tried.get(f"end-{row.pk}", end_form) if may_change else None,
    }


def ids_of(member_id: UUID, deed: str) -> str:
    """Ids of fields that stay apart where several people stand on one page."""
    return f"{deed}-{member_id}-%s"
