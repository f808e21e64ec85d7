"""Reading one norm with its versions, conditions and scenarios, against the declared facts and words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from schakel.ground.norms.engine.conditions import SIGNS, All, AnyOf, Compare, Condition, In, Is, Known, Not
from schakel.ground.norms.engine.entries import Entry
from schakel.ground.norms.engine.model import (
    CERTAINTIES,
    DEADLINE_KINDS,
    EVERY_REGIME,
    MODES,
    Checked,
    Deadline,
    Discretion,
    Fact,
    Norm,
    Regulation,
    Scenario,
    Source,
    Terms,
    Version,
)
from schakel.ground.norms.engine.terms import Term, parse_term

NEEDS_TERM = frozenset({"latest", "not_before", "max_duration"})
HAS_NO_DAY = frozenset({"without_delay", "open"})
ANSWERS = ("yes", "no", "unknown")


def is_of_kind(fact: Fact, value: object) -> bool:
    """Whether a value is one this fact can have; None always is."""
    match fact.kind:
        case "boolean":
            return value is None or isinstance(value, bool)
        case "integer":
            return value is None or (isinstance(value, int) and not isinstance(value, bool))
        case "number":
            return value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool))
        case "date":
            return value is None or isinstance(value, date)
        case _:
            return value is None or value in fact.codes


KIND_WORDS = {
    "boolean": "true of false",
    "integer": "een geheel getal",
    "number": "een getal",
    "date": "een datum als 2026-01-31",
    "code": "een van de codes",
}


def kind_words(fact: Fact) -> str:
    """What a value of this fact looks like, in words."""
    words = KIND_WORDS.get(fact.kind, "van een onbekende soort")
    return f"{words}: {', '.join(fact.codes)}" if fact.codes else words


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a version takes over from its norm where it says nothing itself."""

    text: str
    plain: str
    regimes: tuple[str, ...]
    addressees: tuple[str, ...]
    discretion: Discretion | None
    is_warning_allowed: bool | None


