"""Beginning a plan, who leads it, the client's goals, where it starts, and how often there is contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind, Section
from schakel.ground.dossiers.seats import Seat, seat_of_actor
from schakel.ground.journal.decisions import Decision, DecisionKind, Option, Reason, record_decision
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.versions import update_version
from schakel.ground.norms.house import figure_of
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.editing import (
    lead_takes_part,
    mark_edited,
    missing,
    refuse,
    require_lead,
    things_of,
)
from schakel.jobseekers.plans.ladder import Rung
from schakel.jobseekers.plans.models import (
    Plan,
    PlanAlternative,
    PlanGoal,
    PlanPart,
    PlanStep,
    PlanTemplate,
    RungStep,
)
from schakel.jobseekers.plans.queries.ladder import ladder_of
from schakel.jobseekers.plans.queries.lists import templates_of
from schakel.jobseekers.plans.queries.plans import current_plan_of, goal_visible, plan_visible
from schakel.jobseekers.plans.verbs import (
    BaselineSet,
    GoalRemoved,
    GoalWritten,
    LeadTaken,
    PlanBegun,
    RhythmSet,
    RungTaken,
)
from schakel.jobseekers.plans.weighing import NOTHING_ELSE, Weighed, keep_weighed, problems_of_weighed

LONGEST_RHYTHM = "HOUSE-contact-monitoring"
"""However self-reliant a client is: contact is never less often than this figure of the house, in weeks."""


@dataclass(frozen=True, slots=True)
class NewBaseline:
    """Where the client stands at the start: places on the ladder of the organisation, from 0.

    is_from_diagnosis says that the rung is that of the diagnosis. target is the highest reachable rung.
    """

    place: int
    on: date
    cause: str
    target: int | None = None
    is_from_diagnosis: bool = False


@action(access.CHANGE)
def begin_plan(
    *, actor: Actor, dossier_id: UUID, aim: str, template_id: UUID | None = None, because: str = ""
) -> UUID:
    """Begin a plan that the actor's organisation leads, from a standard course or empty; returns its id.

    aim says what the organisation takes care of in its own part. A standard course is a choice beside the
    others and beside none: because says why it fits this client (R072). Raises ConflictError when one runs,
    NotFoundError for a course of another organisation, InvalidError.
    """
    require_alive(dossier_id)
    fields = {"aim": missing(aim, gettext("Schrijf op waar uw organisatie voor zorgt."))}
    if template_id is not None:
        fields["because"] = missing(
            because, gettext("Schrijf op waarom deze standaard bij deze cliënt past.")
        )
    refuse(fields)
    if current_plan_of(dossier_id) is not None:
        raise ConflictError(
            gettext("Deze cliënt heeft al een plan."),
            gettext("Alle organisaties werken met één plan."),
            gettext("Voeg uw deel toe aan het plan dat er is."),
        )
    seat, template = seat_of_actor(actor), _template(actor, template_id)
    plan = Plan(
        dossier_id=dossier_id,
        lead_organisation_id=seat.organisation_id,
        lead_id=seat.person_id,
        template=template,
        begun_on=clock.today(),
    )
    plan.save(force_insert=True)
    part = PlanPart(
        plan=plan,
        dossier_id=dossier_id,
        section_bit=int(Section.PLAN),
        aim=aim.strip(),
        organisation_id=seat.organisation_id,
        begun_on=clock.today(),
    )
    part.save(force_insert=True)
    if template is not None:
        _copy_steps(template, part)
        _decide_course(template, dossier_id, because.strip())
    content = PlanBegun(seat.organisation_name, template.name if template else "")
    record(content, dossier_id=dossier_id, things=things_of(plan.pk, dossier_id))
    return plan.pk


def _decide_course(template: PlanTemplate, dossier_id: UUID, because: str) -> None:
    """The course stands among the client's choices, beside the others of the organisation and none at all."""
    offered = [row for row in templates_of(template.organisation_id) if row.stopped_on is None]
    decision = Decision(
        kind=DecisionKind.DIRECTION,
        question=gettext("Waarmee begint het plan?"),
        options=(*(Option(row.name) for row in offered), Option(gettext("zonder standaard"))),
        chosen=template.name,
        reason=Reason.OTHER,
        reason_text=because,
    )
    record_decision(decision, dossier_id=dossier_id, things=(Thing("client", dossier_id),))


def _template(actor: Actor, template_id: UUID | None) -> PlanTemplate | None:
    if template_id is None:
        return None
    found = PlanTemplate.objects.filter(
        pk=template_id, organisation_id=actor.employer_id, stopped_on__isnull=True
    ).first()
    if found is None:
        raise not_found()
    return found


