"""Entering clients, their numbers and BSNs, and how they are reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.bulk import add_rows, new_row
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations.names import folded, sort_key, split_prefix
from schakel.ground.people import access
from schakel.ground.people.addresses import NewAddress, checked_address
from schakel.ground.people.bsn import clean_bsn
from schakel.ground.people.entitling import NewEntitlement, check_entitlement
from schakel.ground.people.keys import seal_bsn
from schakel.ground.people.models import Address, BenefitEntitlement, Client, ClientNumber
from schakel.ground.people.verbs import (
    ClientChanged,
    ClientRegistered,
    ContactsRefreshed,
    EntitlementStarted,
)

FROM_FILES = ("phone", "email", "place")
PREFERENCES = ("channel", "second_channel", "reachable", "language", "written_language", "needs_reading_help")
CHANGEABLE = ("phone", "email", "place", *PREFERENCES)
CHANGEABLE_BY_CLIENT = ("phone", "email", *PREFERENCES)
"""How the client is reached; where they live follows from the municipality's register."""

_REFRESH = "select people_refresh_contacts(%s::uuid[], %s::text[], %s::text[], %s::text[])"
_ADD_BSNS = "select people_add_bsns(%s::uuid[], %s::bytea[], %s::bytea[], %s::bytea[], %s::text[])"


@dataclass(frozen=True, slots=True)
class NewClient:
    """A client to enter. family_name may hold its prefix; number is the organisation's own."""

    family_name: str
    given_names: str = ""
    birth_date: date | None = None
    bsn: str = ""
    number: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    channel: str = ""
    language: str = ""
    needs_reading_help: bool = False
    entitlement: NewEntitlement | None = None
    address: NewAddress | None = None
    id: UUID = field(default_factory=uuid7)


@action(access.REGISTER)
def register_clients(
    *, actor: Actor, organisation_id: UUID, clients: Iterable[NewClient], source: str = "form"
) -> list[UUID]:
    """Enter clients with their numbers, in order; returns their ids. Called by the opening of dossiers.

    Raises InvalidError for a wrong BSN or address, or a missing family name. A known BSN is
    refused by the database.
    """
    new = list(clients)
    add_rows(_client(one) for one in new)
    numbered = [one for one in new if one.number]
    add_rows(
        new_row(ClientNumber, client_id=one.id, organisation_id=organisation_id, number=one.number)
        for one in numbered
    )
    _keep_addresses(new)
    for one in new:
        record(ClientRegistered(source), dossier_id=one.id, things=[Thing("client", one.id)])
    return [one.id for one in new]


@action(access.REGISTER)
def number_clients(*, actor: Actor, organisation_id: UUID, numbers: dict[UUID, str]) -> list[UUID]:
    """Note the organisation's own numbers for clients that are known already."""
    rows = [
        new_row(ClientNumber, client_id=client_id, organisation_id=organisation_id, number=number)
        for client_id, number in numbers.items()
    ]
    add_rows(rows, passes_known=True)
    for client_id in numbers:
        content = ClientChanged(("number",), gettext("eigen nummer van de organisatie"))
        record(content, dossier_id=client_id, things=[Thing("client", client_id)])
    return list(numbers)


@action(access.REGISTER)
def start_entitlements(
    *, actor: Actor, organisation_id: UUID, entitlements: dict[UUID, NewEntitlement]
) -> list[UUID]:
    """Enter rights to a benefit, one for each client, paid by the organisation; returns their ids."""
    rows = [_entitlement(client_id, organisation_id, new) for client_id, new in entitlements.items()]
    for row in rows:
        row.entry_id = _record_entitlement(row)
    add_rows(rows)
    return [row.id for row in rows]


@action(access.REGISTER)
def refresh_contacts(
    *, actor: Actor, organisation_id: UUID, contacts: Mapping[UUID, Mapping[str, str]]
) -> list[UUID]:
    """Write phone, email and place from a file, for clients in whose dossiers the organisation takes part.

    A field that is left out stays. Returns the ids of the clients that changed. Raises NotFoundError when
    the organisation takes no part in one of the dossiers.
    """
    ids = list(contacts)
    columns = [[contacts[client_id].get(name) for client_id in ids] for name in FROM_FILES]
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_REFRESH, [ids, *columns])
        changed = {row[0] for row in cursor.fetchall()}
    if changed != set(ids):
        raise not_found()
    for client_id in ids:
        content = ContactsRefreshed(tuple(sorted(contacts[client_id])))
        record(content, dossier_id=client_id, things=[Thing("client", client_id)])
    return ids


