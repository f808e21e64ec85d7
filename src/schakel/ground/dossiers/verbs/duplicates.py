"""What can be said in the journal of dossiers that look alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import Glyph, register_verb


@dataclass(frozen=True, slots=True)
class JudgedDistinct:
    """A dossier was compared with another and is of somebody else; which other is not told here.

    Who takes part in one of the two must not learn of the other, nor why they were compared.
    """

    pair: str


def register() -> None:
    """Make this verb known."""
    register_verb(
        "dossier.distinct",
        JudgedDistinct,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Nagekeken: geen dubbel dossier"),
    )
