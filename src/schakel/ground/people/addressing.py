"""Whom a letter or e-mail about a client goes to, and what stops it: registered with the notices room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from schakel.ground.kernel.actors import current_context
from schakel.ground.notices.models import Transport
from schakel.ground.notices.ports import Addressee, Stop, register_addressees, register_gate
from schakel.ground.people.addresses import envelope

_ASK = {
    "default": "select * from people_addressee(%s)",
    "batch": "select * from people_addressee_to_send(%s)",
}
"""A page asks for who is looking; the service that sends asks for what waits in the queue, and no more."""


@dataclass(frozen=True, slots=True)
class _Found:
    client_name: str
    client_email: str
    is_deceased: bool
    has_secret_address: bool
    name: str | None
    email: str | None
    street: str | None
    house_number: int | None
    house_suffix: str | None
    postcode: str | None
    place: str | None

    @property
    def lines(self) -> tuple[str, ...]:
        """The address lines; a secret address never gets here."""
        if self.house_number is None:
            return ()
        where = (self.street or "", self.house_number, self.house_suffix or "")
        return envelope(*where, self.postcode or "", self.place or "")


def addressee(client_id: UUID) -> Addressee | None:
    """Who receives the client's post: the client, or who represents them by a court's order."""
    found = _find(client_id)
    if found is None:
        return None
    if found.name is None:
        greeting = f"Beste {found.client_name},"
        return Addressee(found.client_name, greeting, found.lines, found.client_email)
    greeting = "Geachte heer of mevrouw,"
    return Addressee(found.name, greeting, found.lines, found.email or "", on_behalf_of=found.client_name)


def stop(client_id: UUID, transport: str) -> str:
    """Nothing goes to who died, and no letter to an address that is secret."""
    found = _find(client_id)
    if found is None:
        return Stop.NOBODY
    if found.is_deceased:
        return Stop.DECEASED
    is_unaddressed = found.has_secret_address and found.name is None
    return Stop.SECRET_ADDRESS if is_unaddressed and transport == Transport.LETTER else ""


def register() -> None:
    """Tell the notices room."""
    register_addressees(addressee)
    register_gate(stop)


def _find(client_id: UUID) -> _Found | None:
    using = current_context().using
    with connections[using].cursor() as cursor:
        cursor.execute(_ASK[using], [client_id])
        row = cursor.fetchone()
    return _Found(*row) if row else None
