"""What a register of norms holds, whatever the field of law: its words are in the register's terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from schakel.ground.norms.engine.conditions import Condition
from schakel.ground.norms.engine.terms import Term

Scalar = str | int | bool | Decimal | date
FactKind = Literal["integer", "number", "boolean", "date", "code"]
Category = Literal["ordinary", "special", "criminal"]
Mode = Literal["duty", "prohibition", "power", "claim", "definition"]
DeadlineKind = Literal["latest", "not_before", "max_duration", "periodic", "without_delay", "open"]
Certainty = Literal["A", "B", "C", "S"]
Applies = Literal["yes", "no", "unknown"]

FACT_KINDS = ("integer", "number", "boolean", "date", "code")
CATEGORIES = ("ordinary", "special", "criminal")
MODES = ("duty", "prohibition", "power", "claim", "definition")
DEADLINE_KINDS = ("latest", "not_before", "max_duration", "periodic", "without_delay", "open")
CERTAINTIES = ("A", "B", "C", "S")
EVERY_REGIME = "*"
REGIMES = "regimes"
"""The fact that names a person's schemes; every register has it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the register's files."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One declared fact: who holds it, for which purpose it may be used, and its category under the AVG."""

    name: str
    label: str
    kind: FactKind
    source: str
    purpose: str
    category: Category
    codes: tuple[str, ...] = ()
    inverse: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PastName:
    """How a regulation was called over a period; end is exclusive."""

    short: str
    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Regulation:
    """A statute or rule, with the days it was adopted and came into force (None: not known)."""

    id: str
    short: str
    name: str
    kind: str = "law"
    was: tuple[PastName, ...] = ()
    adopted: date | None = None
    in_force: date | None = None
    are_dates_read: bool = False
    repealed: date | None = None
    note: str = ""

    def short_on(self, day: date) -> str:
        """The short name of that day: the Participatiewet was the WWB before 2015."""
        past = (name.short for name in self.was if name.start <= day < name.end)
        return next(past, self.short)


@dataclass(frozen=True, slots=True)
class Source:
    """An article of a regulation; article, paragraph and part are empty when the whole is meant."""

    regulation: str
    article: str
    paragraph: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until (or from) when: kind says what the day means; met_by is the fact that tells it was done."""

    kind: DeadlineKind
    after: str = ""
    term: Term | None = None
    origin: str = "law"
    met_by: str = ""


@dataclass(frozen=True, slots=True)
class Discretion:
    """Who may deviate, on which open term, and whether reasons must be given."""

    holder: tuple[str, ...]
    term: str
    are_reasons_required: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """Who checked something, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Version:
    """A norm as it holds over a period; end is exclusive, an announced start may not be known yet."""

    start: date | None
    end: date | None
    sources: tuple[Source, ...]
    when: Condition | None
    unless: tuple[str, ...]
    deadline: Deadline | None
    text: str
    plain: str
    regimes: tuple[str, ...]
    addressees: tuple[str, ...]
    discretion: Discretion | None
    is_warning_allowed: bool | None
    is_start_read: bool = False
    is_announced: bool = False
    announced_source: str = ""
    is_repeal: bool = False
    certainty: Certainty = "A"
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in this version's period."""
        return self.start is not None and self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A test beside the norm: these facts on this day, and what must come out."""

    name: str
    on: date
    facts: Mapping[str, object]
    regimes: tuple[str, ...] | None
    applies: Applies
    deadline: date | None
    is_announced: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm by its content, whatever the articles it stands in."""

    id: str
    subject: str
    mode: Mode
    addressees: tuple[str, ...]
    counterparts: tuple[str, ...]
    regimes: tuple[str, ...]
    text: str
    plain: str
    plain_checked: Checked | None
    consequences: tuple[str, ...]
    uses_health: bool
    uses_criminal: bool
    certainty: Certainty
    checked: Checked | None
    versions: tuple[Version, ...]
    scenarios: tuple[Scenario, ...]
    place: Place
    note: str = ""

    def version_on(self, day: date, *, announced: bool = False) -> Version | None:
        """The version of a day; an announced one, where asked for, goes before the enacted."""
        if announced:
            coming = next((v for v in self.versions if v.is_announced and v.holds_on(day)), None)
            if coming is not None:
                return None if coming.is_repeal else coming
        return next((v for v in self.versions if not v.is_announced and v.holds_on(day)), None)

    def announced_end(self, day: date) -> Version | None:
        """The announced repeal that would hold on that day."""
        return next((v for v in self.versions if v.is_repeal and v.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of norms, the way the register is ordered."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A scheme; part_of names the scheme it is the older practice of."""

    code: str
    label: str
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom norms speak to; a citizen, or an institution that must act towards him.

    A local one, such as a municipality, may word for itself what a norm leaves open.
    """

    code: str
    label: str
    is_institution: bool
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class HouseNorm:
    """A figure of the house from a day on: ours, and editable per organisation, not below `least`.

    awaits says in words what the product lacks for the figure to count; empty when something counts with it.
    """

    key: str
    label: str
    value: int
    unit: str
    start: date
    source: str
    explanation: str = ""
    least: int = 1
    awaits: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one field of law: its schemes, whom it speaks to, and the purposes facts may serve."""

    regimes: Mapping[str, Regime]
    addressees: Mapping[str, Addressee]
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A whole register; digest is the SHA-256 of its content, whatever its layout on disk."""

    terms: Terms
    facts: Mapping[str, Fact]
    regulations: Mapping[str, Regulation]
    subjects: Mapping[str, Subject]
    norms: Mapping[str, Norm]
    house: tuple[HouseNorm, ...]
    digest: str = field(default="", compare=False)
