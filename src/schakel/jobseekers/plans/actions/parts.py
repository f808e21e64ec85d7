"""The parts of the organisations in a plan, and the steps in each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext

from schakel.ground.access.permissions import works_on
from schakel.ground.access.types import Section
from schakel.ground.dossiers.domains import DOMAIN_KINDS
from schakel.ground.dossiers.models import LifeDomain
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.editing import (
    mark_edited,
    missing,
    refuse,
    require_open,
    require_owner,
    things_of,
)
from schakel.jobseekers.plans.models import Agreement, PlanAlternative, PlanPart, PlanStep
from schakel.jobseekers.plans.queries.plans import part_visible, plan_visible, step_visible
from schakel.jobseekers.plans.verbs import PartAdded, StepAdded, StepChanged, StepChecked, StepRemoved
from schakel.jobseekers.plans.weighing import NOTHING_ELSE, Weighed, keep_weighed, problems_of_weighed

Duty, Status, Origin = Agreement.Duty, Agreement.Status, PlanStep.Origin
LINE = 200


@dataclass(frozen=True, slots=True)
class NewPart:
    """What an organisation takes care of, for work or within a life domain."""

    aim: str
    domain: str = ""


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step as agreed; deviation says why it differs from a standard step, weighed what else there was."""

    what: str
    because: str
    duty: str
    due_on: date
    check_by: str = ""
    deviation: str = ""
    weighed: Weighed = NOTHING_ELSE


@action(access.OWN_PART)
def add_part(*, actor: Actor, dossier_id: UUID, plan_id: UUID, new: NewPart) -> UUID:
    """Give the actor's organisation a part in the plan; returns the part's id.

    Raises ConflictError when it has that part or the life domain is not open, InvalidError, and NotFoundError
    for a section that is closed to the actor.
    """
    domain = new.domain
    fields = {"aim": missing(new.aim, gettext("Schrijf op waar uw organisatie voor zorgt."))}
    if domain and domain not in DOMAIN_KINDS:
        fields["domain"] = gettext("Kies een leefgebied uit de lijst.")
    refuse(fields)
    plan, seat = plan_visible(dossier_id, plan_id), seat_of_actor(actor)
    section = Section.LIFE_DOMAINS if domain else Section.PLAN
    works_on(section).check(current_context(), {"dossier_id": dossier_id})
    _require_place(plan_id, dossier_id, seat.organisation_id, domain)
    if domain:
        require_open(plan)
    else:
        mark_edited(plan)
    part = PlanPart(
        plan=plan,
        dossier_id=dossier_id,
        section_bit=int(section),
        domain=domain,
        aim=new.aim.strip(),
        organisation_id=seat.organisation_id,
        begun_on=clock.today(),
    )
    part.save(force_insert=True)
    content = PartAdded(seat.organisation_name, domain, part.aim)
    record(content, dossier_id=dossier_id, section=section, things=things_of(plan_id, dossier_id))
    return part.pk


def _require_place(plan_id: UUID, dossier_id: UUID, organisation_id: UUID, domain: str) -> None:
    taken = PlanPart.objects.filter(plan_id=plan_id, organisation_id=organisation_id, domain=domain)
    if taken.exists():
        raise ConflictError(
            gettext("Uw organisatie heeft dit deel al."),
            gettext("Elke organisatie heeft één deel voor werk, en één voor elk leefgebied."),
            gettext("Voeg een stap toe aan uw deel."),
        )
    opened = LifeDomain.objects.filter(dossier_id=dossier_id, domain=domain)
    if domain and not opened.exclude(state=LifeDomain.State.CLOSED).exists():
        raise ConflictError(
            gettext("Dit leefgebied is niet open."),
            gettext("Over een leefgebied wordt alleen iets vastgelegd als er een vraag over is."),
            gettext("Open het op het tabblad Leefgebieden, met de vraag erbij."),
        )


@action(access.OWN_PART)
def add_step(*, actor: Actor, dossier_id: UUID, part_id: UUID, new: NewStep) -> UUID:
    """Put a step at the end of a part; returns its id.

    Raises InvalidError, ForbiddenError for another organisation's part, ConflictError while the plan waits
    for signatures.
    """
    part = part_visible(dossier_id, part_id)
    require_owner(part, part.plan, actor)
    refuse(_problems_of(new) | problems_of_weighed(new.weighed))
    _mark(part)
    last = PlanStep.objects.filter(plan_id=part.plan_id).aggregate(last=Max("place"))["last"]
    step = PlanStep(
        plan_id=part.plan_id,
        part=part,
        dossier_id=dossier_id,
        section_bit=part.section_bit,
        place=(last or 0) + 1,
        what=new.what.strip(),
        because=new.because.strip(),
        duty=new.duty,
        due_on=new.due_on,
        check_by=new.check_by.strip(),
    )
    step.save(force_insert=True)
    content = StepAdded(
        step.what, step.because, step.duty, step.due_on.isoformat(), step.check_by, step.origin
    )
    _record(content, part, dossier_id)
    about, section = PlanAlternative.About.STEP, Section(part.section_bit)
    keep_weighed(part.plan, new.weighed, about=about, thing_id=step.pk, chosen=step.what, section=section)
    return step.pk


