"""What a row of a client file means, what is known of its client already, and what follows from both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from schakel.ground.dossiers.actions import Responsible
from schakel.ground.dossiers.queries.known import WayIn
from schakel.ground.people.actions import NewClient, NewEntitlement

CONTACT_FIELDS = ("phone", "email", "place")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, understood: the client it names, or the sentences that say why it can't be used."""

    number: int
    client: NewClient
    last_title: str = ""
    responsible: Responsible | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A client in whose dossier the organisation takes part: what a row is compared with.

    replaceable names the contact fields whose value came from this organisation's own registration or file;
    a value that a person changed, or another organisation gave, is not among them.
    """

    search_name: str
    birth_date: date | None
    bsn_hash: bytes | None
    contact: dict[str, str]
    replaceable: frozenset[str]
    title: str | None
    numbers: frozenset[str]
    rights: tuple[NewEntitlement, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to take part: which, and the day it was asked."""

    request_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class Known:
    """Which BSNs and own numbers are known in the chain, and where the organisation takes part.

    other_bsn holds those by own number who are somebody else: they have another BSN than their row. closed
    holds those whose dossier is closed to who reads the file, and whether they are the organisation's own.
    ways_in says how the organisation comes into the dossiers of the others.
    """

    by_bsn: dict[str, UUID] = field(default_factory=dict)
    by_number: dict[str, UUID] = field(default_factory=dict)
    standing: dict[UUID, Standing] = field(default_factory=dict)
    other_bsn: frozenset[UUID] = frozenset()
    closed: dict[UUID, bool] = field(default_factory=dict)
    ways_in: dict[UUID, WayIn] = field(default_factory=dict)

    @property
    def client_ids(self) -> set[UUID]:
        """Everybody who was found, for the read log; also those whose row is refused after all."""
        return {*self.by_bsn.values(), *self.by_number.values()}


@dataclass(frozen=True, slots=True)
class Changes:
    """What a row adds to a known client; nothing of it overwrites what a person stated."""

    contact: dict[str, str] = field(default_factory=dict)
    bsn: str = field(default="", repr=False)
    number: str = ""
    entitlement: NewEntitlement | None = None
    title: str = ""

    def __bool__(self) -> bool:
        return bool(self.contact or self.bsn or self.number or self.entitlement or self.title)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a row with the sentences that go with it, and what applying it would change.

    request_id is the question to take part that it waits for.
    """

    outcome: str
    client_id: UUID | None = None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)
    request_id: UUID | None = None
