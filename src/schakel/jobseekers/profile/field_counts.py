"""The fields of the work profile that belong in a dossier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.dossiers.completeness import Field, RoomFields, register_fields


def register() -> None:
    """Make the fields known."""
    register_fields(
        RoomFields(
            "profile",
            (
                Field("last_occupation", _("Laatste beroep"), Section.WORK_PROFILE, "profile:occupation"),
                Field("competences", _("Competenties"), Section.WORK_PROFILE, "profile:occupation"),
                Field(
                    "linked_competences",
                    _("Begrip bij competenties"),
                    Section.WORK_PROFILE,
                    "profile:occupation",
                ),
                Field("work_periods", _("Eerder werk"), Section.WORK_PROFILE, "profile:occupation"),
            ),
        )
    )
