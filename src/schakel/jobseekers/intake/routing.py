"""Which route fits a client after the intake: rules in order, each with its reason; the first that fits.

A rule proposes and a person decides. Nothing is added up and nobody gets a number: a rule only asks for age,
months to work, the kind of benefit and why someone came in (R049, R053).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

BOUNDS = ("age_below", "age_from", "months_below", "months_from")
HOUSE_RULES = Path(__file__).with_name("routes.yaml")


@dataclass(frozen=True, slots=True)
class Person:
    """What a rule may know of a client; None, or no words, is unknown. age in years, months until work."""

    age: int | None
    months: int | None
    benefit: str
    entry: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A route for whom all conditions hold; a bound on something unknown does not hold."""

    key: str
    route: str
    because: str
    age_below: int | None = None
    age_from: int | None = None
    months_below: int | None = None
    months_from: int | None = None
    benefits: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()

    def fits(self, person: Person) -> bool:
        """Whether every condition of this rule holds."""
        return (
            _within(person.age, self.age_from, self.age_below)
            and _within(person.months, self.months_from, self.months_below)
            and (not self.benefits or person.benefit in self.benefits)
            and (not self.entries or person.entry in self.entries)
        )


@dataclass(frozen=True, slots=True)
class HouseRule:
    """A rule of the house with one client for whom it holds and one for whom it does not."""

    rule: Rule
    holds_for: Person
    not_for: Person


def proposal(rules: Iterable[Rule], person: Person) -> Rule | None:
    """The first rule that fits, or None: then a person chooses without a proposal."""
    return next((rule for rule in rules if rule.fits(person)), None)


def example_of(rule: Rule) -> Person:
    """Somebody whom a rule fits; a bound that does not matter is filled in with something plain."""
    return Person(
        age=_inside(rule.age_from, rule.age_below, 40),
        months=_inside(rule.months_from, rule.months_below, 6),
        benefit=min(rule.benefits, default="none"),
        entry=min(rule.entries, default="benefit"),
    )


def counterexample_of(rule: Rule, benefits: Iterable[str], entries: Iterable[str]) -> Person | None:
    """The same person with one thing changed so that the rule does not fit; None when it fits everybody.

    benefits and entries are all there are.
    """
    found = example_of(rule)
    changes: list[dict[str, Any]] = [
        {"age": rule.age_below},
        {"age": (rule.age_from or 0) - 1},
        {"months": rule.months_below},
        {"months": (rule.months_from or 0) - 1},
        *({"benefit": one} for one in sorted(set(benefits) - rule.benefits) if rule.benefits),
        *({"entry": one} for one in sorted(set(entries) - rule.entries) if rule.entries),
    ]
    tried = (replace(found, **change) for change in changes if _is_possible(change))
    return next((person for person in tried if not rule.fits(person)), None)


def _is_possible(change: Mapping[str, Any]) -> bool:
    (value,) = change.values()
    return value is not None and (not isinstance(value, int) or value >= 0)


def _inside(first: int | None, below: int | None, plain: int) -> int:
    if first is not None:
        return first
    return plain if below is None or plain < below else below - 1


def house_rules(figures: Mapping[str, int]) -> list[HouseRule]:
    """The rules of the house in order, with the figures that the organisation uses filled in."""
    return [_house_rule(line, figures) for line in _lines()]


@lru_cache(maxsize=1)
def _lines() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(HOUSE_RULES.read_text(encoding="utf-8"))["rules"])


def _house_rule(line: Mapping[str, Any], figures: Mapping[str, int]) -> HouseRule:
    bounds = {name: _bound(line.get(name), figures) for name in BOUNDS}
    rule = Rule(
        line["key"],
        line["route"],
        line["because"] % figures,
        **bounds,
        benefits=frozenset(line.get("benefits", ())),
        entries=frozenset(line.get("entries", ())),
    )
    return HouseRule(rule, Person(**line["holds_for"]), Person(**line["not_for"]))


def _bound(value: int | str | None, figures: Mapping[str, int]) -> int | None:
    return figures[value] if isinstance(value, str) else value


def _within(value: int | None, first: int | None, below: int | None) -> bool:
    if first is None and below is None:
        return True
    return value is not None and (first is None or value >= first) and (below is None or value < below)
