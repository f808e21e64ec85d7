"""Withdrawing a diagnosis begun in error, and a question to a labour expert that is needed no more."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.models import AdviceRequest, Diagnosis
from schakel.jobseekers.diagnosis.queries.advice import request_visible
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnosis_visible
from schakel.jobseekers.diagnosis.verbs import AdviceWithdrawn, DiagnosisWithdrawn

LONGEST = 300


@action(access.CHANGE)
def withdraw_diagnosis(
    *, actor: Actor, dossier_id: UUID, diagnosis_id: UUID, because: str, expected_version: int | None = None
) -> UUID:
    """Withdraw a diagnosis that runs, with what was asked of labour experts in it; returns its id.

    What was filled in stays with it and counts nowhere. Raises InvalidError without a reason, ConflictError
    for one that was concluded or withdrawn, StaleVersionError.
    """
    row = diagnosis_visible(dossier_id, diagnosis_id)
    locked = Diagnosis.objects.select_for_update(no_key=True).filter(pk=diagnosis_id)
    if locked.filter(concluded_on=None, withdrawn_on=None).first() is None:
        raise ConflictError(
            gettext("Deze diagnose loopt niet meer."),
            gettext("Een collega rondde haar af of trok haar in."),
            gettext("Bekijk wat er nu staat."),
        )
    because = _checked(because)
    record(DiagnosisWithdrawn(because), dossier_id=dossier_id, things=[Thing("diagnosis", row.pk)])
    update_version(
        row,
        expected_version,
        withdrawn_on=clock.today(),
        withdrawn_by_id=seat_of_actor(actor).person_id,
        withdrawn_because=because,
    )
    for asked in AdviceRequest.objects.filter(diagnosis=row, answered_at=None, withdrawn_on=None):
        _withdraw(asked, because, asked.version)
    return row.pk


@action(access.CHANGE)
def withdraw_advice_request(
    *, actor: Actor, dossier_id: UUID, request_id: UUID, because: str, expected_version: int | None = None
) -> UUID:
    """Take back what was asked of a labour expert; returns the request's id.

    Raises NotFoundError for who works at another organisation, InvalidError without a reason, ConflictError
    when it was answered or withdrawn, StaleVersionError.
    """
    row = request_visible(dossier_id, request_id)
    if row.organisation_id != actor.employer_id:
        raise not_found()
    if row.answered_at is not None or row.withdrawn_on is not None:
        raise ConflictError(
            gettext("Deze vraag wacht niet meer."),
            gettext("Er is al een antwoord, of een collega trok de vraag in."),
            gettext("Bekijk wat er bij de diagnose staat."),
        )
    _withdraw(row, _checked(because), expected_version)
    return row.pk


def _withdraw(row: AdviceRequest, because: str, expected_version: int | None) -> None:
    content = AdviceWithdrawn(row.question, because)
    record(content, dossier_id=row.dossier_id, things=[Thing("diagnosis", row.diagnosis_id)])
    update_version(row, expected_version, withdrawn_on=clock.today(), withdrawn_because=because)


def _checked(because: str) -> str:
    said = because.strip()
    if not said or len(said) > LONGEST:
        sentence = gettext("Schrijf in hooguit 300 tekens op waarom.")
        raise InvalidError(gettext("Er is niets ingetrokken."), sentence, fields={"because": sentence})
    return said
