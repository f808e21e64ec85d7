"""Conditions compiled to functions of the facts, after Kleene's strong three-valued logic, with reasons.

A yes or a no never changes when more facts become known. An unknown may: Kleene's logic looks at each part by
itself, so `a or not a` is unknown while a is, though no completion makes it no. It says less, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from schakel.ground.norms.engine.conditions import All, AnyOf, Condition, Not, Test, passes

NO, UNKNOWN, YES = 0, 1, 2
_ABSENT: Any = object()


class Ground(NamedTuple):
    """A test that decided something, and the value it saw."""

    test: Test
    value: Any
    has_passed: bool


class Outcome(NamedTuple):
    """NO, UNKNOWN or YES; the tests that made it so; and the facts that would tell."""

    verdict: int
    because: tuple[Ground, ...] = ()
    missing: tuple[str, ...] = ()


Values = Mapping[str, Any]
Judge = Callable[[Values], Outcome]
ALWAYS = Outcome(YES)


def compile_condition(condition: Condition | None) -> Judge:
    """The function that judges a condition; None always holds."""
    match condition:
        case None:
            return lambda values: ALWAYS
        case All(parts):
            return _series([compile_condition(part) for part in parts], decides=NO)
        case AnyOf(parts):
            return _series([compile_condition(part) for part in parts], decides=YES)
        case Not(part):
            return _flipped(compile_condition(part))
        case _:
            return _test(condition)


def _test(test: Test) -> Judge:
    name = test.fact
    untold = Outcome(UNKNOWN, (), (name,))
    seen: dict[Any, Outcome] = {}

    def judge(values: Values) -> Outcome:
        value = values.get(name, _ABSENT)
        if value is _ABSENT:
            return untold
        key = (value.__class__, value)
        found = seen.get(key)
        if found is None:
            found = _seen(test, value)
            if len(seen) < _KEPT:
                seen[key] = found
        return found

    return judge


_KEPT = 4096
"""Outcomes kept per test: ages and codes come back, and a whole population must not fill memory."""


def _seen(test: Test, value: Any) -> Outcome:
    has_passed = passes(test, value)
    return Outcome(YES if has_passed else NO, (Ground(test, value, has_passed),))


def _flipped(judge: Judge) -> Judge:
    def flip(values: Values) -> Outcome:
        verdict, because, missing = judge(values)
        return Outcome(YES - verdict, because, missing)

    return flip


def _series(judges: list[Judge], *, decides: int) -> Judge:
    """All (decided by a NO) or any (by a YES): the first part that decides ends it."""
    other = YES - decides

    def judge_parts(values: Values) -> Outcome:
        because: tuple[Ground, ...] = ()
        missing: tuple[str, ...] = ()
        for judge in judges:
            outcome = judge(values)
            if outcome[0] == decides:
                return outcome
            because += outcome[1]
            missing += outcome[2]
        if missing:
            return Outcome(UNKNOWN, because, tuple(dict.fromkeys(missing)))
        return Outcome(other, because)

    return judge_parts
