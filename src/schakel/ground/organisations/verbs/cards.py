"""What can be said in the journal of cards and of ways of working."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class CardChanged:
    """Somebody changed their own card; which parts, not what they hold."""

    professional: str
    parts: list[str]


@dataclass(frozen=True, slots=True)
class WayPublished:
    """An organisation published a new version of its way of working; which parts changed."""

    number: int
    parts: list[str]


def register() -> None:
    """Make these verbs known."""
    register_verb("card.change", CardChanged, section=None, heading=lambda c: gettext("Kaart aangepast"))
    register_verb("way.publish", WayPublished, section=None, heading=lambda c: gettext("Werkwijze geplaatst"))
