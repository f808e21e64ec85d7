"""What the journal says of protective facts: which kind, since when and why; no address and no name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.journal.verbs import Glyph, register_verb
from schakel.ground.people.models import Protection

DEATH = "protection.death"


@dataclass(frozen=True, slots=True)
class ProtectionStarted:
    """A protective fact was recorded; source tells from whom or from what it is known."""

    kind: str
    valid_from: str
    source: str
    review_on: str | None = None


@dataclass(frozen=True, slots=True)
class DeathRecorded:
    """The client died; from this entry on no message and no appointment leaves."""

    died_on: str
    source: str


@dataclass(frozen=True, slots=True)
class SafetyAgreed:
    """It was agreed how contacts go safely; told is the day the client heard it, if they did."""

    words: str
    because: str
    until: str
    review_on: str
    told_on: str | None
    not_told_because: str


@dataclass(frozen=True, slots=True)
class ReadersNamed:
    """It was named who may know a secret address; how many, since names stay in the room's own table."""

    count: int


@dataclass(frozen=True, slots=True)
class ProtectionReviewed:
    """A protective fact was looked at again and goes on."""

    kind: str
    review_on: str
    because: str


@dataclass(frozen=True, slots=True)
class ProtectionEnded:
    """A protective fact ended, or had been recorded by mistake."""

    kind: str
    because: str
    is_mistake: bool


def register() -> None:
    """Make these verbs known."""
    register_verb("protection.start", ProtectionStarted, heading=_started, lines=_source)
    register_verb(DEATH, DeathRecorded, heading=lambda c: gettext("Overlijden vastgelegd"), lines=_source)
    register_verb(
        "protection.safety",
        SafetyAgreed,
        heading=lambda c: gettext("Veiligheidsafspraak gemaakt"),
        lines=lambda c: [c["words"], gettext("want %(why)s") % {"why": c["because"]}],
    )
    register_verb(
        "protection.readers",
        ReadersNamed,
        heading=lambda c: gettext("Aangewezen wie het geheime adres kent"),
    )
    register_verb("protection.review", ProtectionReviewed, heading=_reviewed, lines=_because)
    register_verb("protection.end", ProtectionEnded, glyph=Glyph.CORRECTION, heading=_ended, lines=_because)


def _label(content: dict[str, Any]) -> str:
    return str(Protection.Kind(content["kind"]).label)


def _started(content: dict[str, Any]) -> str:
    return gettext("Bescherming vastgelegd: %(kind)s") % {"kind": _label(content)}


def _reviewed(content: dict[str, Any]) -> str:
    return gettext("Bescherming herzien: %(kind)s") % {"kind": _label(content)}


def _ended(content: dict[str, Any]) -> str:
    words = gettext("Ten onrechte vastgelegd: %(kind)s")
    if not content["is_mistake"]:
        words = gettext("Bescherming beëindigd: %(kind)s")
    return words % {"kind": _label(content)}


def _source(content: dict[str, Any]) -> list[str]:
    return [gettext("bron: %(source)s") % {"source": content["source"]}]


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}]
