"""Protective facts: what every page, letter and appointment about a client must honour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.people import access
from schakel.ground.people.models import AddressReader, Client, Protection, Representative
from schakel.ground.people.queries.addresses import current_address


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter about the client goes instead: lines as on the envelope, and in which capacity."""

    lines: tuple[str, ...]
    capacity: str


@dataclass(frozen=True, slots=True)
class Protected:
    """What protects one client today; interpreter is the language to interpret, or empty."""

    deceased_on: date | None
    has_secret_address: bool
    addressee: Addressee | None
    interpreter: str
    has_safety_agreement: bool

    @property
    def is_deceased(self) -> bool:
        """Whether no message and no appointment may leave any more."""
        return self.deceased_on is not None


def protections_of(client_ids: Iterable[UUID]) -> Mapping[UUID, Protected]:
    """What protects these clients, as far as the actor may see them, in two statements.

    A client who is left out of the answer isn't the actor's to reach.
    """
    access.SEE_IDENTITY.check_cell(current_context())
    ids = list(client_ids)
    addressees = _addressees(ids)
    return {
        client.pk: Protected(
            deceased_on=client.deceased_on,
            has_secret_address=client.has_secret_address,
            addressee=addressees.get(client.pk),
            interpreter=client.interpreter,
            has_safety_agreement=client.has_safety_agreement,
        )
        for client in Client.objects.filter(pk__in=ids)
    }


def _addressees(client_ids: list[UUID]) -> dict[UUID, Addressee]:
    """Of two representatives the letters go to who handles the money: curator and administrator first."""
    found = Representative.objects.filter(client_id__in=client_ids, protection__valid_to__isnull=True)
    order: list[str] = list(_FIRST)
    rows = sorted(found, key=lambda row: (order.index(row.capacity), row.document_on), reverse=True)
    return {row.client_id: Addressee(row.lines, row.capacity) for row in rows}


_FIRST = (
    Representative.Capacity.CURATOR,
    Representative.Capacity.GUARDIAN,
    Representative.Capacity.ADMINISTRATOR,
    Representative.Capacity.MENTOR,
)


def visible_address(client_id: UUID) -> tuple[str, ...]:
    """The lines of the address where the client lives today; empty when unknown, or not for the actor."""
    address = current_address(client_id)
    return address.lines if address is not None else ()


def protections_about(client_id: UUID) -> list[Protection]:
    """Every protective fact that the actor may see: those that hold first, then the newest."""
    found = Protection.objects.filter(client_id=client_id).select_related("organisation", "representative")
    return sorted(found.order_by("-valid_from", "-id"), key=lambda row: row.valid_to is not None)


def protection_named(client_id: UUID, protection_id: UUID) -> Protection:
    """One protective fact. Raises NotFoundError."""
    found = Protection.objects.filter(pk=protection_id, client_id=client_id).first()
    if found is None:
        raise not_found()
    return found


def address_readers_of(client_id: UUID) -> list[int]:
    """The readers who are named to know the secret address that holds now."""
    found = AddressReader.objects.filter(client_id=client_id, protection__valid_to__isnull=True)
    return list(found.values_list("reader_id", flat=True))


def may_name_readers(client_id: UUID) -> bool:
    """Whether the actor may name who knows the secret address."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select people_may_name_readers(%s)", [client_id])
        return bool(cursor.fetchone()[0])


def require_alive(client_id: UUID, on: date | None = None) -> None:
    """Raise InvalidError when the client died before that day (None: ever)."""
    died = Client.objects.filter(pk=client_id).values_list("deceased_on", flat=True).first()
    if died is not None and (on is None or on > died):
        raise InvalidError(
            gettext("Deze cliënt is overleden."),
            gettext("Daarom gaan er geen afspraken en berichten meer uit."),
            gettext("Klopt dit niet? Verbeter het bij Bescherming."),
        )
