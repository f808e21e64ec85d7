"""Whom a notice goes to and what may stop it: rooms above register both; this room knows no client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom to write to for a dossier: name, address lines below it (none when it may not be shown), e-mail.

    salutation begins a letter; on_behalf_of names the client where somebody else receives their post.
    """

    name: str
    salutation: str
    lines: tuple[str, ...] = ()
    email: str = ""
    on_behalf_of: str = ""


class Stop(models.TextChoices):
    """Why a notice does not leave; the list is closed."""

    DECEASED = "deceased", _("De cliënt is overleden.")
    SECRET_ADDRESS = "secret_address", _("Het adres is geheim en staat op geen brief.")
    NO_ADDRESS = "no_address", _("Er is geen postadres bekend.")
    NO_EMAIL = "no_email", _("Er is geen e-mailadres bekend.")
    NOBODY = "nobody", _("De cliënt is niet gevonden.")
    NO_TRANSPORT = "no_transport", _("Deze installatie kan dit nog niet versturen.")
    DETENTION = "detention", _("De cliënt zit vast; overleg eerst hoe u die bereikt.")
    TRANSPORT_FAILED = "transport_failed", _("Het versturen is meermaals mislukt.")


Lookup = Callable[[UUID], Addressee | None]
Gate = Callable[[UUID, str], str]
_lookups: list[Lookup] = []
_gates: list[Gate] = []


def register_addressees(lookup: Lookup) -> None:
    """Name what finds the addressee of a dossier; the last one registered is used."""
    _lookups[:] = [lookup]


def register_gate(gate: Gate) -> None:
    """Ask this before anything is queued or sent: a Stop for this dossier and transport, or empty."""
    if gate not in _gates:
        _gates.append(gate)


def addressee_of(dossier_id: UUID) -> Addressee | None:
    """Whom to write to, or nobody."""
    return _lookups[0](dossier_id) if _lookups else None


def stop_for(dossier_id: UUID, transport: str) -> str:
    """The first reason not to write to this client in this way, or empty."""
    return next((stop for gate in _gates if (stop := gate(dossier_id, transport))), "")
