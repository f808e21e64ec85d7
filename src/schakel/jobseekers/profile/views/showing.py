"""What the tab shows of the lines of a profile and their concepts, with the forms for who may write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form

from schakel.ground.access.permissions import may
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.queries.facts import facts_of
from schakel.ground.kernel.actors import current_context
from schakel.ground.organisations.queries import names_of_readers
from schakel.ground.vocabulary.editions import Dropped, Named
from schakel.jobseekers.profile.forms.linking import ProposedForm
from schakel.jobseekers.profile.forms.strengths import CompetenceForm, LimitForm, PeriodForm, RemoveForm
from schakel.jobseekers.profile.models import Competence, LastOccupation
from schakel.jobseekers.profile.queries import completeness_of, dropped_links, lines_of, proposed
from schakel.jobseekers.profile.queries.strengths import wish_in

FORMS: dict[str, type[Any]] = {"competence": CompetenceForm, "period": PeriodForm, "limit": LimitForm}
"""By sort of line the form to add one."""


def strengths_shown(
    dossier_id: UUID, occupation: LastOccupation | None, tried: dict[str, Form]
) -> dict[str, Any]:
    """The lines of a profile with their forms, for who may write them."""
    lines, facts = lines_of(dossier_id), facts_of(dossier_id)
    may_write = _may(Section.WORK_PROFILE)
    links = links_shown(lines.competences)
    groups = [
        _group("competence", lines.competences, tried, may_write, links),
        _group("period", lines.periods, tried, may_write),
    ]
    if lines.may_see_limits:
        groups.append(_group("limit", lines.limits, tried, _may(Section.DIAGNOSIS)))
    found = proposed(lines.competences, occupation, wish_in(facts)) if may_write else []
    return {
        "groups": groups,
        "completeness": completeness_of(dossier_id, lines, occupation, facts),
        "proposed": proposed_shown(found),
        "proposed_error": tried.get("proposed_form"),
        "may_link": may_write,
    }


@dataclass(frozen=True, slots=True)
class LinkShown:
    """Who answered for a line, and whether its concept is gone from the edition in use."""

    who: str
    dropped: Dropped | None


def links_shown(competences: list[Competence]) -> dict[UUID, LinkShown]:
    """What to show of the links of these lines, by line."""
    names = names_of_readers({row.linked_by_id for row in competences if row.linked_by_id})
    gone = dropped_links(competences)
    return {
        row.pk: LinkShown(
            names[row.linked_by_id].name if row.linked_by_id in names else "",
            gone.get(row.concept_id or ""),
        )
        for row in competences
    }


def proposed_shown(found: list[Named]) -> list[tuple[Named, ProposedForm]]:
    """Each proposal with the form that adds it."""
    return [
        (one, ProposedForm(initial={"uri": one.uri}, auto_id=f"id_proposed_{place}_%s"))
        for place, one in enumerate(found)
    ]


def _group(
    kind: str,
    rows: list[Any],
    tried: dict[str, Form],
    may_write: bool,
    links: dict[UUID, LinkShown] | None = None,
) -> dict[str, Any]:
    form = tried.get(f"{kind}_form") or FORMS[kind](auto_id=f"id_{kind}_%s")
    shown = [
        (row, _remove_form(row, tried) if may_write else None, (links or {}).get(row.pk)) for row in rows
    ]
    return {"kind": kind, "rows": shown, "form": form if may_write else None}


def _remove_form(row: Any, tried: dict[str, Form]) -> Form:
    start = {"version": row.version}
    return tried.get(str(row.pk)) or RemoveForm(initial=start, auto_id=f"id_{row.pk}_%s")


def _may(section: Section) -> bool:
    context = current_context()
    return may(context.actor, context.purpose, section, Level.WRITE).is_allowed