@action(access.REGISTER)
def add_bsns(*, actor: Actor, organisation_id: UUID, bsns: Mapping[UUID, str]) -> list[UUID]:
    """Note the BSNs of clients that were known without one, by an organisation that takes part.

    Returns the clients' ids. Raises InvalidError for a number that is no BSN, NotFoundError where the
    organisation takes no part or the client has a BSN by now; a BSN of somebody else the database refuses.
    """
    ids = list(bsns)
    sealed = [seal_bsn(clean_bsn(bsns[client_id]), client_id) for client_id in ids]
    columns = [[getattr(one, name) for one in sealed] for name in ("hash", "other_hash", "cipher", "key")]
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_ADD_BSNS, [ids, *columns])
        changed = {row[0] for row in cursor.fetchall()}
    if changed != set(ids):
        raise not_found()
    for client_id in ids:
        content = ClientChanged(("bsn",), gettext("BSN toegevoegd uit een bestand"))
        record(content, dossier_id=client_id, things=[Thing("client", client_id)])
    return ids


@action(access.CHANGE_BENEFIT)
def start_entitlement(*, actor: Actor, dossier_id: UUID, organisation_id: UUID, new: NewEntitlement) -> UUID:
    """Enter one right to a benefit, paid by the actor's organisation, in an open dossier; returns its id.

    Raises NotFoundError for another organisation.
    """
    if organisation_id != actor.organisation_id:
        raise not_found()
    row = _entitlement(dossier_id, organisation_id, new)
    row.entry_id = _record_entitlement(row)
    row.save(force_insert=True)
    return row.id


@action(access.CHANGE_IDENTITY)
def change_client(
    *,
    actor: Actor,
    dossier_id: UUID,
    expected_version: int | None,
    changes: Mapping[str, Any],
    because: str = "",
) -> UUID:
    """Change how a client is reached; returns the client's id.

    Raises StaleVersionError when somebody else changed it, InvalidError for a field that isn't changeable.
    """
    changeable = CHANGEABLE_BY_CLIENT if actor.role == Role.CLIENT else CHANGEABLE
    if unknown := set(changes) - set(changeable):
        raise InvalidError(
            gettext("Dit gegeven kan hier niet worden gewijzigd."), fields=dict.fromkeys(unknown, "")
        )
    client = Client.objects.get(pk=dossier_id)
    changed = {name: value for name, value in changes.items() if getattr(client, name) != value}
    update_version(client, expected_version, **changed)
    content = ClientChanged(tuple(sorted(changed)), because)
    record(content, dossier_id=dossier_id, things=[Thing("client", dossier_id)])
    return client.id


def _keep_addresses(clients: Iterable[NewClient]) -> None:
    add_rows(
        Address(client_id=one.id, valid_from=clock.today(), **asdict(checked_address(one.address)))
        for one in clients
        if one.address is not None
    )


def _client(new: NewClient) -> Client:
    if not new.family_name.strip():
        raise InvalidError(
            gettext("De achternaam ontbreekt."), fields={"family_name": gettext("Vul de achternaam in.")}
        )
    prefix, family = split_prefix(new.family_name.strip())
    client = new_row(
        Client,
        id=new.id,
        family_name=family,
        prefix=prefix,
        given_names=new.given_names.strip(),
        sort_key=sort_key(family, prefix, new.given_names),
        search_name=folded(f"{new.given_names} {prefix} {family}"),
        birth_date=new.birth_date,
        place=checked_address(new.address).place if new.address else new.place,
        phone=new.phone,
        email=new.email,
        channel=new.channel,
        language=new.language,
        needs_reading_help=new.needs_reading_help,
    )
    if new.bsn:
        _protect_bsn(client, clean_bsn(new.bsn))
    return client


def _protect_bsn(client: Client, bsn: str) -> None:
    sealed = seal_bsn(bsn, client.id)
    client.bsn_key, client.bsn_cipher = sealed.key, sealed.cipher
    client.bsn_hash, client.bsn_other_hash = sealed.hash, sealed.other_hash


def _entitlement(client_id: UUID, organisation_id: UUID, new: NewEntitlement) -> BenefitEntitlement:
    check_entitlement(new)
    return new_row(
        BenefitEntitlement,
        client_id=client_id,
        organisation_id=organisation_id,
        regime=new.regime,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        hours_per_week=new.hours_per_week,
    )


def _record_entitlement(row: BenefitEntitlement) -> UUID:
    content = EntitlementStarted(
        row.regime,
        row.valid_from.isoformat(),
        row.valid_to.isoformat() if row.valid_to else None,
        row.hours_per_week,
    )
    things = [Thing("client", row.client_id), Thing("entitlement", row.id)]
    return record(content, dossier_id=row.client_id, things=things, occurred_at=clock.now())
