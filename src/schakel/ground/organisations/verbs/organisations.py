"""What can be said of an organisation's names and of its mergers and splits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class OrganisationChanged:
    """An organisation's place, telephone number or region changed."""

    changes: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class OwnNameGiven:
    """An organisation named itself, its kind or a role anew; an empty text takes our word again."""

    subject: str
    was: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SuccessionPlanned:
    """A merger or split was planned."""

    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class SuccessionMapped:
    """Where roles and teams go in a merger or split was set down."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuccessionAgreed:
    """An organisation agreed to a merger or split."""

    organisation: str


@dataclass(frozen=True, slots=True)
class SuccessionCancelled:
    """A planned merger or split was withdrawn."""

    reason: str


@dataclass(frozen=True, slots=True)
class SuccessionStarted:
    """Members and teams went over."""

    members: int
    teams: int


@dataclass(frozen=True, slots=True)
class SuccessionMoved:
    """Some dossiers went over."""

    dossiers: int


@dataclass(frozen=True, slots=True)
class OrganisationClosed:
    """An organisation ended, gone up in others or not."""

    reason: str
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PresetUsed:
    """A set of chain partners was entered for a region; count says how many were new."""

    preset: str
    region: str
    count: int


def _named(content: dict[str, Any]) -> str:
    words = {"was": content["was"], "text": content["text"]}
    if content["subject"] == "name":
        return gettext("Naam gewijzigd: %(was)s heet nu %(text)s") % words
    return gettext("Eigen woord: %(was)s heet hier %(text)s") % words


def _planned(content: dict[str, Any]) -> str:
    words = {"old": ", ".join(content["old"]), "new": ", ".join(content["new"]), "on": content["on"]}
    if content["kind"] == "split":
        return gettext("Splitsing gepland: %(old)s wordt %(new)s (%(on)s)") % words
    return gettext("Samenvoeging gepland: %(old)s gaat op in %(new)s (%(on)s)") % words


def _closed(content: dict[str, Any]) -> str:
    if content["into"]:
        return gettext("Opgegaan in %(into)s") % {"into": ", ".join(content["into"])}
    return gettext("Organisatie gesloten")


def _moved(content: dict[str, Any]) -> str:
    count = content["dossiers"]
    return ngettext("%(count)d dossier overgegaan", "%(count)d dossiers overgegaan", count) % {"count": count}


def _reason(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["reason"]}] if content["reason"] else []


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "organisation.change",
        OrganisationChanged,
        section=None,
        heading=lambda c: gettext("Gegevens van de organisatie gewijzigd"),
        lines=lambda c: [*c["changes"], *_reason(c)],
    )
    register_verb("organisation.name", OwnNameGiven, section=None, heading=_named, lines=_reason)
    register_verb("organisation.close", OrganisationClosed, section=None, heading=_closed, lines=_reason)
    register_verb(
        "organisation.preset",
        PresetUsed,
        section=None,
        heading=lambda c: gettext("%(preset)s ingevoerd voor %(region)s") % c,
    )
    _register_successions()


def _register_successions() -> None:
    register_verb("succession.plan", SuccessionPlanned, section=None, heading=_planned, lines=_reason)
    register_verb(
        "succession.map",
        SuccessionMapped,
        section=None,
        heading=lambda c: gettext("Vastgelegd waar rollen en teams heen gaan"),
        lines=lambda c: list(c["lines"]),
    )
    register_verb(
        "succession.agree",
        SuccessionAgreed,
        section=None,
        heading=lambda c: gettext("%(name)s stemt in") % {"name": c["organisation"]},
    )
    register_verb(
        "succession.cancel",
        SuccessionCancelled,
        section=None,
        heading=lambda c: gettext("Plan ingetrokken"),
        lines=_reason,
    )
    register_verb(
        "succession.start",
        SuccessionStarted,
        section=None,
        heading=lambda c: gettext("Medewerkers en teams overgegaan"),
    )
    register_verb("succession.move", SuccessionMoved, section=None, heading=_moved)
