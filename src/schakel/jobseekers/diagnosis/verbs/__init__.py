"""What is recorded of diagnoses; the verbs stand by noun."""

from __future__ import annotations

from schakel.jobseekers.diagnosis.verbs import arranging, running, supplements
from schakel.jobseekers.diagnosis.verbs.arranging import (
    InstrumentLoaded,
    InstrumentRemoved,
    ScalesArranged,
)
from schakel.jobseekers.diagnosis.verbs.running import (
    DiagnosisBegun,
    DiagnosisConcluded,
    OwnViewGiven,
    PartSaved,
    PartSigned,
    StyleChosen,
)
from schakel.jobseekers.diagnosis.verbs.supplements import (
    AdviceAsked,
    AdviceGiven,
    AmbitionNoted,
    CircumstanceNoted,
    InformationFound,
    InformationMissing,
)

__all__ = [
    "OF_DIAGNOSIS",
    "AdviceAsked",
    "AdviceGiven",
    "AmbitionNoted",
    "CircumstanceNoted",
    "DiagnosisBegun",
    "DiagnosisConcluded",
    "InformationFound",
    "InformationMissing",
    "InstrumentLoaded",
    "InstrumentRemoved",
    "OwnViewGiven",
    "PartSaved",
    "PartSigned",
    "ScalesArranged",
    "StyleChosen",
    "register",
]

OF_DIAGNOSIS = running.NAMES + supplements.NAMES
"""What is erased together with a diagnosis."""


def register() -> None:
    """Make this room's verbs known."""
    running.register()
    supplements.register()
    arranging.register()
