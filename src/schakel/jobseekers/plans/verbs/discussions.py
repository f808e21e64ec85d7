"""What is recorded of joint case discussions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.plans.models.discussion import DiscussionCase

NAMES = ("case.put", "case.take_off", "case.discuss")


@dataclass(frozen=True, slots=True)
class DiscussionConvened:
    """A case discussion was convened, with how many guests."""

    name: str
    held_on: str
    guests: int


@dataclass(frozen=True, slots=True)
class PresenceNoted:
    """Who of the guests was there, as a number; names stand with the discussion."""

    name: str
    held_on: str
    present: int


@dataclass(frozen=True, slots=True)
class CasePut:
    """A client was put on the agenda of a discussion with a question."""

    name: str
    held_on: str
    question: str
    client_told: str
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseTakenOff:
    """A client went off the agenda before being discussed."""

    name: str
    held_on: str


@dataclass(frozen=True, slots=True)
class CaseDiscussed:
    """What a discussion of a client led to."""

    name: str
    state: str
    outcome: str


def register() -> None:
    """Make these verbs known."""
    of_plan: dict[str, Any] = {"section": Section.PLAN, "task": ChainTask.STRENGTHENING}
    register_verb("discussion.convene", DiscussionConvened, section=None, heading=_convened)
    register_verb("discussion.presence", PresenceNoted, section=None, heading=_present)
    register_verb("case.put", CasePut, heading=_put, lines=_put_lines, **of_plan)
    register_verb("case.take_off", CaseTakenOff, heading=_taken_off, **of_plan)
    register_verb(
        "case.discuss", CaseDiscussed, heading=_discussed, lines=lambda c: [c["outcome"]], **of_plan
    )


def _convened(content: dict[str, Any]) -> str:
    return gettext("Casusoverleg bijeengeroepen: %(name)s op %(day)s") % _of(content)


def _present(content: dict[str, Any]) -> str:
    return gettext("Aanwezigen vastgelegd: %(name)s op %(day)s") % _of(content)


def _put(content: dict[str, Any]) -> str:
    return gettext("Op de agenda van %(name)s, %(day)s") % _of(content)


def _put_lines(content: dict[str, Any]) -> list[str]:
    told = DiscussionCase.Told(content["client_told"]).label
    return [content["question"], str(told), " · ".join(content["organisations"])]


def _taken_off(content: dict[str, Any]) -> str:
    return gettext("Van de agenda van %(name)s, %(day)s") % _of(content)


def _discussed(content: dict[str, Any]) -> str:
    words = {"name": content["name"], "state": DiscussionCase.State(content["state"]).label}
    return gettext("%(name)s: %(state)s") % words


def _of(content: dict[str, Any]) -> dict[str, str]:
    return {"name": content["name"], "day": long_date(date.fromisoformat(content["held_on"]))}
