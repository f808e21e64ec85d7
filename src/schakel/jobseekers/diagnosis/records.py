"""Rows of this room that are taken away with their entries."""

from __future__ import annotations

from uuid import UUID

from schakel.jobseekers.diagnosis.models import (
    AdviceRequest,
    Ambition,
    Circumstance,
    Diagnosis,
    DiagnosisPart,
    DiagnosisResult,
    GuidanceStyle,
    MissingItem,
)

_HANGING = (
    AdviceRequest,
    Ambition,
    Circumstance,
    DiagnosisPart,
    DiagnosisResult,
    GuidanceStyle,
    MissingItem,
)


def remove_diagnosis(dossier_id: UUID, diagnosis_id: UUID) -> None:
    """Take a diagnosis away with all that hangs on it, within the act that erases its entries."""
    for model in _HANGING:
        model._default_manager.filter(diagnosis_id=diagnosis_id, dossier_id=dossier_id).delete()
    Diagnosis.objects.filter(previous_id=diagnosis_id).update(previous=None)
    Diagnosis.objects.filter(pk=diagnosis_id, dossier_id=dossier_id).delete()
