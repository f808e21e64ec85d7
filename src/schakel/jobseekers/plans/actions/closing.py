"""Closing a plan with a reason of the closed list, and looking back on it by everyone who was in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.agreed import drop
from schakel.jobseekers.plans.editing import missing, refuse, require_lead, require_open, things_of
from schakel.jobseekers.plans.models import Plan, PlanEvaluation, PlanSignature, PlanStep
from schakel.jobseekers.plans.queries.plans import plan_visible
from schakel.jobseekers.plans.verbs import PlanClosed, PlanEvaluated

Voice = PlanEvaluation.Voice
NEEDS_WORDS = frozenset({Plan.Closure.CLIENT_STOPS, Plan.Closure.NOT_ABLE, Plan.Closure.REPLACED})
"""Reasons after which somebody else must be able to read what happened."""


@dataclass(frozen=True, slots=True)
class NewAnswers:
    """What went well and what could be better; one of the two may stay empty."""

    went_well: str
    could_be_better: str


@action(access.CHANGE)
def close_plan(
    *,
    actor: Actor,
    dossier_id: UUID,
    plan_id: UUID,
    closure: str,
    words: str,
    answers: NewAnswers,
    expected_version: int | None,
) -> UUID:
    """Close a plan with the coach's answers, and ask the client and each provider for theirs; returns its id.

    Agreements that were still open lapse. Raises ConflictError for a plan that is closed or waits for
    signatures, InvalidError without a reason or answers, ForbiddenError, StaleVersionError.
    """
    plan, seat = plan_visible(dossier_id, plan_id), seat_of_actor(actor)
    require_lead(plan, actor)
    require_open(plan)
    if plan.is_waiting:
        raise ConflictError(
            gettext("Dit plan ligt bij wie het ondertekent."),
            gettext("Wat iemand gaat ondertekenen, eindigt niet intussen."),
            gettext("Haal het plan eerst terug."),
        )
    refuse(_problems_of(closure, words) | _problems_of_answers(answers))
    update_version(
        plan,
        expected_version,
        status=Plan.Status.CLOSED,
        closure=closure,
        closure_words=words.strip(),
        closed_on=clock.today(),
    )
    record(PlanClosed(closure, words.strip()), dossier_id=dossier_id, things=things_of(plan_id, dossier_id))
    for step in PlanStep.objects.filter(plan=plan).select_related("agreement"):
        drop(step, gettext("Het plan is afgesloten."))
    _ask(plan)
    coach = PlanEvaluation(
        plan=plan,
        dossier_id=dossier_id,
        voice=Voice.COACH,
        organisation_id=seat.organisation_id,
        asked_on=clock.today(),
    )
    coach.save(force_insert=True)
    _give(coach, answers, actor)
    return plan_id


def _problems_of(closure: str, words: str) -> dict[str, str]:
    fields = {}
    if closure not in Plan.Closure.values or closure == Plan.Closure.DEATH:
        fields["closure"] = gettext("Kies waarom het plan eindigt.")
    if closure in NEEDS_WORDS:
        fields["words"] = missing(words, gettext("Schrijf in één zin op wat er gebeurde."))
    return fields


def _ask(plan: Plan) -> None:
    """The client is asked, and each organisation that signed as provider or for a part of its own."""
    parties = (PlanSignature.Party.PROVIDER, PlanSignature.Party.OWNER)
    signed = PlanSignature.objects.filter(plan_version__plan=plan, party__in=parties, signed_on__isnull=False)
    providers = set(signed.values_list("organisation_id", flat=True))
    if not plan.agreed_number:
        return
    rows = [_asked(plan, Voice.CLIENT, None), *(_asked(plan, Voice.PROVIDER, one) for one in providers)]
    PlanEvaluation.objects.bulk_create(rows)


def _asked(plan: Plan, voice: str, organisation_id: UUID | None) -> PlanEvaluation:
    return PlanEvaluation(
        plan=plan,
        dossier_id=plan.dossier_id,
        voice=voice,
        organisation_id=organisation_id,
        asked_on=clock.today(),
    )


@action(access.WRITE)
def evaluate_plan(*, actor: Actor, dossier_id: UUID, plan_id: UUID, answers: NewAnswers) -> UUID:
    """Give the answers that were asked when a plan closed; returns the evaluation's id.

    The client gives their own, a professional those of their organisation. Raises NotFoundError for who was
    not asked, ConflictError for who answered already, InvalidError when both answers are empty.
    """
    is_own = actor.kind == ReaderKind.CLIENT
    of_whom = Q(organisation__isnull=True) if is_own else Q(organisation_id=actor.employer_id)
    asked = PlanEvaluation.objects.filter(plan_id=plan_id, dossier_id=dossier_id)
    row = asked.filter(of_whom).first()
    if row is None:
        raise not_found()
    if row.given_on is not None:
        raise ConflictError(
            gettext("Deze antwoorden zijn al gegeven."),
            gettext("Wie bij het plan hoorde, kijkt één keer terug."),
            gettext("U hoeft niets meer te doen."),
        )
    refuse(_problems_of_answers(answers))
    _give(row, answers, actor)
    return row.pk


def _give(row: PlanEvaluation, answers: NewAnswers, actor: Actor) -> None:
    seat = None if actor.kind == ReaderKind.CLIENT else seat_of_actor(actor)
    values: dict[str, Any] = {
        "went_well": answers.went_well.strip(),
        "could_be_better": answers.could_be_better.strip(),
        "given_on": clock.today(),
        "written_by_id": seat.person_id if seat else None,
    }
    PlanEvaluation.objects.filter(pk=row.pk).update(**values)
    content = PlanEvaluated(
        row.voice, values["went_well"], values["could_be_better"], seat.organisation_name if seat else ""
    )
    record(content, dossier_id=row.dossier_id, things=things_of(row.plan_id, row.dossier_id))


def _problems_of_answers(answers: NewAnswers) -> dict[str, str]:
    both = answers.went_well.strip() + answers.could_be_better.strip()
    return {"went_well": "" if both else gettext("Schrijf op wat goed ging, of wat beter kan.")}
