"""The fields that this room knows to belong in a dossier; the picture of a dossier tells the same."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.dossiers.completeness import Field, RoomFields, register_fields
from schakel.ground.dossiers.facts import FACT_KINDS

_OWN = (
    Field("birth_date", _("Geboortedatum"), Section.IDENTITY, "dossiers:person"),
    Field("reach", _("Telefoonnummer of e-mailadres"), Section.IDENTITY, "dossiers:person"),
    Field("lead", _("Regie bij iemand met een naam"), Section.IDENTITY, "dossiers:people"),
    Field("benefit", _("Recht op een uitkering"), Section.BENEFIT, "dossiers:benefits"),
    Field("contact", _("Contact met de cliënt"), Section.CONTACTS, "dossiers:dossier"),
    Field(
        "domain_taken_up",
        _("Geopend leefgebied: iemand werkt eraan"),
        Section.LIFE_DOMAINS,
        "dossiers:life_domains",
    ),
)


def register() -> None:
    """Make the fields known: the room's own, and one for each kind of fact."""
    facts = tuple(
        Field(f"fact_{kind.name}", kind.label, kind.section, "dossiers:facts") for kind in FACT_KINDS.values()
    )
    register_fields(RoomFields("dossiers", _OWN + facts))
