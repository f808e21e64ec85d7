"""Norms, tests and sources in Dutch: the language of the law, whatever the language of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from schakel.ground.norms.engine.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    In,
    Is,
    Known,
    Not,
    Test,
)
from schakel.ground.norms.engine.judging import Ground
from schakel.ground.norms.engine.model import REGIMES, Deadline, Register, Source, Version
from schakel.ground.norms.engine.terms import Term

MODE_VERBS = {
    "duty": ("moet", "moeten"),
    "prohibition": ("mag niet", "mogen niet"),
    "power": ("mag", "mogen"),
    "claim": ("heeft recht", "hebben recht"),
    "definition": ("geldt", "gelden"),
}
_BOUNDS = {
    ("lt", True): "lager dan {}",
    ("lt", False): "{} of hoger",
    ("le", True): "{} of lager",
    ("le", False): "hoger dan {}",
    ("gt", True): "hoger dan {}",
    ("gt", False): "{} of lager",
    ("ge", True): "{} of hoger",
    ("ge", False): "lager dan {}",
}
_DATE_BOUNDS = {
    "lager dan {}": "voor {}",
    "{} of hoger": "{} of later",
    "{} of lager": "{} of eerder",
    "hoger dan {}": "na {}",
}
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_UNITS = {
    "days": ("dag", "dagen"),
    "weeks": ("week", "weken"),
    "months": ("maand", "maanden"),
    "years": ("jaar", "jaar"),
    "working_days": ("werkdag", "werkdagen"),
}
STATE_WORDS = {
    "outside_validity": "geldt niet op deze dag",
    "other_regime": "hoort bij een andere regeling",
    "not_applicable": "niet van toepassing",
    "exempted": "opgeheven door een uitzondering",
    "unknown": "onbekend",
    "applies": "geldt",
    "running": "loopt",
    "soon": "binnenkort",
    "late": "te laat",
    "passed": "termijn voorbij, niet bekend of het gedaan is",
    "met": "gedaan",
    "met_late": "gedaan, na de termijn",
    "waiting": "kan nog niet",
    "open": "kan nu",
    "within": "loopt binnen de duur",
    "ends_soon": "duur eindigt binnenkort",
    "ended": "duur is voorbij",
    "at_once": "meteen",
    "no_term": "zonder termijn in de wet",
    "not_started": "de termijn is niet begonnen",
    "term_unknown": "begin van de termijn onbekend",
}


def day_words(day: date) -> str:
    """The day as "2 januari 2027"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def value_words(value: Any) -> str:
    """A value of a fact as people write it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if value is None:
        return "niet gebeurd"
    return day_words(value) if isinstance(value, date) else str(value)


def term_words(term: Term) -> str:
    """A term as "6 maanden"."""
    return f"{term.count} {_UNITS[term.unit][term.count != 1]}"


def label_of(fact: str, register: Register) -> str:
    """The fact's Dutch label."""
    return "Regeling van de cliënt" if fact == REGIMES else register.facts[fact].label


def ground_words(ground: Ground, register: Register) -> str:
    """What was told and what it means for the test: "Leeftijd in jaren: 34 (18 of hoger)"."""
    label = label_of(ground.test.fact, register)
    against = _against(ground.test, ground.has_passed)
    told = f"{label}: {value_words(ground.value)}"
    return f"{told} ({against})" if against and ground.value is not None else told


def _against(test: Test, has_passed: bool) -> str:
    if isinstance(test, Compare):
        words = _BOUNDS[test.sign, has_passed]
        is_date = isinstance(test.bound, date)
        return (_DATE_BOUNDS[words] if is_date else words).format(value_words(test.bound))
    if isinstance(test, In):
        return ("een van " if has_passed else "geen van ") + ", ".join(map(value_words, test.values))
    return ""


def condition_words(condition: Condition | None, register: Register) -> str:
    """A whole condition in one sentence part; "altijd" where there is none."""
    match condition:
        case None:
            return "altijd"
        case All(parts):
            return " en ".join(_inner(part, register) for part in parts)
        case AnyOf(parts):
            return " of ".join(_inner(part, register) for part in parts)
        case Not(part):
            return f"niet: {_inner(part, register)}"
        case _:
            return _test_words(condition, register)


def _inner(part: Condition, register: Register) -> str:
    words = condition_words(part, register)
    return f"({words})" if isinstance(part, All | AnyOf) else words


def _test_words(test: Test, register: Register) -> str:
    label = label_of(test.fact, register)
    match test:
        case Known(_, is_known):
            return f"{label} is er{'' if is_known else ' nog niet'}"
        case Is(_, value):
            return f"{label} is {value_words(value)}"
        case _:
            return f"{label} is {_against(test, True)}"


def source_words(source: Source, register: Register, on: date) -> str:
    """An article as "PW art. 9 lid 1 onder a", by the regulation's name of that day."""
    words = register.regulations[source.regulation].short_on(on)
    if source.article:
        words += f" art. {source.article}"
    if source.paragraph:
        words += f" lid {source.paragraph}"
    return f"{words} onder {source.part}" if source.part else words


def sources_words(sources: Iterable[Source], register: Register, on: date) -> str:
    """All articles of a version."""
    return "; ".join(source_words(source, register, on) for source in sources)


def addressees_words(codes: Iterable[str], register: Register) -> str:
    """Whom a norm speaks to: "het college en UWV"."""
    return " en ".join(register.terms.addressees[code].label for code in codes)


def deadline_words(deadline: Deadline | None, register: Register) -> str:
    """What kind of term it is, in words; empty where there is none."""
    if deadline is None:
        return ""
    if deadline.kind == "without_delay":
        return "onverwijld"
    if deadline.kind == "open":
        return "de wet noemt geen termijn"
    if deadline.term is None:
        return "periodiek, zonder vaste termijn"
    span = term_words(deadline.term)
    if not deadline.after:
        return f"elke {span}" if deadline.kind == "periodic" else span
    if deadline.term.count == 0:
        since = "vanaf de dag" if deadline.kind == "not_before" else "op de dag zelf"
        return f"{since}: {label_of(deadline.after, register)}"
    before = {
        "latest": f"binnen {span} na",
        "not_before": f"niet eerder dan {span} na",
        "max_duration": f"hooguit {span} vanaf",
        "periodic": f"elke {span}, te rekenen vanaf",
    }
    return f"{before[deadline.kind]}: {label_of(deadline.after, register)}"


def duty_words(version: Version, mode: str, register: Register) -> str:
    """The norm as one sentence: who, may or must, what."""
    who = addressees_words(version.addressees, register)
    what = version.text.rstrip(".")
    verb = MODE_VERBS[mode][len(version.addressees) > 1]
    return f"{who[:1].upper()}{who[1:]} {verb}: {what[:1].lower()}{what[1:]}."


def certainty_words(certainty: str) -> str:
    """What a certainty mark means."""
    return {
        "A": "gelezen in de tekst van 2026",
        "B": "gelezen in een oudere tekst; inhoud nog na te lezen",
        "C": "uit het hoofd; niet nagelezen",
        "S": "uit een bron van 2008, geen wet",
    }[certainty]
