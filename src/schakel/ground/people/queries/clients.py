"""Reading clients and their entitlements; everything goes through row-level security."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import MovedError
from schakel.ground.kernel.prepared import prepared
from schakel.ground.people import access
from schakel.ground.people.bsn import clean_bsn
from schakel.ground.people.keys import digests, keys_named
from schakel.ground.people.models import BenefitEntitlement, Client, ClientNumber


def client_visible(client_id: UUID) -> Client:
    """The client, when the actor may see them.

    Raises NotFoundError, and MovedError for one who was merged into another.
    """
    client = Client.objects.filter(pk=client_id).first()
    if client is None:
        raise not_found()
    check_not_moved(client)
    access.SEE_IDENTITY.check_cell(current_context())
    return client


def check_not_moved(client: Client) -> None:
    """Raise MovedError for a client who was merged into another."""
    if client.merged_into_id is not None:
        raise MovedError(client.merged_into_id)


@prepared
def entitlements_of(client_id: UUID) -> QuerySet[BenefitEntitlement]:
    """All rights to a benefit that the actor may see, newest first."""
    found = BenefitEntitlement.objects.filter(client_id=client_id).select_related("organisation")
    return found.order_by("-valid_from", "-id")


def numbers_of(client_id: UUID) -> QuerySet[ClientNumber]:
    """The numbers by which organisations know the client."""
    return ClientNumber.objects.filter(client_id=client_id).select_related("organisation").order_by("number")


def bsn_of(client: Client) -> str:
    """The BSN in clear, or empty."""
    if client.bsn_cipher is None:
        return ""
    return keys_named(client.bsn_key).decrypt(bytes(client.bsn_cipher), client.id)


def known_clients(
    *, bsns: Iterable[str], organisation_id: UUID, numbers: Iterable[str]
) -> tuple[dict[str, UUID], dict[str, UUID]]:
    """Which of these BSNs and of this organisation's numbers are known in the chain: two maps to client ids.

    Crosses row-level security on purpose and answers with ids only; the caller has checked the right to
    register and writes each hit in the read log.
    """
    access.REGISTER.check(current_context(), {"organisation_id": organisation_id})
    by_hash = {digest: bsn for bsn in bsns if bsn for digest in digests(clean_bsn(bsn))}
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(
            "select * from people_known(%s::bytea[], %s, %s::text[])",
            [list(by_hash), organisation_id, [number for number in numbers if number]],
        )
        rows = cursor.fetchall()
    found = {by_hash[bytes(digest)]: client_id for client_id, digest, _number in rows if digest is not None}
    return found, {number: client_id for client_id, _digest, number in rows if number is not None}


def with_other_bsn(bsns: Mapping[UUID, str]) -> set[UUID]:
    """Which of these clients, whom the actor's organisation numbered, have another BSN than the one named.

    Crosses row-level security for registrars; the caller writes each client in the read log.
    """
    if not bsns:
        return set()
    generations = zip(*(digests(clean_bsn(bsn)) for bsn in bsns.values()), strict=True)
    # Another under each key that counts: under one alone, a row of the other key would seem another person.
    return set.intersection(*(_with_other_hash(list(bsns), list(hashes)) for hashes in generations))


def _with_other_hash(clients: list[UUID], hashes: list[bytes]) -> set[UUID]:
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from people_with_other_bsn(%s::uuid[], %s::bytea[])", [clients, hashes])
        return {row[0] for row in cursor.fetchall()}
