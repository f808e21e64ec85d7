"""What is recorded of a mentor at a talk; of feedback no more than that it was given or shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.mentoring.models import VisitedClient

OF_VISIT = ("mentor.ask", "mentor.call_off", "mentor.refuse")


@dataclass(frozen=True, slots=True)
class MentorAsked:
    """A mentor was asked to attend a talk, and what the client said of it."""

    mentor: str
    held_on: str
    answer: str


@dataclass(frozen=True, slots=True)
class MentorCalledOff:
    """The coach called the mentor off."""

    held_on: str


@dataclass(frozen=True, slots=True)
class MentorRefused:
    """The client said no to a mentor at the talk."""

    held_on: str


@dataclass(frozen=True, slots=True)
class MentorWithdrew:
    """The mentor can't come to a talk."""

    held_on: str


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """A mentor gave feedback on a talk; to whom and what stands nowhere here."""

    held_on: str


@dataclass(frozen=True, slots=True)
class FeedbackShared:
    """A professional shared a piece of the own feedback, or took it back."""

    is_shared: bool


def register() -> None:
    """Make these verbs known."""
    of_talk: dict[str, Any] = {"section": Section.CONTACTS, "task": ChainTask.STRENGTHENING}
    register_verb("mentor.ask", MentorAsked, heading=_asked, lines=_answered, **of_talk)
    register_verb("mentor.call_off", MentorCalledOff, heading=_called_off, **of_talk)
    register_verb("mentor.refuse", MentorRefused, heading=_refused, glyph=Glyph.CLIENT, **of_talk)
    register_verb("mentor.withdraw", MentorWithdrew, section=None, heading=_withdrew)
    register_verb("feedback.give", FeedbackGiven, section=None, heading=_given)
    register_verb("feedback.share", FeedbackShared, section=None, heading=_shared)


def _asked(content: dict[str, Any]) -> str:
    words = {"mentor": content["mentor"], "day": _day(content)}
    return gettext("Mentor %(mentor)s kijkt mee bij het gesprek op %(day)s") % words


def _answered(content: dict[str, Any]) -> list[str]:
    return [str(VisitedClient.Answer(content["answer"]).label)]


def _called_off(content: dict[str, Any]) -> str:
    return gettext("Bij het gesprek op %(day)s kijkt toch geen mentor mee") % {"day": _day(content)}


def _refused(content: dict[str, Any]) -> str:
    return gettext("De cliënt wil geen mentor bij het gesprek op %(day)s") % {"day": _day(content)}


def _withdrew(content: dict[str, Any]) -> str:
    return gettext("Mentor kan niet meekijken op %(day)s") % {"day": _day(content)}


def _given(content: dict[str, Any]) -> str:
    return gettext("Feedback gegeven na het gesprek op %(day)s") % {"day": _day(content)}


def _shared(content: dict[str, Any]) -> str:
    if content["is_shared"]:
        return gettext("Een stuk eigen feedback gedeeld met een teamleider")
    return gettext("Een gedeeld stuk eigen feedback teruggenomen")


def _day(content: dict[str, Any]) -> str:
    return long_date(date.fromisoformat(content["held_on"]))
