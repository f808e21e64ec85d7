"""Conditions as a tree of tests on declared facts; nothing is ever evaluated from text."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Is:
    """The fact has this value."""

    fact: str
    value: Any


@dataclass(frozen=True, slots=True)
class Known:
    """The event is known to have happened (or, is_known false, known not to have happened)."""

    fact: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """The fact lies on one side of a bound; sign is lt, le, gt or ge."""

    fact: str
    sign: str
    bound: Any


@dataclass(frozen=True, slots=True)
class In:
    """The fact is one of these values."""

    fact: str
    values: tuple[Any, ...]


Test = Is | Known | Compare | In
Condition = All | AnyOf | Not | Test


def all_tests(condition: Condition | None) -> Iterator[Test]:
    """Every test on a fact within a condition."""
    match condition:
        case None:
            return
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from all_tests(part)
        case Not(part):
            yield from all_tests(part)
        case _:
            yield condition


def passes(test: Test, value: Any) -> bool:
    """A single test on a known value; None is an event that is known not to have happened."""
    if isinstance(test, Known):
        return (value is not None) is test.is_known
    if value is None:
        return False
    if isinstance(test, Is):
        return bool(value == test.value)
    if isinstance(test, In):
        return value in test.values
    return SIGNS[test.sign](value, test.bound)
