"""What can be said of locations in the journal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class LocationOpened:
    """A location was opened."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class LocationChanged:
    """What is known of a location, who is there or its desks and rooms changed."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocationClosed:
    """A location was closed."""

    reason: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "location.open",
        LocationOpened,
        section=None,
        heading=lambda c: gettext("Locatie geopend: %(name)s") % {"name": c["name"]},
    )
    register_verb(
        "location.change", LocationChanged, section=None, heading=lambda c: gettext("Locatie gewijzigd")
    )
    register_verb(
        "location.close",
        LocationClosed,
        section=None,
        heading=lambda c: gettext("Locatie gesloten"),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["reason"]}],
    )
