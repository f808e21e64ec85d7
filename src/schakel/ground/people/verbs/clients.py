"""What can be said of a client in the journal. Names and numbers stay in the room's own tables."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.ground.people.models import Regime


@dataclass(frozen=True, slots=True)
class ClientRegistered:
    """A client was entered; source tells how (form or file)."""

    source: str


@dataclass(frozen=True, slots=True)
class ClientChanged:
    """Fields of a client's identity or contact preferences were changed."""

    fields: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class ContactsRefreshed:
    """Contact fields were brought up to date from a file of the organisation."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntitlementStarted:
    """A right to a benefit was entered."""

    regime: str
    valid_from: str
    valid_to: str | None = None
    hours_per_week: int | None = None


def register() -> None:
    """Make this room's verbs known."""
    register_verb(
        "client.register",
        ClientRegistered,
        task=ChainTask.INTAKE,
        heading=lambda c: gettext("Ingeschreven in de keten"),
    )
    register_verb(
        "client.change",
        ClientChanged,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Persoonsgegevens gewijzigd"),
        lines=lambda c: [c["because"]] if c["because"] else [],
    )
    register_verb(
        "client.refresh",
        ContactsRefreshed,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Contactgegevens bijgewerkt uit een bestand"),
    )
    register_verb(
        "entitlement.start",
        EntitlementStarted,
        section=Section.BENEFIT,
        heading=lambda c: gettext("Recht op uitkering: %(regime)s") % {"regime": Regime(c["regime"]).label},
    )
