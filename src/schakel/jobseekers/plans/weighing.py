"""Keeping and showing what was considered at the choices of a plan (R072)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.decisions import DecisionKind, decision_lines
from schakel.ground.journal.traces import said_of
from schakel.ground.journal.writing import record
from schakel.jobseekers.plans.editing import things_of
from schakel.jobseekers.plans.models import Plan, PlanAlternative
from schakel.jobseekers.plans.verbs.weighing import AlternativeWeighed

_OF_THE_WAY = frozenset(
    {DecisionKind.SERVICE, DecisionKind.DIRECTION, DecisionKind.DEVIATION, DecisionKind.GUIDANCE}
)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Weighed:
    """Something else that was considered, and why not; empty where nothing was."""

    what: str = ""
    why_not: str = ""


NOTHING_ELSE = Weighed()


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """A choice of the way to work: what was asked and chosen, why, and the others with what was known."""

    question: str
    chosen: str
    reason: str
    others: list[tuple[str, str]]


def problems_of_weighed(weighed: Weighed) -> dict[str, str]:
    """What is missing, by field: an alternative says why not, and a why-not says of what."""
    if weighed.what.strip() and not weighed.why_not.strip():
        return {"why_not": gettext("Schrijf op waarom u dit niet koos.")}
    if weighed.why_not.strip() and not weighed.what.strip():
        return {"instead": gettext("Schrijf op wat u ook overwoog, of maak beide leeg.")}
    return {}


def keep_weighed(
    plan: Plan, weighed: Weighed, *, about: str, thing_id: UUID, chosen: str, section: Section
) -> None:
    """Keep an alternative beside what was chosen, in the act that is running; nothing where none was."""
    if not weighed.what.strip():
        return
    row = PlanAlternative(
        plan=plan,
        dossier_id=plan.dossier_id,
        section_bit=int(section),
        about=about,
        thing_id=thing_id,
        what=weighed.what.strip(),
        why_not=weighed.why_not.strip(),
    )
    row.save(force_insert=True)
    content = AlternativeWeighed(chosen, row.what, row.why_not)
    record(content, dossier_id=plan.dossier_id, section=section, things=things_of(plan.pk, plan.dossier_id))


def alternatives_of(plan: Plan) -> dict[UUID, list[PlanAlternative]]:
    """What else was considered, by the goal or step that was chosen; one statement."""
    found: dict[UUID, list[PlanAlternative]] = {}
    for row in PlanAlternative.objects.filter(plan=plan).order_by("id"):
        found.setdefault(row.thing_id, []).append(row)
    return found


def choices_of(dossier_id: UUID) -> list[ChoiceShown]:
    """The choices of services, direction and course of a client, the latest first; one statement."""
    said = [content for _id, content in said_of([dossier_id], "decision.record")]
    return [_shown(content) for content in reversed(said) if content["kind"] in _OF_THE_WAY][:SHOWN]


def _shown(content: dict[str, object]) -> ChoiceShown:
    lines = decision_lines(content)
    options: Sequence[dict[str, str]] = content["options"]  # type: ignore[assignment]
    others = [(one["name"], one["known"]) for one in options if one["name"] != lines["chosen"]]
    return ChoiceShown(lines["question"], lines["chosen"], lines["reason"], others)
