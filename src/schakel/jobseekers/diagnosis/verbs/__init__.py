"""What is recorded of diagnoses; the verbs stand by noun."""

from __future__ import annotations

from schakel.jobseekers.diagnosis.verbs import running
from schakel.jobseekers.diagnosis.verbs.running import (
    DiagnosisBegun,
    DiagnosisConcluded,
    OwnViewGiven,
    PartSaved,
    PartSigned,
    StyleChosen,
)

__all__ = [
    "OF_DIAGNOSIS",
    "DiagnosisBegun",
    "DiagnosisConcluded",
    "OwnViewGiven",
    "PartSaved",
    "PartSigned",
    "StyleChosen",
    "register",
]

OF_DIAGNOSIS = running.NAMES
"""What is erased together with a diagnosis."""


def register() -> None:
    """Make this room's verbs known."""
    running.register()
