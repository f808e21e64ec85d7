"""The course of an intake: opened, answered part by part, sent, taken over, routed and finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.intake.models import Intake, Route
from schakel.jobseekers.intake.questions import PARTS


@dataclass(frozen=True, slots=True)
class IntakeOpened:
    """An intake began."""

    entry: str
    mode: str
    first_contact_on: str
    location: str = ""


@dataclass(frozen=True, slots=True)
class IntakeAnswered:
    """A part was saved: what is answered differently than before, as question and answer."""

    part: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IntakeSent:
    """The client is ready with their part."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntakeIdentified:
    """Somebody saw who the client is; the number of the document is not kept."""

    document: str


@dataclass(frozen=True, slots=True)
class IntakeJoined:
    """A second adviser holds the intake along."""

    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class IntakeTakenOver:
    """Another organisation or adviser goes on with the intake."""

    was: str


@dataclass(frozen=True, slots=True)
class IntakeRouted:
    """Where the client goes on, which rule proposed what, and why the choice."""

    route: str
    because: str
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class IntakeFinished:
    """The intake is complete."""

    missing: tuple[str, ...] = ()


def register() -> None:
    """Make these verbs known."""
    about: dict[str, Any] = {"task": ChainTask.INTAKE, "section": Section.BENEFIT}
    register_verb("intake.open", IntakeOpened, **about, heading=_opened)
    register_verb("intake.answer", IntakeAnswered, **about, heading=_answered, lines=_answers)
    register_verb(
        "intake.send",
        IntakeSent,
        **about,
        glyph=Glyph.CLIENT,
        heading=lambda _c: gettext("Intake verstuurd door de cliënt"),
    )
    register_verb("intake.identify", IntakeIdentified, **about, heading=_identified)
    register_verb("intake.join", IntakeJoined, **about, heading=_joined)
    register_verb(
        "intake.take_over",
        IntakeTakenOver,
        **about,
        glyph=Glyph.HANDOVER,
        heading=lambda c: gettext("Intake overgenomen van %(was)s") % {"was": c["was"]},
    )
    register_verb(
        "intake.route", IntakeRouted, **about, glyph=Glyph.CHOICE, heading=_routed, lines=_routed_lines
    )
    register_verb("intake.finish", IntakeFinished, **about, heading=_finished, lines=_missing)


def _opened(content: Any) -> str:
    return gettext("Intake geopend: %(mode)s") % {"mode": Intake.Mode(content["mode"]).label}


def _answered(content: Any) -> str:
    return gettext("Intake ingevuld: %(part)s") % {"part": part_label(content["part"])}


def part_label(key: str) -> str:
    """The name of a part as people read it, also of one that is asked no longer."""
    return str(PARTS[key].label) if key in PARTS else key


def _answers(content: Any) -> list[str]:
    part = PARTS.get(content["part"])
    if part is None:
        return [answer for _key, answer in content["answers"]]
    asked = {question.key: question for question in part.questions}
    return [
        f"{asked[key].label}: {asked[key].words(answer) or gettext('leeg')}" if key in asked else answer
        for key, answer in content["answers"]
    ]


def _identified(content: Any) -> str:
    document = Intake.Document(content["document"]).label
    return gettext("Identiteit vastgesteld met %(document)s") % {"document": document}


def _joined(content: Any) -> str:
    words = gettext("Intake samen met %(name)s, %(organisation)s")
    return words % {"name": content["name"], "organisation": content["organisation"]}


def _routed(content: Any) -> str:
    return gettext("Route na de intake: %(route)s") % {"route": Route(content["route"]).label}


def _routed_lines(content: Any) -> list[str]:
    lines = [content["because"]]
    if content["proposed"] and content["proposed"] != content["route"]:
        lines.append(gettext("Voorgesteld was: %(route)s") % {"route": Route(content["proposed"]).label})
    return lines


def _finished(_content: Any) -> str:
    return gettext("Intake afgerond")


def _missing(content: Any) -> list[str]:
    parts = ", ".join(part_label(key) for key in content["missing"] or ())
    return [gettext("Niet ingevuld: %(parts)s") % {"parts": parts}] if parts else []
