"""The steps of an intake as an organisation agreed them: set and ended by its administrator."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import IntakeStep
from schakel.jobseekers.intake.queries import locations_to_choose
from schakel.jobseekers.intake.queries.steps import owners_to_choose
from schakel.jobseekers.intake.verbs.steps import StepAgreed, StepEnded

MOST_DAYS = 250


@dataclass(frozen=True, slots=True)
class NewAgreedStep:
    """A step, who does it, what comes out, and within how many working days of the first contact."""

    step: str
    role: str
    working_days: int
    outcome: str
    owner_id: UUID | None = None
    location_id: UUID | None = None


@action(access.SET_CHANNEL)
def agree_step(*, actor: Actor, organisation_id: UUID, new: NewAgreedStep) -> UUID:
    """Agree a step from today; what was agreed for it before ends today. Returns its id.

    Raises InvalidError for a step, role, place, organisation or number of days that cannot be.
    """
    places, owners = locations_to_choose(organisation_id), owners_to_choose()
    _check(new, places, owners)
    row = IntakeStep(
        organisation_id=organisation_id,
        location_id=new.location_id,
        step=new.step,
        owner_id=new.owner_id,
        role=new.role,
        working_days=new.working_days,
        outcome=new.outcome.strip(),
        valid_from=clock.today(),
    )
    content = StepAgreed(
        new.step,
        new.role,
        new.working_days,
        row.outcome,
        owners[new.owner_id] if new.owner_id else "",
        places[new.location_id] if new.location_id else "",
    )
    record(content, organisation_id=organisation_id, things=[Thing("intake_step", row.id)])
    same = {"organisation_id": organisation_id, "location_id": new.location_id, "step": new.step}
    IntakeStep.objects.on(clock.today()).filter(**same).update(valid_to=clock.today())
    row.save(force_insert=True)
    return row.id


@action(access.SET_CHANNEL)
def end_step(*, actor: Actor, organisation_id: UUID, agreed_step_id: UUID) -> UUID:
    """Let an agreed step hold no longer from today; returns its id.

    Raises NotFoundError for one of another organisation, ConflictError when it ended already.
    """
    row = IntakeStep.objects.filter(pk=agreed_step_id, organisation_id=organisation_id).first()
    if row is None:
        raise not_found()
    if row.valid_to is not None:
        raise ConflictError(gettext("Deze stap is al beëindigd."))
    record(StepEnded(row.step), organisation_id=organisation_id, things=[Thing("intake_step", row.id)])
    IntakeStep.objects.filter(pk=row.pk).update(valid_to=clock.today())
    return row.id


def _check(new: NewAgreedStep, places: dict[UUID, str], owners: dict[UUID, str]) -> None:
    fields = {}
    if new.step not in IntakeStep.Step.values:
        fields["step"] = gettext("Kies een stap.")
    if new.role not in Role.values:
        fields["role"] = gettext("Kies wie de stap doet.")
    if not 0 <= new.working_days <= MOST_DAYS:
        fields["working_days"] = gettext("Vul een aantal werkdagen in van 0 tot en met 250.")
    if not new.outcome.strip() or len(new.outcome.strip()) > 200:
        fields["outcome"] = gettext("Schrijf in hooguit 200 tekens op wat er uit deze stap komt.")
    if new.owner_id is not None and new.owner_id not in owners:
        fields["owner"] = gettext("Kies een organisatie die nu meedoet.")
    if new.location_id is not None and new.location_id not in places:
        fields["location"] = gettext("Kies een locatie die er nu is.")
    if fields:
        raise InvalidError(gettext("Dit is nog niet vastgelegd."), fields=fields)
