"""One picture of a dossier: what each party does now and next, and what is recorded of the client."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section


class Standing(TextChoices):
    """Whether something is recorded; withheld says that it may be, at a source that did not release it."""

    KNOWN = "known", _("vastgelegd")
    DIFFERS = "differs", _("bronnen verschillen")
    MISSING = "missing", _("nog niet vastgelegd")
    WITHHELD = "withheld", _("niet vrijgegeven")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One thing that a dossier should tell, and the tab on which it is written down."""

    label: str | Promise
    standing: Standing
    url_name: str


@dataclass(frozen=True, slots=True)
class Step:
    """What waits on somebody, and by which day; without an organisation it waits on the client."""

    text: str
    due_on: date
    organisation_id: UUID | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What one room tells of a dossier."""

    steps: list[Step] = field(default_factory=list)
    recorded: list[Recorded] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Teller:
    """A room that adds to the picture of those to whom its section is open; one statement for a dossier."""

    name: str
    section: Section
    order: int
    tell: Callable[[UUID], Told]


_tellers: dict[str, Teller] = {}


def register_teller(teller: Teller) -> None:
    """Let a higher room add to the picture, at start-up."""
    _tellers[teller.name] = teller


def told_by_rooms(dossier_id: UUID, sections: Section) -> list[Told]:
    """What the rooms tell of which the section is open to the reader, in their order."""
    found = sorted(_tellers.values(), key=lambda teller: teller.order)
    return [teller.tell(dossier_id) for teller in found if teller.section & sections]


@dataclass(slots=True)
class Party:
    """The client or an organisation around them: who is there, what runs, and what waits on them."""

    name: str
    is_client: bool = False
    people: list[dict[str, Any]] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def has_left(self) -> bool:
        """Whether something waits on, or runs at, an organisation in which nobody takes part today."""
        return not self.is_client and not self.people


class Parties:
    """The parties by organisation, the client first, then in the order in which they are named."""

    def __init__(self, client: str) -> None:
        self.client = Party(client, is_client=True)
        self._organisations: dict[UUID, Party] = {}

    def of(self, organisation_id: UUID | None, name: str) -> Party:
        """The party, made when it is named for the first time; without an organisation it is the client."""
        if organisation_id is None:
            return self.client
        return self._organisations.setdefault(organisation_id, Party(name))

    def wait(self, steps: Iterable[Step]) -> None:
        """Give every party what waits on it, what is due first on top."""
        for step in sorted(steps, key=lambda step: step.due_on):
            self.of(step.organisation_id, step.organisation).steps.append(step)

    def all(self) -> list[Party]:
        """The client and every organisation."""
        return [self.client, *self._organisations.values()]


def counted(recorded: Iterable[Recorded]) -> tuple[int, int]:
    """How many are recorded, out of how many the reader could tell of; what is withheld counts in neither."""
    told = [one for one in recorded if one.standing != Standing.WITHHELD]
    return sum(one.standing != Standing.MISSING for one in told), len(told)
