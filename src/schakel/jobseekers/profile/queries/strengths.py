"""Competences, work that was done and limits; how complete a profile is; and what matching may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.permissions import may
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.queries.facts import KnownFact, facts_of
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.profile import access
from schakel.jobseekers.profile.models import Competence, LastOccupation, WorkLimit, WorkPeriod
from schakel.jobseekers.profile.queries.occupation import last_occupation_of

Words = str | Promise
Line = Competence | WorkPeriod | WorkLimit


@dataclass(frozen=True, slots=True)
class Lines:
    """What stands in a profile today beside its facts; may_see_limits: whether limits are shown at all."""

    competences: list[Competence]
    periods: list[WorkPeriod]
    limits: list[WorkLimit]
    may_see_limits: bool


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many parts of a profile are filled in, and the words of those that are missing (R039)."""

    filled: int
    missing: list[Words]

    @property
    def total(self) -> int:
        """How many parts there are."""
        return self.filled + len(self.missing)


@dataclass(frozen=True, slots=True)
class MatchingInput:
    """All that matching may know of a client: nothing of age, sex, origin, benefit, duration or illness.

    hours_per_week and travel_minutes are None where unknown or not a number; limits are functions only.
    """

    last_occupation: str
    occupation_uri: str
    wish: str
    hours_per_week: int | None
    travel_minutes: int | None
    available_from: date | None
    work_times: str
    education: str
    dutch_level: str
    languages: str
    has_driving_licence: bool | None
    has_transport: bool | None
    certificates: str
    competences: tuple[str, ...]
    competence_uris: tuple[str, ...]
    occupations_before: tuple[str, ...]
    limits: tuple[tuple[str, str], ...]


def lines_of(dossier_id: UUID) -> Lines:
    """The lines of a profile that hold today, in at most three statements. Raises ForbiddenError."""
    access.SEE.check_cell(current_context())
    may_see = _may_see_limits()
    return Lines(
        list(_standing(Competence, dossier_id).select_related("edition").order_by("kind", "words", "id")),
        list(_standing(WorkPeriod, dossier_id).order_by("-began_on", "-id")),
        list(_standing(WorkLimit, dossier_id).order_by("kind", "id")) if may_see else [],
        may_see,
    )


def line_of(dossier_id: UUID, line_id: UUID) -> Line | None:
    """One line that holds today, of whichever sort."""
    for model in (Competence, WorkPeriod, WorkLimit):
        found: Line | None = _standing(model, dossier_id).filter(pk=line_id).first()
        if found is not None:
            return found
    return None


def latest_period(dossier_id: UUID) -> WorkPeriod | None:
    """The work that began last, of the lines that hold today."""
    found: WorkPeriod | None = _standing(WorkPeriod, dossier_id).order_by("-began_on", "-id").first()
    return found


def standing_period(dossier_id: UUID, occupation: str, employer: str, began_on: date) -> WorkPeriod | None:
    """The line on this very job that holds today; the newest if two people told of it."""
    same = _standing(WorkPeriod, dossier_id).filter(
        occupation__iexact=occupation, employer__iexact=employer, began_on=began_on
    )
    found: WorkPeriod | None = same.order_by("-id").first()
    return found


def completeness_of(
    dossier_id: UUID, lines: Lines, occupation: LastOccupation | None, facts: list[KnownFact] | None = None
) -> Completeness:
    """What of the profile is filled in; limits do not count, since many people have none.

    Without the facts it asks them itself, in one statement.
    """
    facts = facts_of(dossier_id) if facts is None else facts
    asked: list[tuple[Words, bool]] = [
        (_("laatste beroep"), occupation is not None),
        (_("wat iemand kan"), bool(lines.competences)),
        (_("begrip bij wat iemand kan"), _are_linked(lines.competences)),
        (_("werkverleden"), bool(lines.periods)),
        *((fact.kind.label, bool(fact.sources)) for fact in facts if fact.kind.name in _COUNTED),
    ]
    return Completeness(sum(known for _label, known in asked), [label for label, known in asked if not known])


def _are_linked(competences: list[Competence]) -> bool:
    """Whether each has a concept, or the answer that none fits; nothing to link is not yet filled in."""
    return bool(competences) and not any(row.waits_for_concept for row in competences)


_COUNTED = frozenset(
    {
        "wish",
        "hours_available",
        "available_from",
        "travel_minutes",
        "education",
        "dutch_level",
        "driving_licence",
        "transport",
    }
)
"""The facts without which a vacancy cannot be judged; ours."""


def matching_input(dossier_id: UUID) -> MatchingInput:
    """What matching may read of one client, and the only thing; at most six statements.

    Raises ForbiddenError for who may not see work profiles; limits stay empty for who may not see those.
    """
    lines, row = lines_of(dossier_id), last_occupation_of(dossier_id)
    facts = {known.kind.name: _value(known) for known in facts_of(dossier_id)}
    return MatchingInput(
        last_occupation=row.title if row else "",
        occupation_uri=row.concept_uri if row else "",
        wish=facts["wish"],
        hours_per_week=_number(facts["hours_available"]),
        travel_minutes=_number(facts["travel_minutes"]),
        available_from=_day(facts["available_from"]),
        work_times=facts["work_times"],
        education=facts["education"],
        dutch_level=facts["dutch_level"],
        languages=facts["languages"],
        has_driving_licence=_yes(facts["driving_licence"]),
        has_transport=_yes(facts["transport"]),
        certificates=facts["certificates"],
        competences=tuple(c.words for c in lines.competences),
        competence_uris=tuple(c.concept_id for c in lines.competences if c.concept_id),
        occupations_before=_distinct(period.occupation for period in lines.periods),
        limits=tuple((limit.kind, limit.possible) for limit in lines.limits),
    )


def wish_in(facts: list[KnownFact]) -> str:
    """The work that the client wishes for, in their words, or empty."""
    return next((_value(known) for known in facts if known.kind.name == "wish"), "")


def _standing(model: Any, dossier_id: UUID) -> Any:
    found = model.objects.filter(dossier_id=dossier_id, removed_on=None)
    return found.select_related("source_organisation")


def _may_see_limits() -> bool:
    context = current_context()
    return may(context.actor, context.purpose, Section.DIAGNOSIS, Level.READ).is_allowed


def _value(known: KnownFact) -> str:
    """What the chain goes by; a fact whose sources differ without a choice counts by its newest source."""
    fact = known.chosen or next(iter(known.sources), None)
    return fact.value if fact is not None else ""


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _yes(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
