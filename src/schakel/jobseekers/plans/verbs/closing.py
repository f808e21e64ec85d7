"""What is recorded when a plan ends, when a client goes up or down the ladder, and of blocked wishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.plans.models import BlockedWish, Plan, PlanEvaluation

NAMES = ("plan.close", "plan.evaluate")


@dataclass(frozen=True, slots=True)
class PlanClosed:
    """A plan ended, for a reason of the closed list."""

    closure: str
    words: str


@dataclass(frozen=True, slots=True)
class PlanEvaluated:
    """Somebody said what went well in a plan and what could be better."""

    voice: str
    went_well: str
    could_be_better: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class RungTaken:
    """The client stands on another rung, with what made it so."""

    rung: int
    label: str
    from_day: str
    cause: str


@dataclass(frozen=True, slots=True)
class WishBlocked:
    """Something that was wanted could not be done."""

    wanted: str
    barrier: str
    which: str
    instead: str
    is_client_wish: bool


def register() -> None:
    """Make these verbs known."""
    shared: dict[str, Any] = {"section": Section.PLAN, "task": ChainTask.STRENGTHENING}
    register_verb(
        "plan.close",
        PlanClosed,
        heading=lambda c: gettext("Plan afgesloten: %(why)s") % {"why": Plan.Closure(c["closure"]).label},
        lines=lambda c: [c["words"]] if c["words"] else [],
        **shared,
    )
    register_verb("plan.evaluate", PlanEvaluated, heading=_evaluated, lines=_answers, **shared)
    register_verb(
        "ladder.step",
        RungTaken,
        heading=lambda c: gettext("Op de ladder: %(label)s") % {"label": c["label"]},
        lines=lambda c: [c["cause"]],
        **shared,
    )
    register_verb(
        "wish.block",
        WishBlocked,
        glyph=Glyph.CHOICE,
        heading=lambda c: gettext("Kon niet: %(wanted)s") % {"wanted": c["wanted"]},
        lines=_barrier,
        **shared,
    )


def _evaluated(content: dict[str, Any]) -> str:
    who = content["organisation"] or str(PlanEvaluation.Voice(content["voice"]).label)
    return gettext("Teruggekeken op het plan: %(who)s") % {"who": who}


def _answers(content: dict[str, Any]) -> list[str]:
    said = (
        (content["went_well"], gettext("Ging goed: %(words)s")),
        (content["could_be_better"], gettext("Kan beter: %(words)s")),
    )
    return [sentence % {"words": words} for words, sentence in said if words]


def _barrier(content: dict[str, Any]) -> list[str]:
    words = {"barrier": BlockedWish.Barrier(content["barrier"]).label, "which": content["which"]}
    lines = [gettext("Door %(barrier)s: %(which)s") % words]
    if content["instead"]:
        lines.append(gettext("In plaats daarvan: %(what)s") % {"what": content["instead"]})
    return lines
