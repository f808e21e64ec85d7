"""Reading intakes: the one that runs, its parts and who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.queries.people import participations_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.models import Location, Organisation, Presence
from schakel.ground.people.queries import entitlements_of
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import (
    ChannelChoice,
    DirectOffer,
    Intake,
    IntakeAdviser,
    IntakePart,
)
from schakel.jobseekers.intake.questions import PARTS

SHOWN = 20
_ORDER = {key: number for number, key in enumerate(PARTS)}


def intakes_of(dossier_id: UUID) -> list[Intake]:
    """The intakes of a client, the newest first; at most SHOWN."""
    access.SEE.check_cell(current_context())
    found = Intake.objects.filter(dossier_id=dossier_id).select_related("organisation", "location")
    return list(found.order_by("-opened_at", "-id")[:SHOWN])


def open_intake_of(dossier_id: UUID) -> Intake | None:
    """The intake that runs."""
    found = Intake.objects.filter(dossier_id=dossier_id, finished_at=None)
    return found.select_related("organisation", "location").first()


def intake_visible(dossier_id: UUID, intake_id: UUID) -> Intake:
    """One intake of a dossier. Raises NotFoundError."""
    access.SEE.check_cell(current_context())
    found = Intake.objects.filter(dossier_id=dossier_id, pk=intake_id)
    intake = found.select_related("organisation", "location").first()
    if intake is None:
        raise not_found()
    return intake


def running_intake(dossier_id: UUID, intake_id: UUID) -> Intake:
    """One intake that is not finished. Raises NotFoundError, and ConflictError for a finished one."""
    intake = intake_visible(dossier_id, intake_id)
    if intake.finished_at is not None:
        raise ConflictError(
            gettext("Deze intake is afgerond."),
            gettext("Wat erin staat, blijft zoals het is."),
            gettext("Open een nieuwe intake als er iets veranderd is."),
        )
    return intake


def parts_of(intake: Intake) -> list[IntakePart]:
    """The parts of an intake that the actor may see for the purpose in force, with who saved them."""
    context = current_context()
    found = IntakePart.objects.filter(intake=intake).select_related("organisation")
    rows = sorted(found, key=lambda row: _ORDER.get(row.key, len(_ORDER)))
    return [
        row
        for row in rows
        if may(context.actor, context.purpose, Section(row.section_bit), Level.READ).is_allowed
    ]


def part_of(intake: Intake, key: str) -> IntakePart:
    """One part. Raises NotFoundError for one that is not there or not for the actor."""
    found = next((row for row in parts_of(intake) if row.key == key), None)
    if found is None:
        raise not_found()
    return found


def advisers_of(intake: Intake) -> list[IntakeAdviser]:
    """Who held the intake, in order."""
    return list(IntakeAdviser.objects.filter(intake=intake).select_related("organisation").order_by("since"))


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who may hold an intake along."""

    reader_id: int
    name: str
    organisation: Organisation


def who_may_join(dossier_id: UUID) -> list[Seat]:
    """The professionals who take part in the dossier and hold intakes, without the actor."""
    own = current_context().actor.reader_id
    return [
        Seat(row.reader_id, row.professional.name, row.organisation)
        for row in participations_of(dossier_id)
        if row.professional and row.reader_id != own and row.role in access.INTAKERS
    ]


def locations_to_choose(organisation_id: UUID) -> dict[UUID, str]:
    """The names of the locations of today that an organisation keeps or is present at; one statement."""
    today = clock.today()
    present = Presence.objects.on(today).filter(organisation_id=organisation_id).values("location_id")
    found = Location.objects.on(today).filter(Q(keeper_id=organisation_id) | Q(pk__in=present))
    return dict(found.order_by("name", "pk").values_list("pk", "name"))


def offers_of(intake: Intake) -> list[DirectOffer]:
    """What work was offered in an intake, the oldest first."""
    found = DirectOffer.objects.filter(intake=intake).select_related("organisation")
    return list(found.order_by("offered_on", "id"))


def offers_waiting(dossier_id: UUID) -> list[DirectOffer]:
    """What was offered in an intake that is over and has no answer yet, the oldest first."""
    found = DirectOffer.objects.filter(dossier_id=dossier_id, answer="", intake__finished_at__isnull=False)
    return list(found.select_related("organisation").order_by("offered_on", "id"))


def mode_agreed(organisation_id: UUID, benefit: str, location_id: UUID | None) -> str:
    """How an organisation holds intakes for this benefit at this place; empty where nothing was agreed.

    benefit is a ChannelChoice.Benefit. What was agreed for the place goes before what holds everywhere.
    """
    found = ChannelChoice.objects.on(clock.today()).filter(organisation_id=organisation_id, benefit=benefit)
    here = (
        found.filter(Q(location_id=location_id) | Q(location=None))
        if location_id
        else found.filter(location=None)
    )
    return here.order_by(F("location").asc(nulls_last=True)).values_list("mode", flat=True).first() or ""


def channel_benefit(dossier_id: UUID) -> str:
    """Under which benefit of today a client falls for how an intake goes; the newest counts."""
    today = clock.today()
    rights = [right.regime for right in entitlements_of(dossier_id) if today in right.period]
    if not rights:
        return ChannelChoice.Benefit.NONE.value
    return rights[0] if rights[0] in ChannelChoice.Benefit.values else ChannelChoice.Benefit.OTHER.value


def channels_of(organisation_id: UUID) -> list[ChannelChoice]:
    """How an organisation holds intakes today, by benefit; everywhere before somewhere."""
    found = ChannelChoice.objects.on(clock.today()).filter(organisation_id=organisation_id)
    return list(
        found.select_related("location").order_by("benefit", F("location__name").asc(nulls_first=True))
    )
