"""Rows of this room that go with the entries that tell of them, and what ends with a client's life."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from schakel.ground.journal.writing import Recorded, Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.diagnosis.reviewing import Prompt, ask_to_compare
from schakel.jobseekers.services.models import (
    DebtHelp,
    ServiceApproval,
    ServiceEvaluation,
    ServiceExtension,
    ServiceFact,
    ServiceLog,
    ServiceUse,
    TrajectoryPart,
)
from schakel.jobseekers.services.models.use import OPEN
from schakel.jobseekers.services.verbs import ServiceDropped, ServiceEnded, ServiceExtended
from schakel.jobseekers.services.verbs.approvals import ApprovalWithdrawn

State = ServiceUse.State


def keep_evaluation(use: ServiceUse, voice: str, reached: str, helped: str, words: str) -> None:
    """The row of what somebody says that a service brought."""
    ServiceEvaluation(
        use=use,
        dossier_id=use.dossier_id,
        voice=voice,
        reached=reached,
        helped=helped,
        words=words.strip(),
        given_on=clock.today(),
    ).save(force_insert=True)


def remove_use(dossier_id: UUID, use_id: UUID) -> None:
    """Take a use away with all that hangs on it, within the act that erases its entries."""
    for model in (ServiceApproval, ServiceLog, ServiceEvaluation, ServiceExtension, TrajectoryPart):
        model._default_manager.filter(use_id=use_id, dossier_id=dossier_id).delete()
    ServiceUse.objects.filter(relabels_id=use_id).update(relabels=None)
    ServiceUse.objects.filter(pk=use_id, dossier_id=dossier_id).delete()


def forget_reason(dossier_id: UUID, entry_id: UUID) -> None:
    """Take the copies of a reason away, within the act that erases the choice it stood in."""
    uses = ServiceUse.objects.filter(decision_id=entry_id, dossier_id=dossier_id)
    asked = ServiceApproval.objects.filter(use__in=uses, about=ServiceApproval.About.CHOICE)
    asked.update(because="", options=[])
    uses.update(because="")


def record_extension(dossier_id: UUID, use_id: UUID, name: str, until: date, because: str) -> None:
    """Tell that a service got more time, in the act that gave it."""
    content = ServiceExtended(name, until.isoformat(), because)
    record(content, dossier_id=dossier_id, things=[Thing("service_use", use_id)])


def withdraw_questions(use: ServiceUse, about: str, because: str) -> None:
    """Take back what waits for agreement at a use, in the act that is running; a choice does not go ahead."""
    waiting = ServiceApproval.objects.filter(
        use=use, dossier_id=use.dossier_id, about=about, state=ServiceApproval.State.WAITING
    )
    things = [Thing("service_use", use.pk)]
    for row in waiting.order_by("id"):
        update_version(row, None, state=ServiceApproval.State.WITHDRAWN)
        content = ApprovalWithdrawn(row.service_name, row.about, row.level, because)
        record(content, dossier_id=use.dossier_id, things=things)
    if use.state == State.AWAITING:
        update_version(use, None, state=State.DROPPED)
        record(ServiceDropped(use.name, because), dossier_id=use.dossier_id, things=things)


def remove_fact(dossier_id: UUID, fact_id: UUID) -> None:
    """Take a fact away, within the act that erases its entry."""
    ServiceFact.objects.filter(pk=fact_id, dossier_id=dossier_id).delete()


def remove_debt_help(dossier_id: UUID, debt_id: UUID) -> None:
    """Take a request for help with debts away, within the act that erases its entries."""
    DebtHelp.objects.filter(pk=debt_id, dossier_id=dossier_id).delete()


def stop_services(death: Recorded) -> None:
    """End the services of a client who died: nobody is to start, extend or evaluate them."""
    for use in ServiceUse.objects.filter(dossier_id=death.dossier_id, state__in=OPEN):
        reason = ServiceUse.EndReason.CIRCUMSTANCES
        for about in ServiceApproval.About.values:
            withdraw_questions(use, about, str(reason.label))
        if use.state == State.DROPPED:
            continue
        content: ServiceEnded | ServiceDropped
        if use.state == State.RUNNING:
            update_version(use, None, state=State.ENDED, ended_on=clock.today(), end_reason=reason)
            content = ServiceEnded(use.name, clock.today().isoformat(), reason, "", "", "")
        else:
            update_version(use, None, state=State.DROPPED)
            content = ServiceDropped(use.name, str(reason.label))
        record(content, dossier_id=use.dossier_id, things=[Thing("service_use", use.pk)])


def ask_to_compare_estimate(ended: Recorded) -> None:
    """A service ended with work: ask who guides to lay the estimate of the diagnosis beside it (R067)."""
    content = ended.content
    if isinstance(content, ServiceEnded) and content.reason == ServiceUse.EndReason.WORK and ended.dossier_id:
        ask_to_compare(ended.dossier_id, Prompt.WORK)
