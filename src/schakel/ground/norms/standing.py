"""The norms for one client on a day: what institutions owe, what the client owes, what is not known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schakel.ground.access.types import Section
from schakel.ground.norms.engine.evaluating import Finding
from schakel.ground.norms.engine.fact_sets import FactSet, Statement
from schakel.ground.norms.engine.model import REGIMES, Register
from schakel.ground.norms.engine.wording import label_of, value_words
from schakel.ground.norms.presenting import PRESSING, Card, finding_card, institutions_first
from schakel.ground.norms.providers import Gathered, facts_about
from schakel.ground.norms.registers import the_evaluator, the_register


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that was used: what it is, what was told, and by whom."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is not known: what it is, why it is not known, and how many norms wait for it."""

    label: str
    because: str
    count: int


@dataclass(frozen=True, slots=True)
class ClientNorms:
    """What applies to one client; missing tells of each fact how many norms wait for it, and why."""

    pressing: list[Card]
    institutions: list[Card]
    citizen: list[Card]
    missing: list[Missing]
    coming: list[Card]
    coming_on: date | None
    told: list[Told]


def norms_of(client_id: UUID, on: date, sections: Section) -> ClientNorms:
    """Judge all norms by what the rooms tell of this client to who may read these sections."""
    register, gathered = the_register(), facts_about(client_id, on, sections)
    facts = gathered.facts
    findings = the_evaluator().check(facts, on)
    cards = institutions_first(
        finding_card(found, register, on, facts) for found in findings if found.applies == "yes"
    )
    pressing = [card for card in cards if card.rank < len(PRESSING)]
    calm = [card for card in cards if card.rank >= len(PRESSING)]
    coming_on = next_announced(register, on)
    return ClientNorms(
        pressing,
        [card for card in calm if card.is_for_institution],
        [card for card in calm if not card.is_for_institution],
        _missing(findings, gathered, register),
        _coming(facts, coming_on, register) if coming_on else [],
        coming_on,
        [_told(statement, register) for statement in facts.statements],
    )


def next_announced(register: Register, on: date) -> date | None:
    """The next day on which announced law would begin."""
    starts = (v.start for norm in register.norms.values() for v in norm.versions if v.is_announced)
    return min((start for start in starts if start is not None and start > on), default=None)


def _coming(facts: FactSet, day: date, register: Register) -> list[Card]:
    """The norms that announced law would change for this person, as they would stand then."""
    evaluator = the_evaluator()
    found = evaluator.check(facts, day, announced=True)
    return institutions_first(
        finding_card(finding, register, day, facts)
        for finding in found
        if finding.version is not None and finding.version.is_announced and finding.applies != "no"
    )


def _missing(findings: list[Finding], gathered: Gathered, register: Register) -> list[Missing]:
    """The facts that would tell most, first."""
    counts = Counter(name for f in findings if f.applies == "unknown" for name in f.missing)
    return [
        Missing(label_of(name, register), str(gathered.why_untold(name).words), count)
        for name, count in counts.most_common()
    ]


def _told(statement: Statement, register: Register) -> Told:
    if statement.name == REGIMES:
        labels = [register.terms.regimes[code].label for code in sorted(statement.value)]
        return Told(label_of(REGIMES, register), ", ".join(labels) or "geen", statement.source)
    return Told(label_of(statement.name, register), value_words(statement.value), statement.source)
