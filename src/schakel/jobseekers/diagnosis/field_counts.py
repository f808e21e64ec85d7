"""What of the diagnosis belongs in a dossier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.dossiers.completeness import Field, RoomFields, register_fields


def register() -> None:
    """Make the fields known."""
    register_fields(
        RoomFields(
            "diagnosis",
            (Field("diagnosis", _("Afgeronde diagnose"), Section.DIAGNOSIS, "diagnosis:result"),),
        )
    )
