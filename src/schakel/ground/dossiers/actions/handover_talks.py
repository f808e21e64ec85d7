"""The joint talk of a warm handover (R031): planned, held with what was agreed, confirmed by both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import Handover, HandoverTalk
from schakel.ground.dossiers.seats import Seat, seat_of_actor
from schakel.ground.dossiers.verbs import TalkCancelled, TalkConfirmed, TalkHeld, TalkPlanned
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations.models import Location
from schakel.ground.organisations.queries.locations import locations_with

State = HandoverTalk.State


@dataclass(frozen=True, slots=True)
class NewTalk:
    """When and where sender and receiver meet, whether the client comes, and what is on the agenda.

    At a location of either, with the room as place, or where place says.
    """

    planned_at: datetime
    place: str
    with_client: bool
    agenda: str
    location_id: UUID | None = None


@action(access.ANSWER)
def plan_talk(*, actor: Actor, dossier_id: UUID, handover_id: UUID, new: NewTalk) -> UUID:
    """Plan the joint talk; either side may, also just after the taking up. Returns the talk's id.

    Raises InvalidError for a location where neither of the two is today.
    """
    handover = _of_ours(actor, dossier_id, handover_id)
    _check(new)
    location = _location(handover, new.location_id)
    if HandoverTalk.objects.filter(handover=handover).exclude(state=State.CANCELLED).exists():
        raise ConflictError(
            gettext("Er staat al een gesprek."),
            gettext("Een overdracht heeft één gezamenlijk gesprek."),
            gettext("Laat het andere eerst vervallen."),
        )
    talk = HandoverTalk(
        handover=handover,
        dossier_id=dossier_id,
        planned_at=new.planned_at,
        location=location,
        place=new.place.strip(),
        with_client=new.with_client,
        agenda=new.agenda.strip(),
    )
    talk.save(force_insert=True)
    _record(talk, TalkPlanned(new.planned_at.isoformat(), talk.where, new.with_client, talk.agenda))
    return talk.pk


@action(access.ANSWER)
def report_talk(
    *,
    actor: Actor,
    dossier_id: UUID,
    talk_id: UUID,
    agreed: str,
    client_was_there: bool,
    expected_version: int | None = None,
) -> UUID:
    """Write down what was agreed; it counts as the confirmation of the writer's own side. Returns its id.

    Raises ConflictError before the talk's moment: what has not happened cannot be confirmed.
    """
    if not agreed.strip():
        sentence = gettext("Schrijf op wat is afgesproken.")
        raise InvalidError(gettext("Er ontbreekt nog iets."), sentence, fields={"agreed": sentence})
    talk = _talk(actor, dossier_id, talk_id)
    if talk.state != State.PLANNED or talk.planned_at > clock.now():
        raise _not_now()
    seat = seat_of_actor(actor)
    changes = {"state": State.HELD, "agreed": agreed.strip(), "client_was_there": client_was_there}
    update_version(talk, expected_version, **changes, **_own_side(talk, seat))
    _record(talk, TalkHeld(seat.name, seat.organisation_name, agreed.strip(), client_was_there))
    return talk.pk


@action(access.ANSWER)
def confirm_talk(
    *, actor: Actor, dossier_id: UUID, talk_id: UUID, expected_version: int | None = None
) -> UUID:
    """Confirm, for the other side, that the talk took place and what was agreed; returns the talk's id."""
    talk = _talk(actor, dossier_id, talk_id)
    seat = seat_of_actor(actor)
    mine = _own_side(talk, seat)
    if talk.state != State.HELD or any(getattr(talk, name) for name in mine):
        raise _not_now()
    update_version(talk, expected_version, **mine)
    _record(talk, TalkConfirmed(seat.name, seat.organisation_name))
    return talk.pk


@action(access.ANSWER)
def cancel_talk(
    *, actor: Actor, dossier_id: UUID, talk_id: UUID, because: str, expected_version: int | None = None
) -> UUID:
    """Say that a planned talk did not or will not take place, and why; returns the talk's id."""
    if not because.strip():
        sentence = gettext("Schrijf op waarom het gesprek niet doorging.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"because": sentence})
    talk = _talk(actor, dossier_id, talk_id)
    if talk.state != State.PLANNED:
        raise _not_now()
    update_version(talk, expected_version, state=State.CANCELLED, cancelled_because=because.strip())
    _record(talk, TalkCancelled(because.strip()))
    return talk.pk


def _own_side(talk: HandoverTalk, seat: Seat) -> dict[str, UUID | None]:
    is_sender = talk.handover.from_organisation_id == seat.organisation_id
    return {"confirmed_by_sender_id" if is_sender else "confirmed_by_receiver_id": seat.professional_id}


def _of_ours(actor: Actor, dossier_id: UUID, handover_id: UUID) -> Handover:
    handover = Handover.objects.filter(pk=handover_id, dossier_id=dossier_id).first()
    if handover is None or not _is_ours(actor, handover):
        raise not_found()
    if handover.status not in {Handover.Status.SENT, Handover.Status.TAKEN_UP}:
        raise not_found()
    return handover


def _talk(actor: Actor, dossier_id: UUID, talk_id: UUID) -> HandoverTalk:
    found = HandoverTalk.objects.filter(pk=talk_id, dossier_id=dossier_id).select_related("handover").first()
    if found is None or not _is_ours(actor, found.handover):
        raise not_found()
    return found


def _is_ours(actor: Actor, handover: Handover) -> bool:
    return actor.organisation_id in {handover.from_organisation_id, handover.to_organisation_id}


def _location(handover: Handover, location_id: UUID | None) -> Location | None:
    if location_id is None:
        return None
    of_both = locations_with([handover.from_organisation_id, handover.to_organisation_id])
    found = of_both.filter(pk=location_id).first()
    if found is None:
        sentence = gettext("Kies een locatie waar een van beide organisaties nu zit.")
        raise InvalidError(
            gettext("Het gesprek is nog niet compleet."), sentence, fields={"location": sentence}
        )
    return found


def _check(new: NewTalk) -> None:
    fields = {}
    if not new.agenda.strip():
        fields["agenda"] = gettext("Schrijf op wat u gaat bespreken.")
    if not new.place.strip() and new.location_id is None:
        fields["place"] = gettext("Kies een locatie, of schrijf op waar of hoe u elkaar spreekt.")
    if fields:
        raise InvalidError(gettext("Het gesprek is nog niet compleet."), *fields.values(), fields=fields)


def _not_now() -> ConflictError:
    return ConflictError(
        gettext("Dit kan nu niet met dit gesprek."),
        gettext("Het is nog niet geweest, is al bevestigd of ging niet door."),
        gettext("Kijk bij de overdracht hoe het ervoor staat."),
    )


def _record(talk: HandoverTalk, said: object) -> None:
    things = [Thing("dossier", talk.dossier_id), Thing("handover", talk.handover_id), Thing("talk", talk.pk)]
    record(said, dossier_id=talk.dossier_id, things=things)
