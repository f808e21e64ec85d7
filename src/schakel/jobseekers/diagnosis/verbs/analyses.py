"""What is recorded of partners' analyses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.diagnosis.models import PartnerAnalysis
from schakel.jobseekers.diagnosis.topics import TOPICS

NAMES = ("diagnosis.file_analysis", "diagnosis.withdraw_analysis")


@dataclass(frozen=True, slots=True)
class AnalysisFiled:
    """A partner filed its analysis on a topic, for a question."""

    topic: str
    question: str
    findings: str
    stance: str
    based_on: str
    unknown: str
    seen_on: str
    occasion: str


@dataclass(frozen=True, slots=True)
class AnalysisWithdrawn:
    """A partner took its analysis back."""

    topic: str
    because: str


def register() -> None:
    """Make these verbs known."""
    shared: dict[str, Any] = {"section": Section.DIAGNOSIS, "task": ChainTask.DIAGNOSIS}
    register_verb(
        "diagnosis.file_analysis",
        AnalysisFiled,
        heading=lambda c: gettext("Analyse: %(topic)s") % {"topic": TOPICS[c["topic"]]},
        lines=_filed,
        **shared,
    )
    register_verb(
        "diagnosis.withdraw_analysis",
        AnalysisWithdrawn,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Analyse ingetrokken: %(topic)s") % {"topic": TOPICS[c["topic"]]},
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
        **shared,
    )


def _filed(content: dict[str, Any]) -> list[str]:
    stance = str(PartnerAnalysis.Stance(content["stance"]).label)
    return [content["question"], content["findings"], stance]
