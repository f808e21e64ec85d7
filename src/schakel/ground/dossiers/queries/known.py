"""Whether a BSN or own number is known in the chain, and where; every hit is written in the read log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.visible import is_visible
from schakel.ground.dossiers.shielding import closed_to_actor
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.queries import known_clients


@dataclass(frozen=True, slots=True)
class Known:
    """A client that the chain knows: whether the actor sees the dossier, and whom to ask if not.

    A closed one is shielded: nobody of the chain is named then.
    """

    dossier_id: UUID
    is_visible: bool
    organisations: list[Organisation]
    is_closed: bool = False


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
    return Known(dossier_id, False, organisations_involved(dossier_id))


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
