"""Rows that follow from entries (what is expected of choices), and rows that go when those are erased."""

from __future__ import annotations

import json
from uuid import UUID

from django.db.models import F

from schakel.ground.access.types import section_named
from schakel.ground.journal.decisions import Decision
from schakel.ground.journal.writing import Recorded
from schakel.ground.kernel import clock
from schakel.jobseekers.plans.models import (
    Agreement,
    BlockedWish,
    CaseDiscussion,
    DiscussionAgreement,
    DiscussionCase,
    Expectation,
    NamelessCase,
    NamelessSubject,
    Plan,
    PlanAlternative,
    PlanEvaluation,
    PlanGoal,
    PlanPart,
    PlanSignature,
    PlanStep,
    PlanVersion,
    RungStep,
)

_HANGING = (PlanAlternative, PlanEvaluation, PlanStep, PlanPart, PlanGoal)


def keep_expectation(recorded: Recorded) -> None:
    """In the act of a choice: keep what is expected of it, so that somebody is asked to look back."""
    decision = recorded.content
    if not isinstance(decision, Decision) or decision.expected is None or recorded.dossier_id is None:
        return
    header = json.loads(recorded.header)
    Expectation.objects.filter(entry_id=header.get("supersedes")).delete()
    Expectation(
        entry_id=recorded.id,
        dossier_id=recorded.dossier_id,
        section_bit=int(section_named(header["section"])),
        chosen=decision.chosen,
        what=decision.expected.what,
        by=decision.expected.by,
    ).save(force_insert=True)


def note_look_back(dossier_id: UUID, entry_id: UUID) -> None:
    """Somebody looked back on the choice today; nothing when nothing was expected of it."""
    found = Expectation.objects.filter(entry_id=entry_id, dossier_id=dossier_id)
    found.update(looked_back_on=clock.today())


def keep_agreement(agreement: Agreement) -> Agreement:
    """Keep a new agreement, for the acts of this room that make one."""
    agreement.save(force_insert=True)
    return agreement


def remove_agreement(dossier_id: UUID, agreement_id: UUID) -> None:
    """Take an agreement away, within the act that erases its entries."""
    DiscussionAgreement.objects.filter(agreement_id=agreement_id, dossier_id=dossier_id).delete()
    Agreement.objects.filter(pk=agreement_id, dossier_id=dossier_id).delete()


def remove_case(dossier_id: UUID, case_id: UUID) -> None:
    """Take a client off an agenda with its outcome; agreements that came of it are erased on their own."""
    DiscussionAgreement.objects.filter(case_id=case_id, dossier_id=dossier_id).delete()
    found = DiscussionCase.objects.filter(pk=case_id, dossier_id=dossier_id).first()
    if found is not None:
        CaseDiscussion.objects.filter(pk=found.discussion_id).update(case_count=F("case_count") - 1)
        found.delete()


def remove_nameless(dossier_id: UUID, nameless_id: UUID) -> None:
    """Take a case without a name off an agenda with its outcome, and what told whom it was about."""
    subjects = NamelessSubject.objects.filter(case__pk=nameless_id, dossier_id=dossier_id)
    found = list(subjects.values_list("pk", flat=True))
    NamelessCase.objects.filter(pk=nameless_id, subject_id__in=found).delete()
    NamelessSubject.objects.filter(pk__in=found).delete()


def remove_expectation(dossier_id: UUID, entry_id: UUID) -> None:
    """Take what was expected of a choice away, within the act that erases the choice."""
    Expectation.objects.filter(entry_id=entry_id, dossier_id=dossier_id).delete()


def remove_plan(dossier_id: UUID, plan_id: UUID) -> None:
    """Take a plan away with all that hangs on it; agreements that came of it are erased on their own."""
    PlanSignature.objects.filter(plan_version__plan_id=plan_id, dossier_id=dossier_id).delete()
    PlanVersion.objects.filter(plan_id=plan_id, dossier_id=dossier_id).delete()
    for model in _HANGING:
        model._default_manager.filter(plan_id=plan_id, dossier_id=dossier_id).delete()
    Plan.objects.filter(pk=plan_id, dossier_id=dossier_id).delete()


def remove_rung(dossier_id: UUID, rung_step_id: UUID) -> None:
    """Take a step on the ladder away, within the act that erases its entry."""
    RungStep.objects.filter(pk=rung_step_id, dossier_id=dossier_id).delete()


def remove_wish(dossier_id: UUID, wish_id: UUID) -> None:
    """Take a blocked wish away, within the act that erases its entry."""
    BlockedWish.objects.filter(pk=wish_id, dossier_id=dossier_id).delete()
