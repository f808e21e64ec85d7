"""The plan of a dossier: where it stands, and what is in it as far as the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import Plan, PlanGoal, PlanPart, PlanStep

Status = Plan.Status
EARLIER_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """Where the plan of a dossier stands.

    status is one of concept, offered, running; version the number that holds (0 before the first agreement).
    rung is the baseline on the ladder of the house, 1 to 6. is_waiting says that signatures are missing, also
    of a next version while the plan runs.
    """

    plan_id: UUID
    status: str
    has_baseline: bool
    lead_organisation_id: UUID
    version: int
    rung: int | None
    is_waiting: bool


def plan_standing(dossier_id: UUID) -> PlanStanding | None:
    """The plan that is not closed, if there is one; one statement."""
    plan = Plan.objects.filter(dossier_id=dossier_id).exclude(status=Status.CLOSED).first()
    if plan is None:
        return None
    return PlanStanding(
        plan.pk,
        plan.status,
        plan.has_baseline,
        plan.lead_organisation_id,
        plan.agreed_number,
        plan.baseline_rung,
        plan.is_waiting,
    )


def _plans(dossier_id: UUID) -> QuerySet[Plan]:
    access.SEE.check_cell(current_context())
    found = Plan.objects.filter(dossier_id=dossier_id)
    return found.select_related("lead_organisation", "lead", "template")


def plans_of(dossier_id: UUID) -> list[Plan]:
    """The plans of a dossier, the current one first and then the latest closed ones; one statement."""
    return list(_plans(dossier_id).order_by("-begun_on", "-id")[:EARLIER_SHOWN])


def current_plan_of(dossier_id: UUID) -> Plan | None:
    """The plan that is not closed, if there is one."""
    return _plans(dossier_id).exclude(status=Status.CLOSED).first()


def plan_visible(dossier_id: UUID, plan_id: UUID) -> Plan:
    """One plan of a dossier. Raises NotFoundError."""
    found = _plans(dossier_id).filter(pk=plan_id).first()
    if found is None:
        raise not_found()
    return found


def goals_of(plan: Plan) -> list[PlanGoal]:
    """What the client wants to reach, in the order in which it was said."""
    found = PlanGoal.objects.filter(plan=plan, removed_on__isnull=True)
    return list(found.select_related("heard_by", "organisation").order_by("written_on", "id"))


def parts_of(plan: Plan) -> list[PlanPart]:
    """The parts that the actor may see: work first, that of the lead on top."""
    found = PlanPart.objects.filter(plan=plan).select_related("organisation").order_by("begun_on", "id")
    return sorted(found, key=lambda p: (bool(p.domain), p.organisation_id != plan.lead_organisation_id))


def steps_of(plan: Plan) -> list[PlanStep]:
    """The steps that the actor may see, in order."""
    found = PlanStep.objects.filter(plan=plan, removed_on__isnull=True)
    return list(found.select_related("agreement").order_by("place", "id"))


def step_visible(dossier_id: UUID, step_id: UUID) -> PlanStep:
    """One step that stands. Raises NotFoundError."""
    found = PlanStep.objects.filter(pk=step_id, dossier_id=dossier_id, removed_on__isnull=True)
    row = found.select_related("plan", "part__organisation", "agreement").first()
    if row is None:
        raise not_found()
    return row


def part_visible(dossier_id: UUID, part_id: UUID) -> PlanPart:
    """One part of a plan. Raises NotFoundError."""
    found = PlanPart.objects.filter(pk=part_id, dossier_id=dossier_id)
    row = found.select_related("plan", "organisation").first()
    if row is None:
        raise not_found()
    return row


def goal_visible(dossier_id: UUID, goal_id: UUID) -> PlanGoal:
    """One goal that stands. Raises NotFoundError."""
    found = PlanGoal.objects.filter(pk=goal_id, dossier_id=dossier_id, removed_on__isnull=True)
    row = found.select_related("plan").first()
    if row is None:
        raise not_found()
    return row
