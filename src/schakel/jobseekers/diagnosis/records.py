"""Rows of this room that its acts share, and those that are taken away with their entries."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.erasing import remove_rows
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.jobseekers.diagnosis.instruments.model import InstrumentContent, said
from schakel.jobseekers.diagnosis.models import (
    AdviceRequest,
    Ambition,
    Circumstance,
    Diagnosis,
    DiagnosisPart,
    DiagnosisResult,
    EstimateReview,
    GuidanceStyle,
    Instrument,
    MissingItem,
    PartnerAnalysis,
)

_HANGING = (
    AdviceRequest,
    Ambition,
    Circumstance,
    DiagnosisPart,
    DiagnosisResult,
    EstimateReview,
    GuidanceStyle,
    MissingItem,
)


def remove_diagnosis(dossier_id: UUID, diagnosis_id: UUID) -> None:
    """Take a diagnosis away with all that hangs on it, within the act that erases its entries."""
    chosen = DiagnosisResult.objects.filter(diagnosis_id=diagnosis_id, dossier_id=dossier_id)
    for decision_id in chosen.values_list("decision_id", flat=True):
        remove_rows("entry", dossier_id, decision_id)
    for model in _HANGING:
        model._default_manager.filter(diagnosis_id=diagnosis_id, dossier_id=dossier_id).delete()
    Diagnosis.objects.filter(previous_id=diagnosis_id).update(previous=None)
    Diagnosis.objects.filter(pk=diagnosis_id, dossier_id=dossier_id).delete()


def keep_outcome(result: DiagnosisResult, outcome: str) -> None:
    """What became of an estimate, within the act of looking back; the latest word counts."""
    EstimateReview.objects.update_or_create(
        diagnosis_id=result.pk,
        defaults={"dossier_id": result.dossier_id, "outcome": outcome, "looked_back_on": clock.today()},
    )


def choices_of_diagnosis(dossier_id: UUID, diagnosis_id: UUID) -> list[UUID]:
    """The entry of the choice of guidance: before November 2026 its header did not name the diagnosis."""
    found = DiagnosisResult.objects.filter(diagnosis_id=diagnosis_id, dossier_id=dossier_id)
    return list(found.values_list("decision_id", flat=True))


def remove_analysis(dossier_id: UUID, analysis_id: UUID) -> None:
    """Take a partner's analysis away, within the act that erases its entries."""
    PartnerAnalysis.objects.filter(pk=analysis_id, dossier_id=dossier_id).delete()


def refuse_withdrawn(diagnosis: Diagnosis) -> None:
    """Raise ConflictError for a diagnosis that was withdrawn: it counts nowhere."""
    if diagnosis.withdrawn_on is not None:
        raise ConflictError(
            gettext("Deze diagnose is ingetrokken."),
            gettext("Reden: %(why)s") % {"why": diagnosis.withdrawn_because},
            gettext("Ga verder in de diagnose die nu loopt, of begin een nieuwe."),
        )


def keep(content: InstrumentContent) -> Instrument:
    """The row of an instrument, once for each content; two who need it at once get the same one."""
    row = Instrument(
        digest=content.digest,
        key=content.key,
        edition=content.edition,
        title=said(content.title, "nl"),
        text=content.text,
        kept_at=clock.now(),
    )
    Instrument.objects.bulk_create([row], ignore_conflicts=True)
    return Instrument.objects.get(digest=content.digest)
