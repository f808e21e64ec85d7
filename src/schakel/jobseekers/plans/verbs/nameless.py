"""What is recorded on a client's course of being discussed without a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.plans.models.discussion import DiscussionCase

NAMES = ("case.put_nameless", "case.take_off_nameless", "case.discuss_nameless")


@dataclass(frozen=True, slots=True)
class NamelessPut:
    """A client was put on an agenda without a name; of which organisations guests read the question."""

    name: str
    held_on: str
    number: int
    question: str
    background: str
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamelessTakenOff:
    """A case without a name went off the agenda before being discussed."""

    name: str
    held_on: str
    number: int


@dataclass(frozen=True, slots=True)
class NamelessDiscussed:
    """What a discussion without a name led to."""

    name: str
    number: int
    state: str
    outcome: str


def register() -> None:
    """Make these verbs known."""
    of_plan: dict[str, Any] = {"section": Section.PLAN, "task": ChainTask.STRENGTHENING}
    register_verb(NAMES[0], NamelessPut, heading=_put, lines=_put_lines, **of_plan)
    register_verb(NAMES[1], NamelessTakenOff, heading=_taken_off, **of_plan)
    register_verb(NAMES[2], NamelessDiscussed, heading=_discussed, lines=lambda c: [c["outcome"]], **of_plan)


def _put(content: dict[str, Any]) -> str:
    return gettext("Zonder naam op de agenda van %(name)s, %(day)s") % _of(content)


def _put_lines(content: dict[str, Any]) -> list[str]:
    lines = [content["question"], content["background"], " · ".join(content["organisations"])]
    return [line for line in lines if line]


def _taken_off(content: dict[str, Any]) -> str:
    return gettext("Van de agenda van %(name)s, %(day)s") % _of(content)


def _discussed(content: dict[str, Any]) -> str:
    words = {"name": content["name"], "state": DiscussionCase.State(content["state"]).label}
    return gettext("%(name)s, zonder naam: %(state)s") % words


def _of(content: dict[str, Any]) -> dict[str, str]:
    return {"name": content["name"], "day": long_date(date.fromisoformat(content["held_on"]))}
