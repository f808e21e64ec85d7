"""Where a client lives, as far as the actor may know; a secret address stays with its named readers."""

from __future__ import annotations

from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import ForbiddenError
from schakel.ground.people import access
from schakel.ground.people.models import Address


def current_address(client_id: UUID) -> Address | None:
    """Where the client lives today; None when nobody told, or when the actor may not know."""
    access.SEE_IDENTITY.check_cell(current_context())
    return Address.objects.on(clock.today()).filter(client_id=client_id).first()


def addresses_of(client_id: UUID) -> list[Address]:
    """Where the client lived, newest first; empty when the actor may not know."""
    access.SEE_IDENTITY.check_cell(current_context())
    return list(Address.objects.filter(client_id=client_id).order_by("-valid_from", "-id"))


def is_address_open(client_id: UUID) -> bool:
    """Whether the actor may know this client's address: it isn't secret, or they are a named reader."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select people_address_open(%s)", [client_id])
        return bool(cursor.fetchone()[0])


def require_open_address(client_id: UUID) -> None:
    """Raise ForbiddenError when the actor may not know this client's address."""
    if not is_address_open(client_id):
        raise ForbiddenError(
            gettext("Dit adres is geheim."),
            gettext("Alleen wie bij de bescherming met naam staat, ziet en wijzigt het."),
            gettext("Vraag het aan wie de bescherming heeft vastgelegd."),
        )
