"""What becomes of a version: it holds once nobody has to sign it any more, or it is taken back."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.plans.editing import things_of
from schakel.jobseekers.plans.models import Agreement, Plan, PlanSignature, PlanStep, PlanVersion
from schakel.jobseekers.plans.records import keep_agreement
from schakel.jobseekers.plans.verbs import (
    AgreementChanged,
    AgreementChecked,
    AgreementMade,
    PlanAgreed,
    PlanWithdrawn,
)

OPEN = Agreement.Status.OPEN


def agree_if_settled(version: PlanVersion) -> bool:
    """Let a version hold once nobody has to sign it any more, within the act of the last signature."""
    signatures = list(PlanSignature.objects.filter(plan_version=version))
    if not all(row.is_settled for row in signatures):
        return False
    today = clock.today()
    PlanVersion.objects.filter(pk=version.pk).update(agreed_on=today)
    Plan.objects.filter(pk=version.plan_id).update(
        status=Plan.Status.RUNNING,
        agreed_number=version.number,
        agreed_on=today,
        is_waiting=False,
        version=F("version") + 1,
    )
    is_without_client = any(row.decision_id for row in signatures)
    content = PlanAgreed(version.number, is_without_client)
    record(content, dossier_id=version.dossier_id, things=things_of(version.plan_id, version.dossier_id))
    _carry_out(version)
    return True


def _carry_out(version: PlanVersion) -> None:
    """Make, change or drop the agreements, so that they are what was signed."""
    found = PlanStep.objects.filter(plan_id=version.plan_id, part__domain="")
    rows = found.select_related("part", "agreement").order_by("place", "id")
    for step in rows.filter(Q(removed_on__isnull=True) | Q(agreement__status=OPEN)):
        if step.removed_on is not None:
            drop(step, gettext("Staat niet meer in het plan."))
        elif step.agreement is None:
            _make(step)
        elif step.agreement.status == OPEN and _differs(step, step.agreement):
            _change(step, step.agreement)


def _make(step: PlanStep) -> None:
    agreement = keep_agreement(
        Agreement(
            dossier_id=step.dossier_id,
            organisation_id=step.part.organisation_id,
            what=step.what,
            because=step.because,
            duty=step.duty,
            due_on=step.due_on,
            made_on=clock.today(),
        )
    )
    PlanStep.objects.filter(pk=step.pk).update(agreement=agreement)
    content = AgreementMade(step.what, step.because, step.duty, step.due_on.isoformat())
    record(content, dossier_id=step.dossier_id, things=_things(agreement))


def _change(step: PlanStep, agreement: Agreement) -> None:
    was = f"{agreement.what} ({agreement.due_on.isoformat()})"
    update_version(agreement, None, what=step.what, due_on=step.due_on, because=step.because, duty=step.duty)
    content = AgreementChanged(step.what, step.due_on.isoformat(), step.because, was)
    record(content, dossier_id=step.dossier_id, things=_things(agreement))


def _differs(step: PlanStep, agreement: Agreement) -> bool:
    return (step.what, step.because, step.duty, step.due_on) != (
        agreement.what,
        agreement.because,
        agreement.duty,
        agreement.due_on,
    )


def drop(step: PlanStep, because: str) -> None:
    """Let the agreement of a step lapse, within the act that is running; one that was checked stays."""
    agreement = step.agreement
    if agreement is None or agreement.status != OPEN:
        return
    dropped = Agreement.Status.DROPPED
    update_version(agreement, None, status=dropped, result=because, checked_on=clock.today())
    content = AgreementChecked(agreement.what, dropped, because)
    record(content, dossier_id=step.dossier_id, things=_things(agreement))


def _things(agreement: Agreement) -> list[Thing]:
    return [Thing("agreement", agreement.pk), Thing("client", agreement.dossier_id)]


def take_back(version: PlanVersion, because: str) -> None:
    """Let a version wait no longer, within the act that is running."""
    status = Plan.Status.RUNNING if version.plan.agreed_number else Plan.Status.CONCEPT
    PlanVersion.objects.filter(pk=version.pk).update(withdrawn_on=clock.today())
    Plan.objects.filter(pk=version.plan_id).update(
        is_waiting=False, is_edited=True, status=status, version=F("version") + 1
    )
    things = things_of(version.plan_id, version.dossier_id)
    record(PlanWithdrawn(version.number, because), dossier_id=version.dossier_id, things=things)
