"""Whether a BSN or own number is known in the chain, and where; every hit is written in the read log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import connections

from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import JoinRequest
from schakel.ground.dossiers.queries.join_requests import asked_before
from schakel.ground.dossiers.queries.visible import is_visible
from schakel.ground.dossiers.shielding import closed_to_actor
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.queries import known_clients


class Way(StrEnum):
    """How an organisation comes to take part: at once, by asking who guides, or by an answer to come."""

    JOIN = "join"
    ASK = "ask"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class WayIn:
    """The way into one dossier; question is what was asked before and has no yes."""

    way: Way
    question: JoinRequest | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A client that the chain knows: whether the actor sees the dossier, and whom to ask if not.

    A closed one is shielded: nobody of the chain is named then. is_ours: the actor's organisation takes part.
    way_in is there for nobody else's dossier than another organisation's.
    """

    dossier_id: UUID
    is_visible: bool
    organisations: list[Organisation]
    is_closed: bool = False
    is_ours: bool = False
    way_in: WayIn | None = None

    @property
    def way(self) -> str:
        """How the actor's organisation comes to take part; empty where it does already, or can't."""
        return self.way_in.way.value if self.way_in else ""


def known_by_bsn(*, actor: Actor, bsn: str, page: str) -> Known | None:
    """The client with this BSN, if the chain knows one; the look is logged, also when nothing is opened.

    Raises InvalidError for a number that is no BSN, ForbiddenError for who may not register.
    """
    if actor.organisation_id is None:
        return None
    found, _numbers = known_clients(bsns=[bsn], organisation_id=actor.organisation_id, numbers=[])
    if not found:
        return None
    dossier_id = next(iter(found.values()))
    log_read(page, [dossier_id], Section.IDENTITY)
    if is_visible(dossier_id):
        return Known(dossier_id, True, [])
    if closed_to_actor([dossier_id]):
        return Known(dossier_id, False, [], is_closed=True)
    involved = organisations_involved(dossier_id)
    if _is_ours(dossier_id):
        return Known(dossier_id, False, involved, is_ours=True)
    way_in = ways_in(actor.organisation_id, [dossier_id])[dossier_id]
    return Known(dossier_id, False, involved, way_in=way_in)


def ways_in(organisation_id: UUID, dossier_ids: Collection[UUID]) -> dict[UUID, WayIn]:
    """How an organisation comes into each of these dossiers, in none of which it takes part; two statements.

    Where somebody guides, that is asked, and once; where nobody does, there is nobody to ask.
    """
    asked, rests = asked_before(organisation_id, dossier_ids), resting(dossier_ids)
    return {one: _way_in(asked.get(one), is_resting=one in rests) for one in dossier_ids}


def _way_in(question: JoinRequest | None, *, is_resting: bool) -> WayIn:
    if is_resting:
        return WayIn(Way.JOIN)
    return WayIn(Way.ASK) if question is None else WayIn(Way.ASKED, question)


def _is_ours(dossier_id: UUID) -> bool:
    """Whether a colleague or team of the actor takes part; crosses row-level security on purpose."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_where_ours(%s::uuid[])", [[dossier_id]])
        return cursor.fetchone() is not None


def is_number_known(*, actor: Actor, number: str, page: str) -> bool:
    """Whether the actor's organisation uses this client number already; a hit is logged as a look."""
    if not number or actor.organisation_id is None:
        return False
    _bsns, found = known_clients(bsns=[], organisation_id=actor.organisation_id, numbers=[number])
    log_read(page, found.values(), Section.IDENTITY)
    return bool(found)


def resting(dossier_ids: Collection[UUID]) -> set[UUID]:
    """Which of these nobody leads today; crosses row-level security on purpose."""
    if not dossier_ids:
        return set()
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_without_chain_regie(%s::uuid[])", [list(dossier_ids)])
        return {row[0] for row in cursor.fetchall()}


def organisations_involved(dossier_id: UUID) -> list[Organisation]:
    """The organisations with a task in a dossier today, by name; crosses row-level security on purpose."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from dossiers_known_at(%s)", [dossier_id])
        ids = [row[0] for row in cursor.fetchall()]
    return list(Organisation.objects.filter(pk__in=ids).order_by("name"))
