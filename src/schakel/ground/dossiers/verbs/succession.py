"""What a dossier tells of an organisation that went up in another."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import Glyph, register_verb


@dataclass(frozen=True, slots=True)
class DossierWentOver:
    """An organisation in the dossier went up in another; everyone kept their place."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    because: str


def register() -> None:
    """Make this verb known."""
    register_verb(
        "dossier.go_over",
        DossierWentOver,
        glyph=Glyph.HANDOVER,
        heading=lambda c: (
            gettext("%(old)s is opgegaan in %(new)s")
            % {"old": ", ".join(c["old"]), "new": ", ".join(c["new"])}
        ),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
