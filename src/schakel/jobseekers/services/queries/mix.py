"""The actual mix of services beside the target, per team and month, and the population behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import LEAST, small_parts
from schakel.jobseekers.services.models import MixTarget
from schakel.jobseekers.services.queries.scopes import (
    ALL,
    Scope,
    counted,
    groups_by_key,
    hidden_parts,
    hidden_scopes,
    key_of,
    scopes_of,
)
from schakel.jobseekers.services.shifting import months_from

_MIX = "select * from services_mix(%s::date[], %s::jsonb)"
_POPULATION = "select * from services_population(%s)"

Mixes = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class ScopeMix:
    """Running services of a scope by group of the mix; none told where it is hidden, nor of small groups."""

    scope: Scope
    uses: Counter[str]
    target: MixTarget | None
    is_hidden: bool
    small: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """How many services run."""
        return self.uses.total()


@dataclass(frozen=True, slots=True)
class MonthMix:
    """The services that ran on a day in the whole organisation; none told where fewer than ten, nor small."""

    on: date
    uses: Counter[str]
    is_hidden: bool
    small: frozenset[str] = frozenset()


def mix_and_months(organisation_id: UUID, days: list[date]) -> tuple[list[ScopeMix], list[MonthMix]]:
    """The mix of each scope on the last of these days, and of the organisation on each; three statements."""
    found: dict[date, Mixes] = {day: {ALL: Counter()} for day in days}
    for day, is_whole, team_id, mix, uses in counted(_MIX, [days, groups_by_key()]):
        found[day].setdefault(ALL if is_whole else key_of(team_id), Counter())[mix] += uses
    targets = targets_on(organisation_id, days[-1])
    return _scopes(found[days[-1]], targets), [_month(day, found[day][ALL]) for day in days]


def _scopes(now: Mixes, targets: dict[str, MixTarget]) -> list[ScopeMix]:
    hidden = hidden_scopes({key: uses.total() for key, uses in now.items()})
    small = hidden_parts(now, hidden)
    return [
        ScopeMix(
            scope,
            Counter() if scope.key in hidden else now.get(scope.key, Counter()),
            targets.get(scope.key),
            scope.key in hidden,
            small.get(scope.key, frozenset()),
        )
        for scope in scopes_of({*now, *targets})
        if scope.key in now or scope.key in targets
    ]


def _month(day: date, uses: Counter[str]) -> MonthMix:
    is_hidden = 0 < uses.total() < LEAST
    return MonthMix(day, Counter() if is_hidden else uses, is_hidden, frozenset(small_parts(uses)))


def targets_on(organisation_id: UUID, day: date) -> dict[str, MixTarget]:
    """The targets of a day by scope; one statement."""
    rows = MixTarget.objects.on(day).filter(organisation_id=organisation_id)
    return {key_of(row.team_id) if row.team_id else ALL: row for row in rows}


def targets_of(organisation_id: UUID, team_id: UUID | None) -> list[MixTarget]:
    """Every target of one scope, the newest first; one statement."""
    found = MixTarget.objects.filter(organisation_id=organisation_id)
    found = found.filter(team_id=team_id) if team_id else found.filter(team__isnull=True)
    return list(found.order_by("-valid_from", "-set_at", "-id"))


def population_on(day: date, team_id: UUID | None) -> Counter[str]:
    """Clients by distance to work, of a team or of the whole organisation; one statement."""
    found: Counter[str] = Counter()
    for team, distance, clients in counted(_POPULATION, [day]):
        if team_id is None or team == team_id:
            found[distance] += clients
    return found


def month_ends(count: int) -> list[date]:
    """The last day of each of the months before this one, and today."""
    today = clock.today()
    firsts = [*months_from(today.replace(day=1), 1 - count), today.replace(day=1)]
    return [*(date.fromordinal(first.toordinal() - 1) for first in firsts[1:]), today]
