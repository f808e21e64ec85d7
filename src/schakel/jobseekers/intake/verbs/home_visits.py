"""What is recorded of home visits, from the request to the look back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.intake.models import HomeVisit


@dataclass(frozen=True, slots=True)
class VisitAsked:
    """Somebody asks for a home visit: what must be found out, why, and what was tried before."""

    ground: str
    question: str
    reason: str
    tried: str


@dataclass(frozen=True, slots=True)
class VisitDecided:
    """Somebody else decided on it."""

    is_granted: bool
    because: str


@dataclass(frozen=True, slots=True)
class VisitTold:
    """The client was told beforehand, for which day."""

    how: str
    told_on: str
    planned_on: str


@dataclass(frozen=True, slots=True)
class VisitReported:
    """How the visit went."""

    met: str
    visited_on: str
    report: str


@dataclass(frozen=True, slots=True)
class VisitEvaluated:
    """Somebody looked back on whether it was needed."""

    was_needed: bool
    learned: str


@dataclass(frozen=True, slots=True)
class VisitWithdrawn:
    """It does not go on."""

    because: str


NAMES = tuple(f"home_visit.{step}" for step in ("ask", "decide", "tell", "report", "evaluate", "withdraw"))


def register() -> None:
    """Make these verbs known."""
    about: dict[str, Any] = {"section": Section.BENEFIT, "task": ChainTask.INTAKE}
    register_verb(
        "home_visit.ask",
        VisitAsked,
        **about,
        heading=lambda c: gettext("Huisbezoek gevraagd: %(question)s") % {"question": c["question"]},
        lines=lambda c: [
            gettext("Waarom: %(reason)s") % {"reason": c["reason"]},
            gettext("Eerst geprobeerd: %(tried)s") % {"tried": c["tried"]},
        ],
    )
    register_verb(
        "home_visit.decide",
        VisitDecided,
        **about,
        glyph=Glyph.CHOICE,
        heading=lambda c: gettext("Huisbezoek mag") if c["is_granted"] else gettext("Huisbezoek afgewezen"),
        lines=lambda c: [c["because"]],
    )
    register_verb("home_visit.tell", VisitTold, **about, heading=_told)
    register_verb(
        "home_visit.report", VisitReported, **about, heading=_reported, lines=lambda c: [c["report"]]
    )
    register_verb(
        "home_visit.evaluate",
        VisitEvaluated,
        **about,
        heading=lambda c: (
            gettext("Teruggekeken: huisbezoek was nodig")
            if c["was_needed"]
            else gettext("Teruggekeken: huisbezoek was niet nodig")
        ),
        lines=lambda c: [c["learned"]],
    )
    register_verb(
        "home_visit.withdraw",
        VisitWithdrawn,
        **about,
        heading=lambda _c: gettext("Huisbezoek ingetrokken"),
        lines=lambda c: [c["because"]],
    )


def _told(content: Any) -> str:
    how = HomeVisit.Told(content["how"]).label
    return gettext("Cliënt weet van het huisbezoek, %(how)s") % {"how": how}


def _reported(content: Any) -> str:
    return gettext("Huisbezoek: %(met)s") % {"met": HomeVisit.Met(content["met"]).label}
