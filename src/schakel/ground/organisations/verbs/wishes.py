"""What can be said of improvement wishes in the journal of an organisation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class WishReported:
    """Somebody told that they work around something."""

    page: str
    workaround: str
    wish: str
    minutes_per_week: int


@dataclass(frozen=True, slots=True)
class WishSupported:
    """Somebody works around the same thing."""

    wish: str


@dataclass(frozen=True, slots=True)
class WishAnswered:
    """The organisation said what becomes of a wish."""

    status: str
    answer: str


def register() -> None:
    """Make these verbs known."""
    register_verb("wish.report", WishReported, section=None, heading=lambda c: gettext("Verbeterwens gemeld"))
    register_verb(
        "wish.support", WishSupported, section=None, heading=lambda c: gettext("Verbeterwens gesteund")
    )
    register_verb(
        "wish.answer", WishAnswered, section=None, heading=lambda c: gettext("Verbeterwens beantwoord")
    )