def _copy_steps(template: PlanTemplate, part: PlanPart) -> None:
    rows = [_standard_step(step, place, part) for place, step in enumerate(template.steps, start=1)]
    PlanStep.objects.bulk_create(rows)


def _standard_step(step: dict[str, Any], place: int, part: PlanPart) -> PlanStep:
    return PlanStep(
        plan=part.plan,
        part=part,
        dossier_id=part.dossier_id,
        section_bit=part.section_bit,
        place=place,
        what=step["what"],
        because=step["because"],
        duty=step["duty"],
        due_on=clock.today() + timedelta(weeks=step["weeks"]),
        check_by=step["check_by"],
        origin=PlanStep.Origin.STANDARD,
    )


@action(access.CHANGE)
def take_lead(
    *, actor: Actor, dossier_id: UUID, plan_id: UUID, because: str, expected_version: int | None
) -> UUID:
    """Lead a plan from now on; returns its id.

    For a colleague of who leads it, and for another organisation once the leading one has left the dossier.
    Raises ForbiddenError before that, InvalidError without a reason, StaleVersionError.
    """
    plan, seat = plan_visible(dossier_id, plan_id), seat_of_actor(actor)
    refuse({"because": missing(because, gettext("Schrijf op waarom u het plan gaat leiden."))})
    if lead_takes_part(plan):
        require_lead(plan, actor)
    was = f"{plan.lead.name}, {plan.lead_organisation.name}"
    update_version(plan, expected_version, lead_id=seat.person_id, lead_organisation_id=seat.organisation_id)
    mark_edited(plan)
    content = LeadTaken(f"{seat.name}, {seat.organisation_name}", was, because.strip())
    record(content, dossier_id=dossier_id, things=things_of(plan_id, dossier_id))
    return plan_id


@action(access.WRITE)
def write_goal(*, actor: Actor, dossier_id: UUID, words: str, weighed: Weighed = NOTHING_ELSE) -> UUID:
    """Put a goal in the plan in the client's own words; returns its id.

    The client writes it, or a professional puts down what they heard, with what else was considered. Raises
    ConflictError without a plan or while it waits for signatures, InvalidError without words.
    """
    fields = {"words": missing(words, gettext("Schrijf op wat u wilt bereiken."))}
    refuse(fields | problems_of_weighed(weighed))
    plan = _current(dossier_id)
    mark_edited(plan)
    is_own = actor.kind == ReaderKind.CLIENT
    seat = None if is_own else seat_of_actor(actor)
    goal = PlanGoal(
        plan=plan,
        dossier_id=dossier_id,
        words=words.strip(),
        written_on=clock.today(),
        heard_by_id=seat.person_id if seat else None,
        organisation_id=seat.organisation_id if seat else None,
    )
    goal.save(force_insert=True)
    content = GoalWritten(goal.words, not is_own)
    record(content, dossier_id=dossier_id, things=things_of(plan.pk, dossier_id))
    about, section = PlanAlternative.About.GOAL, Section.PLAN
    keep_weighed(plan, weighed, about=about, thing_id=goal.pk, chosen=goal.words, section=section)
    return goal.pk


@action(access.WRITE)
def remove_goal(
    *, actor: Actor, dossier_id: UUID, goal_id: UUID, because: str, expected_version: int | None
) -> UUID:
    """Take a goal off the plan; returns its id. A goal that the client wrote is taken off by the client.

    Raises NotFoundError, InvalidError without a reason, ConflictError for another's goal, StaleVersionError.
    """
    goal = goal_visible(dossier_id, goal_id)
    is_own = actor.kind == ReaderKind.CLIENT
    if goal.heard_by_id is None and not is_own:
        raise ConflictError(
            gettext("Dit doel schreef de cliënt zelf."),
            gettext("Alleen de cliënt haalt een eigen doel weg."),
            gettext("Bespreek het samen; de cliënt kan het doen in Mijn Schakel."),
        )
    reason = because.strip() or (gettext("zelf weggehaald") if is_own else "")
    refuse({"because": missing(reason, gettext("Schrijf op waarom dit doel weg kan."))})
    mark_edited(goal.plan)
    update_version(goal, expected_version, removed_on=clock.today())
    content = GoalRemoved(goal.words, reason)
    record(content, dossier_id=dossier_id, things=things_of(goal.plan_id, dossier_id))
    return goal_id


