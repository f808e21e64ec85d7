"""How an organisation holds intakes, by benefit and location."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import ChannelChoice, Intake
from schakel.jobseekers.intake.queries import locations_to_choose
from schakel.jobseekers.intake.verbs.offers import ChannelEnded, ChannelSet


@dataclass(frozen=True, slots=True)
class NewChannel:
    """For which benefit and place an intake is held in which way, and why; without a place: everywhere."""

    benefit: str
    mode: str
    reason: str
    location_id: UUID | None = None


@action(access.SET_CHANNEL)
def set_channel(*, actor: Actor, organisation_id: UUID, new: NewChannel) -> UUID:
    """Set from today how intakes are held; what held before ends today. Returns the choice's id.

    Raises InvalidError for a benefit, way or place that is not there, or without a reason.
    """
    places = locations_to_choose(organisation_id)
    _check(new, places)
    row = ChannelChoice(
        organisation_id=organisation_id,
        location_id=new.location_id,
        benefit=new.benefit,
        mode=new.mode,
        reason=new.reason.strip()[:200],
        valid_from=clock.today(),
    )
    place = places[new.location_id] if new.location_id else ""
    content = ChannelSet(new.benefit, new.mode, row.reason, place)
    record(content, organisation_id=organisation_id, things=[Thing("intake_channel", row.id)])
    same = {"organisation_id": organisation_id, "location_id": new.location_id, "benefit": new.benefit}
    ChannelChoice.objects.on(clock.today()).filter(**same).update(valid_to=clock.today())
    row.save(force_insert=True)
    return row.id


@action(access.SET_CHANNEL)
def end_channel(*, actor: Actor, organisation_id: UUID, channel_id: UUID) -> UUID:
    """Let what was agreed hold no longer from today; returns its id. Who opens an intake chooses then.

    Raises NotFoundError for one of another organisation, ConflictError when it ended already.
    """
    row = ChannelChoice.objects.filter(pk=channel_id, organisation_id=organisation_id).first()
    if row is None:
        raise not_found()
    if row.valid_to is not None:
        raise ConflictError(gettext("Deze afspraak is al beëindigd."))
    content = ChannelEnded(row.benefit, row.mode)
    record(content, organisation_id=organisation_id, things=[Thing("intake_channel", row.id)])
    ChannelChoice.objects.filter(pk=row.pk).update(valid_to=clock.today())
    return row.id


def _check(new: NewChannel, places: dict[UUID, str]) -> None:
    fields = {}
    if new.benefit not in ChannelChoice.Benefit.values:
        fields["benefit"] = gettext("Kies een uitkering.")
    if new.mode not in Intake.Mode.values:
        fields["mode"] = gettext("Kies hoe de intake gaat.")
    if not new.reason.strip():
        fields["reason"] = gettext("Schrijf op waarom.")
    if new.location_id is not None and new.location_id not in places:
        fields["location"] = gettext("Kies een locatie die er nu is.")
    if fields:
        raise InvalidError(gettext("Dit is nog niet vastgelegd."), fields=fields)
