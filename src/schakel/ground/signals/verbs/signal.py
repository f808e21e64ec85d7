"""What people do with a signal; that it came or went follows from what else was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date
from schakel.ground.signals.kinds import kind_named
from schakel.ground.signals.models import SnoozeReason


@dataclass(frozen=True, slots=True)
class SignalSnoozed:
    """Somebody said that a signal may wait, until when and why."""

    kind: str
    until: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class SignalWoken:
    """A signal that waited is shown again."""

    kind: str


@dataclass(frozen=True, slots=True)
class SignalAssigned:
    """A signal was given to a colleague."""

    kind: str
    to: str


def _about(content: dict[str, Any]) -> dict[str, str]:
    try:
        return {"kind": str(kind_named(content["kind"]).label)}
    except KeyError:
        return {"kind": content["kind"]}


def _snoozed(content: dict[str, Any]) -> str:
    until = short_date(date.fromisoformat(content["until"]), clock.today())
    return gettext("Signaal ‘%(kind)s’ wacht tot %(until)s") % (_about(content) | {"until": until})


def _why(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": SnoozeReason(content["reason"]).label}, content["words"]]


def register() -> None:
    """Make these verbs known; their section is that of the signal."""
    register_verb("signal.snooze", SignalSnoozed, heading=_snoozed, lines=_why)
    register_verb(
        "signal.wake",
        SignalWoken,
        heading=lambda c: gettext("Signaal ‘%(kind)s’ wacht niet langer") % _about(c),
    )
    register_verb(
        "signal.assign",
        SignalAssigned,
        heading=lambda c: gettext("Signaal ‘%(kind)s’ is voor %(to)s") % (_about(c) | {"to": c["to"]}),
    )
