"""The reference process as rules: eight templates that read as a Dutch sentence.

A file of rules is YAML or JSON: a list of entries with `template`, `from`, and what the template needs of
`to`, `days`, `working_days`, `times`. An activity may be one name or a list of which each will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.language import phrase

# What each template needs beside `from`, and its sentence.
NEEDS = {
    "starts_with": (),
    "followed_by": ("to",),
    "only_after": ("to",),
    "not_together": ("to",),
    "at_most": ("times",),
    "at_least_every": ("term",),
    "phase_at_most": ("to", "term"),
    "other_person": ("to",),
}
MAY = {"followed_by": ("term",)}
SENTENCES = {
    "starts_with": "Een zaak begint met {start}.",
    "followed_by": "Na {start} volgt {end}{within}.",
    "only_after": "{end} komt pas na {start}.",
    "not_together": "{start} en {end} komen niet in dezelfde zaak voor.",
    "at_most": "{start} komt hooguit {times} keer voor.",
    "at_least_every": "{start} gebeurt minstens elke {term}.",
    "phase_at_most": "Van {start} tot {end} duurt het hooguit {term}.",
    "other_person": "{end} doet een ander dan wie {start} deed.",
}
KEYS = {"id", "template", "from", "to", "days", "working_days", "times"}


@dataclass(frozen=True)
class Rule:
    """One rule. start and end are the activities of `from` and `to`, of which each will do.

    days or working_days is the term, counted as legal terms are: the days after the day itself.
    """

    id: str
    template: str
    start: tuple[str, ...]
    end: tuple[str, ...] = ()
    days: int | None = None
    working_days: int | None = None
    times: int | None = None

    @property
    def term(self) -> tuple[str, int] | None:
        """The column in which days are counted, and how many may pass."""
        if self.working_days is not None:
            return "working_day", self.working_days
        return None if self.days is None else ("day", self.days)

    @property
    def sentence(self) -> str:
        """The rule in the language that is spoken."""
        unit = "werkdag" if self.working_days is not None else "dag"
        count = self.term[1] if self.term else 0
        term = phrase(f"{{count}} {unit}{'' if count == 1 else 'en'}", count=count)
        return phrase(
            SENTENCES[self.template],
            start=_either(self.start),
            end=_either(self.end),
            term=term,
            within=phrase(" binnen {term}", term=term) if self.term else "",
            times=self.times,
        )


def _either(names: tuple[str, ...]) -> str:
    return phrase(" of ").join(f"‘{name}’" for name in names)


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a YAML or JSON file. Raises InvalidError that names the entry and its mistake."""
    import yaml

    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        raise _wrong(path.name, "het is niet te lezen als YAML of JSON") from None
    if not isinstance(told, list) or not told:
        raise _wrong(path.name, "er hoort een lijst van regels te staan")
    rules = tuple(rule_of(entry, f"regel {number}") for number, entry in enumerate(told, start=1))
    double = {rule.id for rule in rules if [other.id for other in rules].count(rule.id) > 1}
    if double:
        raise _wrong(", ".join(sorted(double)), "dit nummer staat er meer dan één keer")
    return rules


def rule_of(entry: object, place: str) -> Rule:
    """One rule from its entry. Raises InvalidError, with the place in front."""
    if not isinstance(entry, dict):
        raise _wrong(place, "er horen namen met waarden te staan")
    unknown = sorted(str(key) for key in set(entry) - KEYS)
    if unknown:
        raise _wrong(place, f"onbekend: {', '.join(unknown)}")
    template = entry.get("template")
    if template not in NEEDS:
        raise _wrong(place, f"template is een van {', '.join(NEEDS)}")
    _check_needs(entry, str(template), place)
    rule = Rule(
        str(entry.get("id") or place),
        str(template),
        _names(entry, "from", place),
        _names(entry, "to", place) if "to" in entry else (),
        _number(entry, "days", place),
        _number(entry, "working_days", place),
        _number(entry, "times", place),
    )
    if rule.days is not None and rule.working_days is not None:
        raise _wrong(place, "een termijn staat in days of in working_days, niet in beide")
    return rule


def _check_needs(entry: Mapping[Any, Any], template: str, place: str) -> None:
    given = {"term" if key in ("days", "working_days") else key for key in entry} - {"id", "template", "from"}
    needs = set(NEEDS[template])
    if needs - given:
        raise _wrong(place, f"{template} heeft ook nodig: {_keys(needs - given)}")
    surplus = given - needs - set(MAY.get(template, ()))
    if surplus:
        raise _wrong(place, f"{template} kent niet: {_keys(surplus)}")


def _keys(names: set[str]) -> str:
    return ", ".join(sorted("days of working_days" if name == "term" else name for name in names))


def _names(entry: Mapping[Any, Any], key: str, place: str) -> tuple[str, ...]:
    told = entry.get(key)
    names = told if isinstance(told, list) else [told]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise _wrong(place, f"{key} is de naam van een stap, of een lijst daarvan")
    return tuple(names)


def _number(entry: Mapping[Any, Any], key: str, place: str) -> int | None:
    told = entry.get(key)
    if told is None:
        return None
    if not isinstance(told, int) or isinstance(told, bool) or told < 0:
        raise _wrong(place, f"{key} is een heel getal van nul of meer")
    return told


def _wrong(place: str, reason: str) -> InvalidError:
    return InvalidError(f"De regels kloppen niet: {place}.", f"{reason}.", "Verbeter het bestand met regels.")
