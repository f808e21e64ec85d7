"""What is recorded beside a diagnosis: missing information, ambitions, circumstances, and advice asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.diagnosis.circumstances import CIRCUMSTANCE_KINDS
from schakel.jobseekers.diagnosis.models import SaidBy

NAMES = (
    "diagnosis.miss",
    "diagnosis.find_out",
    "diagnosis.ambition",
    "diagnosis.circumstance",
    "diagnosis.ask_advice",
    "diagnosis.give_advice",
    "diagnosis.withdraw_advice",
)


@dataclass(frozen=True, slots=True)
class InformationMissing:
    """Something is not known yet, and somebody finds it out."""

    what: str
    duty: str
    due_on: str


@dataclass(frozen=True, slots=True)
class InformationFound:
    """What was missing is known."""

    what: str
    answer: str


@dataclass(frozen=True, slots=True)
class AmbitionNoted:
    """A hidden ambition, interest or competence came up."""

    words: str
    said_by: str


@dataclass(frozen=True, slots=True)
class CircumstanceNoted:
    """A limit as experienced, a recent event or a barrier."""

    kind: str
    words: str
    said_by: str
    happened_on: str


@dataclass(frozen=True, slots=True)
class AdviceAsked:
    """A labour expert was asked what somebody can do."""

    question: str
    expert: str
    answer_by: str


@dataclass(frozen=True, slots=True)
class AdviceGiven:
    """The labour expert answered in possibilities."""

    can: str
    can_with: str
    cannot: str
    advice: str


@dataclass(frozen=True, slots=True)
class AdviceWithdrawn:
    """What was asked of a labour expert needs no answer any more."""

    question: str
    because: str


def register() -> None:
    """Make these verbs known."""
    shared: dict[str, Any] = {"section": Section.DIAGNOSIS, "task": ChainTask.DIAGNOSIS}
    register_verb(
        "diagnosis.miss",
        InformationMissing,
        heading=lambda c: gettext("Nog te weten: %(what)s") % {"what": c["what"]},
        **shared,
    )
    register_verb(
        "diagnosis.find_out",
        InformationFound,
        heading=lambda c: gettext("Nu bekend: %(what)s") % {"what": c["what"]},
        lines=lambda c: [c["answer"]],
        **shared,
    )
    register_verb(
        "diagnosis.ambition",
        AmbitionNoted,
        heading=lambda c: gettext("Verborgen ambitie, gehoord van %(who)s") % {"who": _said(c["said_by"])},
        lines=lambda c: [c["words"]],
        **shared,
    )
    register_verb(
        "diagnosis.circumstance",
        CircumstanceNoted,
        heading=lambda c: gettext("Omstandigheid: %(kind)s") % {"kind": _kind(c["kind"])},
        lines=lambda c: [c["words"], _said(c["said_by"])],
        **shared,
    )
    register_verb(
        "diagnosis.ask_advice",
        AdviceAsked,
        heading=lambda c: gettext("Advies gevraagd aan %(expert)s") % {"expert": c["expert"]},
        lines=lambda c: [c["question"]],
        **shared,
    )
    register_verb(
        "diagnosis.withdraw_advice",
        AdviceWithdrawn,
        glyph=Glyph.CORRECTION,
        heading=lambda _c: gettext("Adviesvraag ingetrokken"),
        lines=lambda c: [c["question"], gettext("want %(why)s") % {"why": c["because"]}],
        **shared,
    )
    register_verb(
        "diagnosis.give_advice",
        AdviceGiven,
        glyph=Glyph.CHOICE,
        heading=lambda _c: gettext("Advies van de arbeidsdeskundige"),
        lines=lambda c: [c["advice"], gettext("Kan: %(can)s") % {"can": c["can"]}],
        **shared,
    )


def _said(said_by: str) -> str:
    return str(SaidBy(said_by).label)


def _kind(kind: str) -> str:
    return str(CIRCUMSTANCE_KINDS[kind].label)
