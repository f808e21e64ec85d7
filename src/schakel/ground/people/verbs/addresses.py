"""What the journal says of addresses: that one was written, never which."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import Glyph, register_verb


@dataclass(frozen=True, slots=True)
class AddressEntered:
    """A client lives somewhere from a day on; is_move tells whether another address ended then."""

    valid_from: str
    is_move: bool


@dataclass(frozen=True, slots=True)
class AddressCorrected:
    """An address that was written wrongly was put right."""

    fields: tuple[str, ...]
    because: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "address.enter",
        AddressEntered,
        heading=lambda c: gettext("Verhuisd") if c["is_move"] else gettext("Adres vastgelegd"),
    )
    register_verb(
        "address.correct",
        AddressCorrected,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Adres verbeterd"),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
