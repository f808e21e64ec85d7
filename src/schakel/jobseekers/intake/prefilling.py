"""What is known of a client already, per question of an intake, each with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.queries.facts import KnownFact, facts_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date
from schakel.ground.people.models import BenefitEntitlement, HouseholdMember
from schakel.ground.people.queries import entitlements_of
from schakel.ground.people.queries.household import household_of
from schakel.jobseekers.intake.questions import ASKS_FOR, BENEFITS, LAST_OCCUPATION, Part
from schakel.jobseekers.profile.queries import last_occupation_of
from schakel.jobseekers.profile.queries.strengths import latest_period

_ADULT = 18


@dataclass(frozen=True, slots=True)
class Known:
    """An answer that the chain has already, and where it comes from in words."""

    value: str
    source: str


def known_answers(dossier_id: UUID, part: Part) -> dict[str, Known]:
    """What is known by question of one part, as far as the actor may see it; at most two statements."""
    if part.key == "work":
        return dict(_work(dossier_id, part))
    if part.key == "history":
        return dict(_history(dossier_id))
    if part.section == Section.BENEFIT:
        return dict(_income(dossier_id))
    return {}


def _work(dossier_id: UUID, part: Part) -> Iterator[tuple[str, Known]]:
    known = {fact.kind.name: fact for fact in facts_of(dossier_id)}
    for question in part.questions:
        fact = _counting(known[question.fact]) if question.fact else None
        if fact is not None and not question.problem(fact.value):
            yield question.key, Known(fact.value, _said_by(fact))
    row = last_occupation_of(dossier_id)
    if row is not None:
        name = row.source_organisation.name if row.source_organisation else gettext("de cliënt")
        yield LAST_OCCUPATION, Known(row.title, _source(name, short_date(row.obtained_on, clock.today())))


def _history(dossier_id: UUID) -> Iterator[tuple[str, Known]]:
    row = latest_period(dossier_id)
    if row is None:
        return
    told = {
        "worked_as": row.occupation,
        "employer": row.employer,
        "worked_from": row.began_on.isoformat(),
        "worked_until": row.ended_on.isoformat() if row.ended_on else "",
        "left_because": row.left_because,
    }
    name = row.source_organisation.name if row.source_organisation else gettext("de cliënt")
    source = _source(name, short_date(row.obtained_on, clock.today()))
    yield from ((key, Known(value, source)) for key, value in told.items() if value)


def _counting(known: KnownFact) -> Fact | None:
    """What the chain goes by: the source that was chosen, or else the newest."""
    return known.chosen or next(iter(known.sources), None)


def _said_by(fact: Fact) -> str:
    name = fact.source_organisation.name if fact.source_organisation else gettext("de cliënt")
    return _source(name, short_date(fact.obtained_on, clock.today()))


def _income(dossier_id: UUID) -> Iterator[tuple[str, Known]]:
    today = clock.today()
    rights = [right for right in entitlements_of(dossier_id) if today in right.period]
    if rights:
        yield ASKS_FOR, _benefit(rights[0])
    members = [m for m in household_of(dossier_id) if today in m.period and not m.is_mistake]
    if members:
        yield from _household(members)


def _benefit(right: BenefitEntitlement) -> Known:
    value = right.regime if right.regime in BENEFITS else "other"
    return Known(value, _source(right.organisation.name, short_date(right.valid_from, clock.today())))


def _household(members: list[HouseholdMember]) -> Iterator[tuple[str, Known]]:
    kinds, source = {m.kind for m in members}, _source(members[0].organisation.name, "")
    if HouseholdMember.Kind.PARTNER in kinds:
        yield "household", Known("partner", source)
    elif kinds & {HouseholdMember.Kind.PARENT, HouseholdMember.Kind.HOUSEMATE}:
        yield "household", Known("others", source)
    born = [m.birth_year for m in members if m.kind == HouseholdMember.Kind.CHILD and m.birth_year]
    young = [year for year in born if clock.today().year - year < _ADULT]
    if young:
        yield "children", Known(str(len(young)), source)


def _source(name: str, day: str) -> str:
    if not day:
        return gettext("Bekend bij %(name)s.") % {"name": name}
    return gettext("Bekend bij %(name)s, %(day)s.") % {"name": name, "day": day}
