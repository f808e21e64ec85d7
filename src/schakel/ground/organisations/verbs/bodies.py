"""What can be said in the journal of governing bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class BodyFounded:
    """A body was recorded, with its secretariat at this organisation."""

    name: str
    kind: str
    task: str


@dataclass(frozen=True, slots=True)
class BodyChanged:
    """What is known of a body changed."""

    name: str
    was: str
    task: str


@dataclass(frozen=True, slots=True)
class BodyEnded:
    """A body ended."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class BodySeated:
    """An organisation or party has somebody in a body; the person stands at the seat itself."""

    name: str
    speaks_for: str
    part: str


@dataclass(frozen=True, slots=True)
class BodyLeft:
    """A seat in a body ended."""

    name: str
    speaks_for: str
    reason: str


@dataclass(frozen=True, slots=True)
class BodyMeetingPlanned:
    """A meeting was planned, or one that was held was recorded."""

    name: str
    held_on: str


@dataclass(frozen=True, slots=True)
class BodyMeetingChanged:
    """A meeting was moved, reported on or cancelled."""

    name: str
    held_on: str
    cancelled_because: str


@dataclass(frozen=True, slots=True)
class BodyItemPut:
    """A point was put on the agenda."""

    name: str
    subject: str
    asked: str


@dataclass(frozen=True, slots=True)
class BodyDecided:
    """What became of a point on the agenda."""

    name: str
    subject: str
    outcome: str
    decision: str
    because: str
    was: str


@dataclass(frozen=True, slots=True)
class BodyTaskGiven:
    """A meeting asked an organisation or party to do something."""

    name: str
    what: str
    speaks_for: str
    due_on: str


@dataclass(frozen=True, slots=True)
class BodyTaskDone:
    """What was asked is done, or will not be."""

    name: str
    what: str
    result: str


def register() -> None:
    """Make these verbs known."""
    for name, schema, heading, lines in (
        ("body.found", BodyFounded, _("Bestuursorgaan vastgelegd: %(name)s"), _of("task")),
        ("body.change", BodyChanged, _("Bestuursorgaan gewijzigd: %(name)s"), _of("task")),
        ("body.end", BodyEnded, _("Bestuursorgaan beëindigd: %(name)s"), _because("reason")),
        ("body.seat", BodySeated, _("%(speaks_for)s heeft zitting in %(name)s"), _of()),
        ("body.leave", BodyLeft, _("%(speaks_for)s verlaat %(name)s"), _because("reason")),
        ("body.meet", BodyMeetingPlanned, _("Vergadering van %(name)s vastgelegd"), _of()),
        ("body.change_meeting", BodyMeetingChanged, _("Vergadering van %(name)s gewijzigd"), _cancelled),
        ("body.put", BodyItemPut, _("Op de agenda van %(name)s: %(subject)s"), _of("asked")),
        ("body.decide", BodyDecided, _("Uitkomst in %(name)s: %(subject)s"), _decision),
        ("body.give_task", BodyTaskGiven, _("Actie uit %(name)s: %(what)s"), _of("speaks_for")),
        ("body.settle_task", BodyTaskDone, _("Actie uit %(name)s afgerond: %(what)s"), _of("result")),
    ):
        register_verb(name, schema, section=None, heading=_heading(heading), lines=lines)


def _heading(words: Promise) -> Any:
    return lambda content: str(words) % content


def _of(*names: str) -> Any:
    return lambda content: [content[name] for name in names if content[name]]


def _because(name: str) -> Any:
    return lambda content: [gettext("want %(why)s") % {"why": content[name]}] if content[name] else []


def _cancelled(content: dict[str, Any]) -> list[str]:
    why = content["cancelled_because"]
    return [gettext("Gaat niet door: %(why)s") % {"why": why}] if why else []


def _decision(content: dict[str, Any]) -> list[str]:
    lines = [content["decision"]] if content["decision"] else []
    return [*lines, *_because("because")(content)]
