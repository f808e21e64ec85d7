"""What is recorded of diagnoses; the verbs stand by noun."""

from __future__ import annotations

from schakel.jobseekers.diagnosis.verbs import analyses, arranging, running, supplements
from schakel.jobseekers.diagnosis.verbs.analyses import AnalysisFiled, AnalysisWithdrawn
from schakel.jobseekers.diagnosis.verbs.arranging import (
    InstrumentLoaded,
    InstrumentRemoved,
    MarketLoaded,
    MarketRemoved,
    ScalesArranged,
)
from schakel.jobseekers.diagnosis.verbs.running import (
    DiagnosisBegun,
    DiagnosisConcluded,
    DiagnosisWithdrawn,
    OwnViewGiven,
    PartSaved,
    PartSigned,
    StyleChosen,
)
from schakel.jobseekers.diagnosis.verbs.supplements import (
    AdviceAsked,
    AdviceGiven,
    AdviceWithdrawn,
    AmbitionNoted,
    CircumstanceNoted,
    InformationFound,
    InformationMissing,
)

__all__ = [
    "OF_ANALYSIS",
    "OF_DIAGNOSIS",
    "AdviceAsked",
    "AdviceGiven",
    "AdviceWithdrawn",
    "AmbitionNoted",
    "AnalysisFiled",
    "AnalysisWithdrawn",
    "CircumstanceNoted",
    "DiagnosisBegun",
    "DiagnosisConcluded",
    "DiagnosisWithdrawn",
    "InformationFound",
    "InformationMissing",
    "InstrumentLoaded",
    "InstrumentRemoved",
    "MarketLoaded",
    "MarketRemoved",
    "OwnViewGiven",
    "PartSaved",
    "PartSigned",
    "ScalesArranged",
    "StyleChosen",
    "register",
]

OF_DIAGNOSIS = (*running.NAMES, *supplements.NAMES, "decision.record")
"""What is erased together with a diagnosis, its choice of guidance among it."""

OF_ANALYSIS = analyses.NAMES
"""What is erased together with a partner's analysis."""


def register() -> None:
    """Make this room's verbs known."""
    running.register()
    supplements.register()
    arranging.register()
    analyses.register()
