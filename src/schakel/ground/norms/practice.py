"""How norms work out in practice at one organisation: exceeded, leaned on, deviated from.

The practice beside the criteria of good legislation (R296). Rooms above tell of house norms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections
from django.utils.functional import Promise

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.shares import Estimate
from schakel.ground.norms.engine.legislation import review
from schakel.ground.norms.house import COMPARE_FROM, figure_of
from schakel.ground.norms.queries.criteria import criteria_in_use
from schakel.ground.norms.registers import the_register

LOOK_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Exceeded:
    """How often something was later than its house norms, how often it still is, and for how long.

    middle is the median of what is over, in calendar days, with its interval. None is a number that is not
    shown, or not there.
    """

    label: str | Promise
    keys: tuple[str, ...]
    came: int
    stands: int | None
    middle: Estimate | None


@dataclass(frozen=True, slots=True)
class LeanedOn:
    """A norm of the law on which choices rest: how many, how many deviate, how many questions it raises."""

    norm_id: str
    choices: int
    deviations: int | None
    questions: int


Teller = Callable[[datetime], Iterable[Exceeded]]
_tellers: dict[str, Teller] = {}


def register_practice(name: str, teller: Teller) -> None:
    """Let a room tell how often house norms were exceeded at the actor's organisation, at start-up."""
    _tellers[name] = teller


@dataclass(frozen=True, slots=True)
class Practice:
    """The practice of the last year at the actor's organisation; under `small` no number is shown."""

    small: int
    exceeded: list[Exceeded]
    leaned_on: list[LeanedOn]


def practice() -> Practice:
    """The practice of the actor's organisation, the most first; four statements and those of the tellers."""
    since = clock.now() - LOOK_BACK
    small = figure_of(COMPARE_FROM, current_context().actor.employer_id, clock.today()).value
    told = [one for teller in _tellers.values() for one in teller(since) if one.came >= small]
    exceeded = sorted(told, key=lambda one: (-one.came, str(one.label)))
    return Practice(small, [_hidden(one, small) for one in exceeded], _leaned_on(since, small))


def _hidden(one: Exceeded, small: int) -> Exceeded:
    over = one.came - (one.stands or 0)
    return Exceeded(
        one.label,
        one.keys,
        one.came,
        _shown(one.came, one.stands or 0, small),
        one.middle if over >= small else None,
    )


def _leaned_on(since: datetime, small: int) -> list[LeanedOn]:
    register, today = the_register(), clock.today()
    asked = Counter(name for finding in review(register, criteria_in_use(), today) for name in finding.norms)
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select norm_id, choices, deviations from norms_practice(%s)", [since])
        rows = cursor.fetchall()
    found = [
        LeanedOn(norm_id, choices, _shown(choices, deviations, small), asked[norm_id])
        for norm_id, choices, deviations in rows
        if choices >= small and norm_id in register.norms
    ]
    return sorted(found, key=lambda one: (-(one.deviations or 0), -one.choices, one.norm_id))


def _shown(whole: int, part: int, small: int) -> int | None:
    """Neither a small part of a whole that is shown, nor one that leaves a small rest."""
    rest = whole - part
    is_safe = part in (0, whole) or (part >= small and rest >= small)
    return part if is_safe else None
