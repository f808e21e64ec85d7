"""Which share of choices was recorded with an offered reason only; per large team, and never per person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import LEAST
from schakel.jobseekers.services.models import CouncilConsent
from schakel.jobseekers.services.queries.scopes import (
    ALL,
    Scope,
    counted,
    hidden_parts,
    hidden_scopes,
    key_of,
    scopes_of,
)

_CHOICES = "select * from services_bare_choices(%s)"


@dataclass(frozen=True, slots=True)
class BareChoices:
    """Choices of a scope, and how many had no own words; none told of fewer than ten people or choices.

    is_part_hidden: how many had none is not told.
    """

    scope: Scope
    choices: int
    bare: int
    is_hidden: bool
    is_part_hidden: bool = False


def consent_on(organisation_id: UUID, day: date) -> CouncilConsent | None:
    """The works council's agreement that holds on a day; one statement."""
    found: CouncilConsent | None = CouncilConsent.objects.held_on(organisation_id, day)
    return found


def bare_choices(since: date) -> list[BareChoices]:
    """The whole organisation and its teams; empty without the works council's agreement, two statements.

    A team is as large as the number of people in it that recorded a choice: ten choices of one person would
    tell of that person.
    """
    people: dict[str, int] = {ALL: 0}
    found: dict[str, tuple[int, int]] = {ALL: (0, 0)}
    for team_id, chose, choices, bare in counted(_CHOICES, [since]):
        people[key_of(team_id)], people[ALL] = chose, people[ALL] + chose
        found[key_of(team_id)] = (choices, bare)
        found[ALL] = (found[ALL][0] + choices, found[ALL][1] + bare)
    hidden = hidden_scopes(people)
    small = hidden_parts(
        {key: {"bare": bare, "own": all_ - bare} for key, (all_, bare) in found.items()}, hidden
    )
    return [
        BareChoices(scope, *((0, 0) if _is_small(scope, hidden, found) else found[scope.key]),
                    is_hidden=_is_small(scope, hidden, found), is_part_hidden=bool(small[scope.key]))
        for scope in scopes_of(found)
        if found[ALL][0]
    ]  # fmt: skip


def _is_small(scope: Scope, hidden: set[str], found: dict[str, tuple[int, int]]) -> bool:
    return scope.key in hidden or found[scope.key][0] < LEAST


def year_back() -> date:
    """The first day that counts."""
    return date.fromordinal(clock.today().toordinal() - 365)
