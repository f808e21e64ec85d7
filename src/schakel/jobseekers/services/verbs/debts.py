"""What is recorded of help with debts; it stands with the life domains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.services.models import DebtHelp

NAMES = ("debt_help.ask", "debt_help.threat", "debt_help.talk", "debt_help.end")


@dataclass(frozen=True, slots=True)
class DebtHelpAsked:
    """Help with debts was asked, of whom, and until when the law gives time for a first talk."""

    asked_on: str
    helper: str
    threat: str
    talk_by: str
    guidance: str


@dataclass(frozen=True, slots=True)
class DebtThreatNoted:
    """Something threatens the client because of debts, since a day."""

    since: str
    threat: str
    talk_by: str


@dataclass(frozen=True, slots=True)
class DebtTalkHeld:
    """The first talk on debts was held."""

    talked_on: str
    plan_by: str


@dataclass(frozen=True, slots=True)
class DebtHelpEnded:
    """What came of the request for help with debts."""

    outcome: str
    ended_on: str
    words: str


def register() -> None:
    """Make these verbs known."""
    of_life: dict[str, Any] = {"section": Section.LIFE_DOMAINS, "task": ChainTask.STRENGTHENING}
    register_verb("debt_help.ask", DebtHelpAsked, heading=_asked, lines=_until, **of_life)
    register_verb("debt_help.threat", DebtThreatNoted, heading=_threat, lines=_until, **of_life)
    register_verb("debt_help.talk", DebtTalkHeld, heading=_talked, lines=_plan, **of_life)
    register_verb("debt_help.end", DebtHelpEnded, heading=_ended, lines=lambda c: [c["words"]], **of_life)


def _asked(content: dict[str, Any]) -> str:
    return gettext("Hulp bij schulden gevraagd: %(helper)s") % {"helper": content["helper"]}


def _threat(content: dict[str, Any]) -> str:
    return gettext("Schulden, er dreigt: %(threat)s") % {"threat": content["threat"]}


def _until(content: dict[str, Any]) -> list[str]:
    if not content["talk_by"]:
        return []
    return [gettext("eerste gesprek uiterlijk op %(day)s") % {"day": _day(content["talk_by"])}]


def _talked(content: dict[str, Any]) -> str:
    return gettext("Eerste gesprek over schulden op %(day)s") % {"day": _day(content["talked_on"])}


def _plan(content: dict[str, Any]) -> list[str]:
    if not content["plan_by"]:
        return []
    return [gettext("plan of weigering uiterlijk op %(day)s") % {"day": _day(content["plan_by"])}]


def _ended(content: dict[str, Any]) -> str:
    return gettext("Schuldhulp: %(outcome)s") % {"outcome": DebtHelp.Outcome(content["outcome"]).label}


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))
