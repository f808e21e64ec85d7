"""Norms and findings as pages show them: a state with its mark, a sentence, its sources and reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.norms.engine.evaluating import Finding
from schakel.ground.norms.engine.fact_sets import FactSet
from schakel.ground.norms.engine.model import EVERY_REGIME, Norm, Register, Version
from schakel.ground.norms.engine.showing import because_words
from schakel.ground.norms.engine.wording import duty_words, label_of, sources_words
from schakel.ground.norms.registers import the_register

STATES: dict[str, tuple[str, str | Promise]] = {
    "late": ("late", _("te laat")),
    "soon": ("soon", _("binnenkort")),
    "passed": ("unknown", _("termijn voorbij; niet vastgelegd of het gedaan is")),
    "ended": ("soon", _("de duur is voorbij")),
    "ends_soon": ("soon", _("de duur eindigt binnenkort")),
    "running": ("open", _("loopt")),
    "within": ("open", _("loopt")),
    "at_once": ("open", _("meteen")),
    "waiting": ("info", _("kan nog niet")),
    "open": ("good", _("kan nu")),
    "term_unknown": ("unknown", _("begin van de termijn onbekend")),
    "not_started": ("info", _("de termijn is nog niet begonnen")),
    "no_term": ("info", _("geen vaste termijn")),
    "applies": ("info", _("geldt")),
    "met": ("good", _("gedaan")),
    "met_late": ("soon", _("gedaan, na de termijn")),
    "unknown": ("unknown", _("nog niet te zeggen")),
}
"""The states of norms that matter to someone, most pressing first, each with its mark."""

PRESSING = tuple(STATES)[:7]
CERTAINTIES: dict[str, tuple[str, str | Promise]] = {
    "A": ("good", _("gelezen in de tekst van 2026")),
    "B": ("soon", _("gelezen in een oudere tekst")),
    "C": ("unknown", _("niet nagelezen")),
    "S": ("info", _("uit een bron van 2008, geen wet")),
}


def figure_words(value: int, unit: str) -> str:
    """A figure of the house with its unit: "5 werkdagen"."""
    words = {
        "days": ngettext("%(n)d dag", "%(n)d dagen", value),
        "weeks": ngettext("%(n)d week", "%(n)d weken", value),
        "months": ngettext("%(n)d maand", "%(n)d maanden", value),
        "years": gettext("%(n)d jaar"),
        "working_days": ngettext("%(n)d werkdag", "%(n)d werkdagen", value),
        "count": "%(n)d",
        "percent": "%(n)d%%",
    }
    return words[unit] % {"n": value}


@dataclass(frozen=True, slots=True)
class Card:
    """One norm in a list: what it says, how it stands and why."""

    id: str
    sentence: str
    plain: str
    is_plain_checked: bool
    sources: str
    certainty: tuple[str, str | Promise]
    mode: str
    is_for_institution: bool
    is_announced: bool
    regimes: tuple[str, ...]
    state: tuple[str, str | Promise] | None = None
    deadline: date | None = None
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rank: int = 0


def is_for_institution(version: Version, register: Register) -> bool:
    """Whether the norm speaks to an institution, alone or beside a citizen."""
    return any(register.terms.addressees[code].is_institution for code in version.addressees)


def card(norm: Norm, version: Version, register: Register, on: date) -> Card:
    """A norm as it holds on a day, whoever it may concern."""
    return Card(
        id=norm.id,
        sentence=duty_words(version, norm.mode, register),
        plain=version.plain,
        is_plain_checked=norm.plain_checked is not None,
        sources=sources_words(version.sources, register, on),
        certainty=CERTAINTIES[version.certainty],
        mode=norm.mode,
        is_for_institution=is_for_institution(version, register),
        is_announced=version.is_announced,
        regimes=() if EVERY_REGIME in version.regimes else version.regimes,
    )


def finding_card(finding: Finding, register: Register, on: date, facts: FactSet) -> Card:
    """A norm as it stands for one person. The finding has a version."""
    assert finding.version is not None
    plain = card(finding.norm, finding.version, register, on)
    own = {name: getattr(plain, name) for name in Card.__slots__}
    return Card(
        **own
        | {
            "state": STATES.get(finding.state, STATES["unknown"]),
            "deadline": finding.deadline,
            "because": tuple(because_words(finding, register, facts)),
            "missing": tuple(label_of(name, register) for name in finding.missing),
            "rank": list(STATES).index(finding.state) if finding.state in STATES else len(STATES),
        }
    )


@dataclass(frozen=True, slots=True)
class ExplainedNorm:
    """A norm in plain words, where it stands, and what may follow when it is not met."""

    id: str
    plain: str
    sources: str
    consequences: tuple[str, ...]
    is_checked: bool


def explained_norm(name: str, on: date) -> ExplainedNorm | None:
    """A norm as it is explained to a citizen; None where it is not registered or does not hold that day."""
    register = the_register()
    norm = register.norms.get(name)
    version = norm.version_on(on) if norm is not None else None
    if norm is None or version is None:
        return None
    following = [register.norms[other] for other in norm.consequences]
    held = [(other, found) for other in following if (found := other.version_on(on)) is not None]
    is_checked = all(one.plain_checked is not None for one in (norm, *(other for other, _version in held)))
    plain = tuple(found.plain for _other, found in held)
    return ExplainedNorm(
        norm.id, version.plain, sources_words(version.sources, register, on), plain, is_checked
    )


def institutions_first(cards: Iterable[Card]) -> list[Card]:
    """The duties of institutions before those of the citizen, most pressing and earliest first."""
    return sorted(cards, key=lambda c: (not c.is_for_institution, c.rank, c.deadline or date.max, c.id))