@dataclass(frozen=True, slots=True)
class NormReader:
    """Reads norms with the words of one register at hand."""

    terms: Terms
    facts: Mapping[str, Fact]
    regulations: Mapping[str, Regulation]

    def norm(self, entry: Entry, subject: str) -> Norm:
        """One norm; whatever is wrong is noted at its line."""
        shared = self._shared(entry, None)
        mode: Any = entry.choice("mode", MODES)
        certainty: Any = entry.choice("certainty", CERTAINTIES)
        norm = Norm(
            id=entry.text("id"),
            subject=subject,
            mode=mode,
            addressees=shared.addressees,
            counterparts=self._codes(entry, "counterpart", self.terms.addressees),
            regimes=shared.regimes,
            text=shared.text,
            plain=shared.plain,
            plain_checked=_checked(entry, "plain_checked"),
            consequences=entry.texts("consequences"),
            uses_health=entry.is_true("health"),
            uses_criminal=entry.is_true("criminal"),
            certainty=certainty,
            checked=_checked(entry, "checked"),
            versions=tuple(self._version(part, shared, certainty) for part in entry.entries("versions")),
            scenarios=tuple(self._scenario(part) for part in entry.entries("scenarios")),
            place=entry.place,
            note=note_of(entry),
        )
        entry.finish()
        return norm

    def condition(self, entry: Entry | None) -> Condition | None:
        """A condition on declared facts, for what is no norm and is judged by the same facts."""
        return self._condition(entry)

    def told(self, entry: Entry | None) -> dict[str, object]:
        """Facts with their values, each of its declared kind."""
        return self._told(entry)

    def _shared(self, entry: Entry, above: _Shared | None) -> _Shared:
        regimes = self._codes(entry, "regimes", {*self.terms.regimes, EVERY_REGIME}, above is None)
        addressees = self._codes(entry, "addressee", self.terms.addressees, above is None)
        return _Shared(
            entry.text("norm", above.text if above else None),
            entry.text("plain", above.plain if above else None),
            regimes or (above.regimes if above else ()),
            addressees or (above.addressees if above else ()),
            self._discretion(entry) or (above.discretion if above else None),
            entry.flag("warning_allowed", above.is_warning_allowed if above else None),
        )

    def _codes(
        self, entry: Entry, key: str, allowed: Collection[str], is_required: bool = False
    ) -> tuple[str, ...]:
        codes = entry.texts(key, is_required=is_required)
        for code in codes:
            if code not in allowed:
                entry.wrong(f"{key}: {code} staat niet in de woorden van dit register", key)
        return codes

    def _discretion(self, entry: Entry) -> Discretion | None:
        part = entry.entry("discretion")
        if part is None:
            return None
        holders = self._codes(part, "holder", self.terms.addressees)
        made = Discretion(holders, part.text("term", ""), part.is_true("reasons_required"))
        part.finish()
        return made

    def _version(self, entry: Entry, norm: _Shared, norm_certainty: str) -> Version:
        start, end = entry.day("from"), entry.day("to")
        is_announced = entry.is_true("announced")
        source = entry.text("announced_source", "")
        if start is None and not is_announced:
            entry.wrong("from ontbreekt; alleen aangekondigd recht mag nog zonder eerste dag")
        if start is not None and end is not None and end <= start:
            entry.wrong("to moet na from liggen", "to")
        if is_announced and not source:
            entry.wrong("aangekondigd recht noemt waar het aangekondigd is (announced_source)")
        own = self._shared(entry, norm)
        certainty: Any = entry.choice("certainty", CERTAINTIES, norm_certainty)
        version = Version(
            start=start,
            end=end,
            sources=tuple(self._source(part) for part in entry.entries("sources")),
            when=self._condition(entry.entry("when")),
            unless=entry.texts("unless"),
            deadline=self._deadline(entry.entry("deadline")),
            text=own.text,
            plain=own.plain,
            regimes=own.regimes,
            addressees=own.addressees,
            discretion=own.discretion,
            is_warning_allowed=own.is_warning_allowed,
            is_start_read=entry.is_true("from_read"),
            is_announced=is_announced,
            announced_source=source,
            is_repeal=entry.is_true("repealed"),
            certainty=certainty,
            note=note_of(entry),
        )
        if version.is_repeal and not is_announced:
            entry.wrong("repealed is voor aangekondigd recht; zet anders een einddag (to)", "repealed")
        if not version.sources:
            entry.wrong("sources ontbreekt: een norm staat in minstens één artikel")
        entry.finish()
        return version

    def _source(self, entry: Entry) -> Source:
        regulation = entry.choice("regulation", self.regulations)
        made = Source(
            regulation, entry.text("article", ""), entry.text("paragraph", ""), entry.text("part", "")
        )
        entry.finish()
        return made

    def _deadline(self, entry: Entry | None) -> Deadline | None:
        if entry is None:
            return None
        if not entry.has("kind"):
            entry.wrong("de termijn zegt niet van welke soort zij is (kind)")
        kind: Any = entry.choice("kind", DEADLINE_KINDS) if entry.has("kind") else "open"
        made = Deadline(
            kind,
            self._date_fact(entry, "after"),
            _term(entry),
            entry.text("source", "law"),
            self._met_by(entry),
        )
        if kind in NEEDS_TERM and (made.term is None or not made.after):
            entry.wrong(f"een termijn {kind} heeft een begin (after) en een duur (term)")
        if kind in HAS_NO_DAY and made.term is not None:
            entry.wrong(f"een termijn {kind} heeft geen duur (term)", "term")
        if bool(made.after) and made.term is None and kind == "periodic":
            entry.wrong("een periodieke termijn met een begin heeft ook een duur (term)")
        entry.finish()
        return made

    def _date_fact(self, entry: Entry, key: str) -> str:
        name = entry.text(key, "")
        if name and self._known(entry, key, name) and self.facts[name].kind != "date":
            entry.wrong(f"{name} is geen datum", key)
        return name

    def _met_by(self, entry: Entry) -> str:
        name = entry.text("met_by", "")
        is_known = bool(name) and self._known(entry, "met_by", name)
        if is_known and self.facts[name].kind not in {"date", "boolean"}:
            entry.wrong(f"{name} is geen datum en geen ja of nee", "met_by")
        return name

    def _known(self, entry: Entry, key: str, name: str) -> bool:
        if name in self.facts:
            return True
        entry.wrong(f"{name} is geen bekend gegeven", key)
        return False

    def _condition(self, entry: Entry | None) -> Condition | None:
        if entry is None:
            return None
        made = self._node(entry)
        entry.finish()
        return made

    def _node(self, entry: Entry) -> Condition | None:
        kinds = [key for key in ("all", "any", "not", "fact") if entry.has(key)]
        if len(kinds) != 1:
            entry.wrong("een voorwaarde is precies één van all, any, not of fact")
            list(entry.names())
            return None
        if kinds[0] == "not":
            part = self._condition(entry.entry("not"))
            return None if part is None else Not(part)
        if kinds[0] == "fact":
            return self._test(entry)
        parts = tuple(part for item in entry.entries(kinds[0]) if (part := self._condition(item)) is not None)
        if not parts:
            entry.wrong(f"{kinds[0]} heeft minstens één voorwaarde", kinds[0])
        return All(parts) if kinds[0] == "all" else AnyOf(parts)

    def _test(self, entry: Entry) -> Condition | None:
        name = entry.text("fact")
        signs = [key for key in ("is", "known", "in", *SIGNS) if key in set(entry.names())]
        if not self._known(entry, "fact", name):
            return None
        if len(signs) != 1:
            entry.wrong(f"{name}: vergelijk met precies één van is, known, in, lt, le, gt of ge")
            return None
        return self._compare(entry, self.facts[name], signs[0])

    def _compare(self, entry: Entry, fact: Fact, sign: str) -> Condition | None:
        value = entry.value(sign)
        if sign == "known":
            if not isinstance(value, bool):
                entry.wrong("known moet true of false zijn", sign)
            return Known(fact.name, bool(value))
        values = value if isinstance(value, tuple) else (value,)
        if (sign == "in") is not isinstance(value, tuple) or not values:
            entry.wrong(f"{sign} hoort bij {'een lijst' if sign == 'in' else 'één waarde'}", sign)
            return None
        if any(item is None or not is_of_kind(fact, item) for item in values):
            entry.wrong(f"{fact.name} is {kind_words(fact)}", sign)
            return None
        if sign in SIGNS and fact.kind in {"boolean", "code"}:
            entry.wrong(f"{fact.name} is {kind_words(fact)}, daar bestaat geen meer of minder van", sign)
            return None
        if sign == "in":
            return In(fact.name, values)
        return Is(fact.name, value) if sign == "is" else Compare(fact.name, sign, value)

    def _scenario(self, entry: Entry) -> Scenario:
        applies: Any = entry.choice("applies", ANSWERS)
        on = entry.day("on")
        if on is None:
            entry.wrong("een scenario heeft een dag (on)")
        made = Scenario(
            entry.text("name", ""),
            on or date.min,
            self._told(entry.entry("facts")),
            self._codes(entry, "regime", self.terms.regimes) if entry.has("regime") else None,
            applies,
            entry.day("deadline"),
            entry.is_true("announced"),
            entry.place,
        )
        entry.finish()
        return made

    def _told(self, entry: Entry | None) -> dict[str, object]:
        told: dict[str, object] = {}
        for name in entry.names() if entry is not None else ():
            assert entry is not None
            if not self._known(entry, name, name):
                continue
            told[name] = value = entry.value(name)
            if not is_of_kind(self.facts[name], value):
                entry.wrong(f"{name} is {kind_words(self.facts[name])}", name)
        return told


def note_of(entry: Entry) -> str:
    """A remark beside an entry, under either of its two keys."""
    return entry.text("note", "") or entry.text("notes", "")


def _term(entry: Entry) -> Term | None:
    text = entry.text("term", "")
    if not text:
        return None
    try:
        return parse_term(text)
    except ValueError as error:
        entry.wrong(str(error), "term")
        return None


def _checked(entry: Entry, key: str) -> Checked | None:
    part = entry.entry(key)
    if part is None:
        return None
    by, on = part.text("by"), part.day("on")
    part.finish()
    if on is None:
        part.wrong("wie iets nakeek, zegt ook op welke dag (on)")
        return None
    return Checked(by, on)
