"""Facts about a client from the rooms that hold them: each names its facts, their section, and tells them.

A fact is gathered only by who may read, for the purpose in force, the section it stands in and the section
that its own purpose and category ask: health facts go to nobody who may not read health.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Purpose, Section
from schakel.ground.norms.engine.fact_sets import FactSet, Statement, gather
from schakel.ground.norms.engine.model import REGIMES, Register
from schakel.ground.norms.registers import the_register

Tell = Callable[[UUID, date], Iterable[Statement]]
"""Tells of a client what holds on a day, as far as the actor may see it; what it does not tell is unknown."""

_SECTION_OF_PURPOSE = {
    Purpose.INCOME_DECISION.value: Section.BENEFIT,
    Purpose.GUIDANCE.value: Section.PLAN,
    Purpose.SERVICE_DELIVERY.value: Section.PLAN,
    Purpose.PLACEMENT.value: Section.WORK_PROFILE,
    Purpose.ENFORCEMENT.value: Section.ENFORCEMENT,
    Purpose.CARE.value: Section.LIFE_DOMAINS,
}
"""What may be read by whoever works for the purpose that a fact is kept for; others go with the person."""

_SECTION_OF_CATEGORY = {"special": Section.HEALTH, "criminal": Section.ENFORCEMENT}


@dataclass(frozen=True, slots=True)
class FactSource:
    """A room that tells facts: which, from what section of the dossier, and under what name on screen."""

    name: str
    label: str | Promise
    section: Section
    facts: frozenset[str]
    tell: Tell


class Untold(Enum):
    """Why a fact is not known."""

    CONTRADICTED = "contradicted"
    CLOSED = "closed"
    EMPTY = "empty"
    NOWHERE = "nowhere"

    @property
    def words(self) -> str | Promise:
        """In a sentence part after "want"."""
        return _WORDS[self]


_WORDS: dict[Untold, str | Promise] = {
    Untold.CONTRADICTED: _("twee bronnen spreken elkaar tegen"),
    Untold.CLOSED: _("dit is voor uw werk niet te lezen"),
    Untold.EMPTY: _("nog niet ingevuld"),
    Untold.NOWHERE: _("het dossier houdt dit niet bij"),
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the rooms told for this actor, and the facts that were closed to them."""

    facts: FactSet
    told_by: frozenset[str]
    closed: frozenset[str]

    def why_untold(self, name: str) -> Untold:
        """Why a fact is missing."""
        if name in self.facts.contradicted:
            return Untold.CONTRADICTED
        if name in self.closed:
            return Untold.CLOSED
        return Untold.EMPTY if name in self.told_by else Untold.NOWHERE


_sources: dict[str, FactSource] = {}


def register_source(source: FactSource) -> None:
    """Let a room tell facts, at start-up; a name registered again replaces what it told."""
    _sources[source.name] = source


def all_sources() -> list[FactSource]:
    """Every registered source, by name."""
    return [source for _name, source in sorted(_sources.items())]


def sections_needed(name: str, source: FactSource, register: Register) -> Section:
    """The sections that somebody must be able to read to use this fact."""
    fact = register.facts.get(name)
    if fact is None:
        return source.section
    needed = source.section | _SECTION_OF_CATEGORY.get(fact.category, Section(0))
    return needed | _SECTION_OF_PURPOSE.get(fact.purpose, Section.IDENTITY)


def facts_about(
    client_id: UUID, on: date, sections: Section, *, read: Mapping[str, Iterable[Statement]] | None = None
) -> Gathered:
    """What the rooms tell of a client on a day to who may read these sections for the purpose in force.

    What they contradict each other in is unknown. read holds what a source would tell, by the name of the
    source, where the caller has it already. Raises ValueError for a source that tells what it did not
    announce.
    """
    register = the_register()
    told: list[Statement] = []
    closed: set[str] = set()
    for source in all_sources():
        open_facts = {name for name in source.facts if _is_open(name, source, sections, register)}
        closed |= source.facts - open_facts
        if open_facts:
            known = (read or {}).get(source.name)
            said = _announced(source, source.tell(client_id, on) if known is None else known)
            told += [statement for statement in said if statement.name in open_facts]
    facts = gather(told, register)
    announced = frozenset().union(*(source.facts for source in all_sources()))
    return Gathered(facts, announced, frozenset(closed))


def _is_open(name: str, source: FactSource, sections: Section, register: Register) -> bool:
    needed = source.section if name == REGIMES else sections_needed(name, source, register)
    return needed & sections == needed


def _announced(source: FactSource, told: Iterable[Statement]) -> list[Statement]:
    said = list(told)
    unknown = {statement.name for statement in said} - source.facts
    if unknown:
        raise ValueError(f"{source.name} tells {', '.join(sorted(unknown))} without having announced it")
    return said
