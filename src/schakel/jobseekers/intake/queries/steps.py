"""The agreed steps of an organisation, and the running intakes of which a step is past its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from schakel.ground.access.types import OrganisationKind
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.norms.house import Figure
from schakel.ground.organisations.models import Organisation
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import Intake, IntakePart, IntakeStep
from schakel.jobseekers.intake.questions import PACKAGES

MOST_OWNERS = 500
Step = IntakeStep.Step


def steps_of(organisation_id: UUID) -> list[IntakeStep]:
    """What an organisation agreed on the steps of its intakes today; everywhere before somewhere."""
    found = IntakeStep.objects.on(clock.today()).filter(organisation_id=organisation_id)
    named = found.select_related("location", "owner", "organisation")
    return list(named.order_by(F("location__name").asc(nulls_first=True), "working_days", "step"))


def owners_to_choose() -> dict[UUID, str]:
    """The names of the organisations of today that may do a step; one statement."""
    kinds = (OrganisationKind.UWV, OrganisationKind.MUNICIPALITY)
    found = Organisation.objects.on(clock.today()).filter(kind__in=kinds)
    return dict(found.order_by("name", "pk").values_list("pk", "name")[:MOST_OWNERS])


def running_intakes(
    actor: Actor,
    steps: Iterable[IntakeStep],
    *,
    limit: int,
    is_late: bool,
    location_id: UUID | None = None,
    after: tuple[date, UUID] | None = None,
) -> list[Intake]:
    """Running intakes of the own organisation in dossiers the actor may see, by first contact; keyset.

    is_late leaves those of which an agreed step is past its day and not done.
    """
    access.SEE.check_cell(current_context())
    found = Intake.objects.filter(organisation_id=actor.employer_id, finished_at=None)
    if location_id is not None:
        found = found.filter(location_id=location_id)
    if is_late:
        found = found.filter(_late(list(steps), clock.today()))
    if after is not None:
        day, last = after
        found = found.filter(Q(first_contact_on__gt=day) | Q(first_contact_on=day, id__gt=last))
    named = found.select_related("dossier__client", "location")
    return list(named.order_by("first_contact_on", "id")[:limit])


def parts_of_all(intakes: Iterable[Intake]) -> dict[UUID, list[IntakePart]]:
    """The parts of these intakes that row-level security shows, by intake; one statement."""
    found: dict[UUID, list[IntakePart]] = {intake.pk: [] for intake in intakes}
    for row in IntakePart.objects.filter(intake_id__in=found):
        found[row.intake_id].append(row)
    return found


def _late(steps: list[IntakeStep], today: date) -> Q:
    """Any of the steps: agreed for the intake's place, past its day, and not done."""
    late = Q(pk__in=[])
    for row in steps:
        if row.location_id is not None:
            here = Q(location_id=row.location_id)
        else:
            own = [one.location_id for one in steps if one.step == row.step and one.location_id]
            here = Q(location=None) | ~Q(location_id__in=own)
        begun = Figure(row.working_days, "working_days").beyond(today)
        late |= here & Q(first_contact_on__lte=begun) & _not_done(row.step)
    return late


def _not_done(step: str) -> Q:
    if step in (Step.WORK, Step.INCOME):
        open_parts = IntakePart.objects.filter(
            intake=OuterRef("pk"), key__in=PACKAGES[step][1], saved_at=None
        )
        return Q(Exists(open_parts))
    return {
        Step.IDENTITY: Q(identity_document=""),
        Step.ROUTE: Q(route=""),
        Step.FINISHED: Q(finished_at=None),
    }.get(Step(step), Q(pk__in=[]))
