"""What the tab shows of the lines of a profile, with the forms for who may write them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form

from schakel.ground.access.permissions import may
from schakel.ground.access.types import Level, Section
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.profile.forms.strengths import CompetenceForm, LimitForm, PeriodForm, RemoveForm
from schakel.jobseekers.profile.models import LastOccupation
from schakel.jobseekers.profile.queries import completeness_of, lines_of

FORMS: dict[str, type[Any]] = {"competence": CompetenceForm, "period": PeriodForm, "limit": LimitForm}
"""By sort of line the form to add one."""


def strengths_shown(
    dossier_id: UUID, occupation: LastOccupation | None, tried: dict[str, Form]
) -> dict[str, Any]:
    """The lines of a profile with their forms, for who may write them."""
    lines = lines_of(dossier_id)
    may_write = _may(Section.WORK_PROFILE)
    groups = [
        _group("competence", lines.competences, tried, may_write),
        _group("period", lines.periods, tried, may_write),
    ]
    if lines.may_see_limits:
        groups.append(_group("limit", lines.limits, tried, _may(Section.DIAGNOSIS)))
    return {"groups": groups, "completeness": completeness_of(dossier_id, lines, occupation)}


def _group(kind: str, rows: list[Any], tried: dict[str, Form], may_write: bool) -> dict[str, Any]:
    form = tried.get(f"{kind}_form") or FORMS[kind](auto_id=f"id_{kind}_%s")
    shown = [(row, _remove_form(row, tried) if may_write else None) for row in rows]
    return {"kind": kind, "rows": shown, "form": form if may_write else None}


def _remove_form(row: Any, tried: dict[str, Form]) -> Form:
    start = {"version": row.version}
    return tried.get(str(row.pk)) or RemoveForm(initial=start, auto_id=f"id_{row.pk}_%s")


def _may(section: Section) -> bool:
    context = current_context()
    return may(context.actor, context.purpose, section, Level.WRITE).is_allowed
