"""Rows of this room that are taken away with their entries."""

from __future__ import annotations

from uuid import UUID

from schakel.jobseekers.diagnosis.models import Diagnosis, DiagnosisPart, DiagnosisResult, GuidanceStyle


def remove_diagnosis(dossier_id: UUID, diagnosis_id: UUID) -> None:
    """Take a diagnosis away with all that hangs on it, within the act that erases its entries."""
    for model in (GuidanceStyle, DiagnosisResult, DiagnosisPart):
        model.objects.filter(diagnosis_id=diagnosis_id, dossier_id=dossier_id).delete()
    Diagnosis.objects.filter(previous_id=diagnosis_id).update(previous=None)
    Diagnosis.objects.filter(pk=diagnosis_id, dossier_id=dossier_id).delete()
