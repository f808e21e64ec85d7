"""What is recorded of agreement with a choice: the question, the answer, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.services.catalogue.levels import ApprovalLevel

ASKED, ANSWERED, WITHDRAWN = "service.ask_approval", "service.approve", "service.withdraw_approval"
NAMES = (ASKED, ANSWERED, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """A named level is asked to agree with passing rules of a service, by a day."""

    service: str
    about: str
    level: str
    asked_of: str
    rules: tuple[str, ...]
    because: str
    answer_by: str


@dataclass(frozen=True, slots=True)
class ApprovalAnswered:
    """Somebody of that level agreed or not, in one sentence, and what followed from it."""

    service: str
    about: str
    level: str
    answered_by: str
    is_agreed: bool
    words: str
    followed: str


@dataclass(frozen=True, slots=True)
class ApprovalWithdrawn:
    """The question was taken back by who asked it."""

    service: str
    about: str
    level: str
    because: str


@dataclass(frozen=True, slots=True)
class ServiceLevelSet:
    """An organisation set at which level a rule of a service may be passed."""

    service: str
    rules: dict[str, str]


def register() -> None:
    """Make these verbs known."""
    of_use: dict[str, Any] = {"section": Section.PLAN, "task": ChainTask.STRENGTHENING}
    register_verb(ASKED, ApprovalAsked, heading=_asked, lines=_asked_lines, **of_use)
    register_verb(ANSWERED, ApprovalAnswered, heading=_answered, lines=_answered_lines, **of_use)
    register_verb(WITHDRAWN, ApprovalWithdrawn, heading=_withdrawn, lines=_because, **of_use)
    register_verb(
        "service.levels",
        ServiceLevelSet,
        section=None,
        heading=lambda c: gettext("Vastgelegd wie akkoord geeft: %(name)s") % {"name": c["service"]},
    )


def _level(content: dict[str, Any]) -> str:
    return str(ApprovalLevel(content["level"]).label)


def _asked(content: dict[str, Any]) -> str:
    words = {"service": content["service"], "level": _level(content)}
    return gettext("%(service)s: akkoord gevraagd aan %(level)s") % words


def _asked_lines(content: dict[str, Any]) -> list[str]:
    day = long_date(date.fromisoformat(content["answer_by"]))
    about = gettext("gevraagd aan %(name)s, antwoord uiterlijk %(day)s")
    return [*content["rules"], *_because(content), about % {"name": content["asked_of"], "day": day}]


def _answered(content: dict[str, Any]) -> str:
    words = {"service": content["service"], "level": _level(content)}
    if content["is_agreed"]:
        return gettext("%(service)s: akkoord van %(level)s") % words
    return gettext("%(service)s: geen akkoord van %(level)s") % words


def _answered_lines(content: dict[str, Any]) -> list[str]:
    return [gettext("%(name)s: %(words)s") % {"name": content["answered_by"], "words": content["words"]}]


def _withdrawn(content: dict[str, Any]) -> str:
    return gettext("%(service)s: de vraag om akkoord is ingetrokken") % {"service": content["service"]}


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}] if content["because"] else []
