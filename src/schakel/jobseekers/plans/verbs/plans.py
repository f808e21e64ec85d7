"""What is recorded while a plan is written: its lead, goals, parts, steps, start and rhythm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext, ngettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers.domains import DOMAIN_KINDS
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.plans.models import Agreement

NAMES = (
    "plan.begin",
    "plan.take_lead",
    "plan.write_goal",
    "plan.remove_goal",
    "plan.add_part",
    "plan.add_step",
    "plan.change_step",
    "plan.remove_step",
    "plan.check_step",
    "plan.set_baseline",
    "plan.set_rhythm",
)


@dataclass(frozen=True, slots=True)
class PlanBegun:
    """A plan was begun, from a standard course or without one."""

    organisation: str
    template: str = ""


@dataclass(frozen=True, slots=True)
class LeadTaken:
    """Somebody else leads the plan."""

    organisation: str
    was: str
    because: str


@dataclass(frozen=True, slots=True)
class GoalWritten:
    """A goal in the client's own words, by the client or as a professional heard it."""

    words: str
    is_heard: bool


@dataclass(frozen=True, slots=True)
class GoalRemoved:
    """A goal was taken off the plan."""

    words: str
    because: str


@dataclass(frozen=True, slots=True)
class PartAdded:
    """An organisation takes care of a part; domain is empty for work."""

    organisation: str
    domain: str
    aim: str


@dataclass(frozen=True, slots=True)
class StepAdded:
    """A step was put in a part of the plan."""

    what: str
    because: str
    duty: str
    due_on: str
    check_by: str
    origin: str


@dataclass(frozen=True, slots=True)
class StepChanged:
    """A step became another."""

    what: str
    because: str
    duty: str
    due_on: str
    was: str
    deviation: str = ""


@dataclass(frozen=True, slots=True)
class StepRemoved:
    """A step was taken off the plan."""

    what: str
    because: str


@dataclass(frozen=True, slots=True)
class StepChecked:
    """It was noted what became of a step on a life domain."""

    what: str
    status: str
    result: str


@dataclass(frozen=True, slots=True)
class BaselineSet:
    """Where the client stands at the start, and how far the plan reaches."""

    label: str
    on: str
    is_from_diagnosis: bool
    target: str = ""


@dataclass(frozen=True, slots=True)
class RhythmSet:
    """How often there is contact, in weeks."""

    weeks: int
    because: str


def register() -> None:
    """Make these verbs known."""
    shared: dict[str, Any] = {"section": Section.PLAN, "task": ChainTask.STRENGTHENING}
    register_verb(
        "plan.begin",
        PlanBegun,
        heading=lambda _c: gettext("Plan begonnen"),
        lines=lambda c: (
            [gettext("Van de standaard: %(name)s") % {"name": c["template"]}] if c["template"] else []
        ),
        **shared,
    )
    register_verb(
        "plan.take_lead",
        LeadTaken,
        heading=lambda c: gettext("%(name)s leidt nu het plan") % {"name": c["organisation"]},
        lines=_because,
        **shared,
    )
    _register_goals(shared)
    _register_steps(shared)
    register_verb(
        "plan.set_baseline",
        BaselineSet,
        heading=lambda c: gettext("Begin van het plan: %(label)s") % {"label": c["label"]},
        lines=lambda c: [gettext("Haalbaar: %(target)s") % {"target": c["target"]}] if c["target"] else [],
        **shared,
    )
    register_verb(
        "plan.set_rhythm",
        RhythmSet,
        heading=lambda c: (
            ngettext("Contact elke week", "Contact elke %(n)s weken", c["weeks"]) % {"n": c["weeks"]}
        ),
        lines=_because,
        **shared,
    )


def _register_goals(shared: dict[str, Any]) -> None:
    register_verb(
        "plan.write_goal",
        GoalWritten,
        glyph=Glyph.CLIENT,
        heading=lambda c: (
            gettext("Doel van de cliënt, zoals gehoord")
            if c["is_heard"]
            else gettext("Doel van de cliënt, zelf geschreven")
        ),
        lines=lambda c: [f"“{c['words']}”"],
        **shared,
    )
    register_verb(
        "plan.remove_goal",
        GoalRemoved,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Doel van het plan gehaald: “%(words)s”") % {"words": c["words"]},
        lines=_because,
        **shared,
    )


def _register_steps(shared: dict[str, Any]) -> None:
    register_verb(
        "plan.add_part",
        PartAdded,
        heading=lambda c: (
            gettext("%(name)s heeft een deel in het plan: %(part)s")
            % {"name": c["organisation"], "part": domain_words(c["domain"])}
        ),
        lines=lambda c: [c["aim"]],
        **shared,
    )
    register_verb(
        "plan.add_step",
        StepAdded,
        heading=lambda c: gettext("Stap in het plan: %(what)s") % {"what": c["what"]},
        lines=lambda c: [*_because(c), _term(c)],
        **shared,
    )
    register_verb(
        "plan.change_step",
        StepChanged,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Stap gewijzigd: %(what)s") % {"what": c["what"]},
        lines=lambda c: [_term(c), gettext("Eerder: %(was)s") % {"was": c["was"]}, *_deviation(c)],
        **shared,
    )
    register_verb(
        "plan.remove_step",
        StepRemoved,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Stap van het plan gehaald: %(what)s") % {"what": c["what"]},
        lines=_because,
        **shared,
    )
    register_verb(
        "plan.check_step",
        StepChecked,
        heading=lambda c: f"{c['what']}: {Agreement.Status(c['status']).label}",
        lines=lambda c: [c["result"]] if c["result"] else [],
        **shared,
    )


def domain_words(domain: str) -> str:
    """What a part is called: work, or its life domain."""
    return str(DOMAIN_KINDS[domain].label) if domain else gettext("Werk")


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}] if content["because"] else []


def _deviation(content: dict[str, Any]) -> list[str]:
    words = content["deviation"]
    return [gettext("Afwijking van de standaard: %(why)s") % {"why": words}] if words else []


def _term(content: dict[str, Any]) -> str:
    day = dateformat.format(date.fromisoformat(content["due_on"]), "j F Y")
    return gettext("%(who)s, uiterlijk %(day)s") % {
        "who": Agreement.Duty(content["duty"]).label,
        "day": day,
    }
