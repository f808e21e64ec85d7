"""What of plan and agreements belongs in a dossier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.dossiers.completeness import Field, RoomFields, register_fields


def register() -> None:
    """Make the fields known."""
    register_fields(
        RoomFields(
            "plans",
            (
                Field("plan", _("Plan waar akkoord op is"), Section.PLAN, "plans:whole"),
                Field("agreement", _("Afspraak in het plan"), Section.PLAN, "plans:list"),
            ),
        )
    )