@action(access.OWN_PART)
def change_step(
    *, actor: Actor, dossier_id: UUID, step_id: UUID, new: NewStep, expected_version: int | None
) -> UUID:
    """Change a step; returns its id. One that came from the standard asks why it deviates (R081).

    Another day is no deviation: each client has their own pace. Raises InvalidError, ForbiddenError,
    ConflictError for a step that is done, StaleVersionError.
    """
    step = _open_step(dossier_id, step_id)
    require_owner(step.part, step.plan, actor)
    deviates = step.origin != Origin.OWN and _differs(step, new)
    fields = _problems_of(new)
    if deviates:
        sentence = gettext("Dit was een standaardstap. Schrijf op waarom u afwijkt.")
        fields["deviation"] = missing(new.deviation, sentence)
    refuse(fields)
    _mark(step.part)
    was = f"{step.what} ({step.due_on.isoformat()})"
    update_version(
        step,
        expected_version,
        what=new.what.strip(),
        because=new.because.strip(),
        duty=new.duty,
        due_on=new.due_on,
        check_by=new.check_by.strip(),
        origin=Origin.DEVIATION if deviates else step.origin,
        deviation=new.deviation.strip() if deviates else step.deviation,
    )
    reason = step.deviation if deviates else ""
    content = StepChanged(step.what, step.because, step.duty, step.due_on.isoformat(), was, reason)
    _record(content, step.part, dossier_id)
    return step_id


@action(access.OWN_PART)
def remove_step(
    *, actor: Actor, dossier_id: UUID, step_id: UUID, because: str, expected_version: int | None
) -> UUID:
    """Take a step off the plan with its reason; returns its id.

    An agreement that came from it stands until the plan without it is agreed. Raises as change_step.
    """
    step = _open_step(dossier_id, step_id)
    require_owner(step.part, step.plan, actor)
    refuse({"because": missing(because, gettext("Schrijf op waarom deze stap niet nodig is."))})
    _mark(step.part)
    update_version(step, expected_version, removed_on=clock.today())
    _record(StepRemoved(step.what, because.strip()), step.part, dossier_id)
    return step_id


@action(access.OWN_PART)
def check_step(
    *,
    actor: Actor,
    dossier_id: UUID,
    step_id: UUID,
    status: str,
    result: str = "",
    expected_version: int | None = None,
) -> UUID:
    """Note what became of a step on a life domain; returns its id.

    A step about work is checked as the agreement that it became. Raises InvalidError, ConflictError.
    """
    step = _open_step(dossier_id, step_id)
    require_owner(step.part, step.plan, actor)
    if not step.part.domain:
        raise ConflictError(
            gettext("Deze stap gaat over werk."),
            gettext("Zij wordt een afspraak zodra het plan getekend is."),
            gettext("Rond de afspraak af bij Afspraken."),
        )
    fields = {}
    if status not in {Status.DONE, Status.NOT_DONE, Status.DROPPED}:
        fields["status"] = gettext("Kies wat er met de stap gebeurde.")
    if status != Status.DONE:
        fields["result"] = missing(result, gettext("Schrijf in één zin op waarom niet."))
    refuse(fields)
    update_version(step, expected_version, status=status, result=result.strip(), checked_on=clock.today())
    _record(StepChecked(step.what, status, result.strip()), step.part, dossier_id)
    return step_id


def _open_step(dossier_id: UUID, step_id: UUID) -> PlanStep:
    step = step_visible(dossier_id, step_id)
    state = step.agreement.status if step.agreement else step.status
    if state != Status.OPEN:
        raise ConflictError(
            gettext("Deze stap is al afgerond."),
            gettext("De uitkomst staat in het dossier."),
            gettext("Voeg een nieuwe stap toe als dat nodig is."),
        )
    return step


def _mark(part: PlanPart) -> None:
    """A life domain stands outside what is signed: its owner may change it while the plan runs."""
    if part.domain:
        require_open(part.plan)
    else:
        mark_edited(part.plan)


def _differs(step: PlanStep, new: NewStep) -> bool:
    return (step.what, step.duty) != (new.what.strip(), new.duty)


def _record(content: object, part: PlanPart, dossier_id: UUID) -> None:
    section = Section(part.section_bit)
    record(content, dossier_id=dossier_id, section=section, things=things_of(part.plan_id, dossier_id))


def _problems_of(new: NewStep) -> dict[str, str]:
    fields = {
        "what": missing(new.what, gettext("Schrijf op wat er gebeurt."), LINE),
        "because": missing(new.because, gettext("Schrijf op waarom deze stap helpt."), LINE),
    }
    if new.duty not in Duty.values:
        fields["duty"] = gettext("Kies wie dit doet.")
    if new.due_on < clock.today():
        fields["due_on"] = gettext("Kies vandaag of een dag die nog komt.")
    if len(new.check_by.strip()) > LINE:
        fields["check_by"] = missing(new.check_by, "", LINE)
    return fields
