"""Where clients stood on the ladder at the start and stand now, and which trajectories run (R080)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

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
from schakel.jobseekers.services.queries.uses import SOON

_LADDER = "select * from services_ladder(%s)"
_TRAJECTORIES = "select * from services_trajectories(%s, %s, %s::jsonb)"
AHEAD: timedelta = SOON

Way = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Rungs:
    """Clients of a scope by rung at the start and now, its trajectories by end; empty if hidden.

    small are the moves ("none" for no start, else their sign) and small_trajectories the ends of which the
    number stays hidden.
    """

    scope: Scope
    ways: Counter[Way]
    trajectories: Counter[str]
    is_hidden: bool
    small: frozenset[str] = frozenset()
    small_trajectories: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """How many clients there are."""
        return self.ways.total()

    @property
    def without_start(self) -> int:
        """How many have no start recorded in a plan that is open."""
        return sum(count for (start, _now), count in self.ways.items() if start is None)

    def moved(self, sign: int) -> int:
        """How many stand higher (1), equal (0) or lower (-1) than at their start."""
        pairs = ((start, now, count) for (start, now), count in self.ways.items())
        return sum(
            count
            for start, now, count in pairs
            if start is not None and now is not None and (now > start) - (now < start) == sign
        )

    def at_start(self, rung: int) -> int:
        """How many stood on this rung at their start."""
        return sum(count for (start, _now), count in self.ways.items() if start == rung)

    def at_now(self, rung: int) -> int:
        """How many with a start stand on this rung now."""
        return sum(count for (start, now), count in self.ways.items() if start is not None and now == rung)


def rungs_on(day: date) -> list[Rungs]:
    """The whole organisation and its teams; three statements, none where there are no clients."""
    ways: dict[str, Counter[Way]] = {}
    running: dict[str, Counter[str]] = {}
    for team_id, start, now, clients in counted(_LADDER, [day]):
        for key in (ALL, key_of(team_id)):
            ways.setdefault(key, Counter())[(start, now)] += clients
    for team_id, due, uses in counted(_TRAJECTORIES, [day, day + AHEAD, groups_by_key()]):
        for key in (ALL, key_of(team_id)):
            running.setdefault(key, Counter())[due] += uses
    hidden = hidden_scopes({key: clients.total() for key, clients in ways.items()})
    small = hidden_parts({key: _moves(found) for key, found in ways.items()}, hidden)
    small_running = hidden_parts(running, hidden)
    return [
        Rungs(
            scope,
            Counter() if scope.key in hidden else ways[scope.key],
            Counter() if scope.key in hidden else running.get(scope.key, Counter()),
            scope.key in hidden,
            small[scope.key],
            small_running.get(scope.key, frozenset()),
        )
        for scope in scopes_of(ways)
        if scope.key in ways
    ]


def _moves(ways: Counter[Way]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (start, now), count in ways.items():
        if start is None or now is None:
            found["none"] += count
        else:
            found[str((now > start) - (now < start))] += count
    return found