@action(access.CHANGE)
def set_baseline(*, actor: Actor, dossier_id: UUID, plan_id: UUID, new: NewBaseline) -> UUID:
    """Record where the client stands at the start, and the highest rung in reach; returns the plan's id.

    The first rung of the way over the ladder is written with it, unless the client stood there already.
    Raises ConflictError once the plan was agreed, InvalidError, ForbiddenError for who does not lead.
    """
    plan, seat = plan_visible(dossier_id, plan_id), seat_of_actor(actor)
    require_lead(plan, actor)
    if plan.agreed_number:
        raise ConflictError(
            gettext("Het begin van dit plan ligt vast."),
            gettext("Het plan is getekend, en wordt afgemeten aan waar het begon."),
            gettext("Leg een nieuwe trede vast als de cliënt nu ergens anders staat."),
        )
    rungs = ladder_of(seat.organisation_id)
    refuse(_problems_of_baseline(new, rungs))
    mark_edited(plan)
    rung = rungs[new.place]
    target = None if new.target is None else rungs[new.target]
    Plan.objects.filter(pk=plan_id).update(
        baseline_rung=rung.house,
        baseline_label=rung.label,
        baseline_on=new.on,
        is_from_diagnosis=new.is_from_diagnosis,
        target_rung=target.house if target else None,
        target_label=target.label if target else "",
    )
    content = BaselineSet(
        rung.label, new.on.isoformat(), new.is_from_diagnosis, target.label if target else ""
    )
    record(content, dossier_id=dossier_id, things=things_of(plan_id, dossier_id))
    _stand(dossier_id, rung, new, seat)
    return plan_id


def _problems_of_baseline(new: NewBaseline, rungs: list[Rung]) -> dict[str, str]:
    fields = {"cause": missing(new.cause, gettext("Schrijf op waaraan u dit ziet."))}
    if not 0 <= new.place < len(rungs):
        fields["place"] = gettext("Kies een trede van de ladder.")
    if new.target is not None and not max(0, new.place) <= new.target < len(rungs):
        fields["target"] = gettext("Kies dezelfde trede of een hogere.")
    if new.on > clock.today():
        fields["on"] = gettext("Kies vandaag of een eerdere dag.")
    return fields


def _stand(dossier_id: UUID, rung: Rung, new: NewBaseline, seat: Seat) -> None:
    """The start of a plan is a rung on the client's way as well; on a day that has one, that one stays."""
    before = (
        RungStep.objects.filter(dossier_id=dossier_id, from_day__lte=new.on).order_by("-from_day").first()
    )
    if before is not None and (before.from_day == new.on or before.label == rung.label):
        return
    row = RungStep(
        dossier_id=dossier_id,
        rung=rung.house,
        label=rung.label,
        from_day=new.on,
        cause=new.cause.strip(),
        organisation_id=seat.organisation_id,
        noted_by_id=seat.person_id,
    )
    row.save(force_insert=True)
    content = RungTaken(row.rung, row.label, row.from_day.isoformat(), row.cause)
    things = [Thing("rung_step", row.pk), Thing("client", dossier_id)]
    record(content, dossier_id=dossier_id, things=things)


@action(access.CHANGE)
def set_rhythm(*, actor: Actor, dossier_id: UUID, plan_id: UUID, weeks: int, because: str = "") -> UUID:
    """Set how often there is contact, in weeks; returns the plan's id.

    Raises InvalidError for less often than the house's figure or the organisation's own (R082),
    ForbiddenError for who does not lead.
    """
    plan = plan_visible(dossier_id, plan_id)
    require_lead(plan, actor)
    longest = _longest_rhythm(plan.lead_organisation_id)
    if not 1 <= weeks <= longest:
        refuse({"weeks": gettext("Kies 1 tot en met %(n)s weken.") % {"n": longest}})
    mark_edited(plan)
    Plan.objects.filter(pk=plan_id).update(contact_weeks=weeks)
    record(RhythmSet(weeks, because.strip()), dossier_id=dossier_id, things=things_of(plan_id, dossier_id))
    return plan_id


def _longest_rhythm(organisation_id: UUID) -> int:
    """The most weeks between two contacts that an organisation allows itself."""
    return figure_of(LONGEST_RHYTHM, organisation_id, clock.today()).value


def _current(dossier_id: UUID) -> Plan:
    plan = current_plan_of(dossier_id)
    if plan is None:
        raise ConflictError(
            gettext("Er is nog geen plan."),
            gettext("Een doel staat in een plan."),
            gettext("Begin eerst het plan."),
        )
    return plan
