"""What goes along with an organisation that goes up in another: locations, ties and governing bodies."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import (
    AgreedTie,
    BodySeat,
    BodyTask,
    GoverningBody,
    Location,
    Organisation,
    Presence,
    Succession,
)
from schakel.ground.organisations.queries.agreed_ties import agreed_today, other_end, tie_today


def move_places(succession: Succession) -> None:
    """Let each predecessor's first successor keep its locations and be where it was."""
    for old, new in _first_successors(succession):
        _keep(old, new)
        _be_there(old, new)


def move_bodies(succession: Succession) -> None:
    """Let each predecessor's first successor be the secretariat and have the seats that it had."""
    today = clock.today()
    for old, new in _first_successors(succession):
        taken = set(GoverningBody.objects.on(today).filter(keeper=new).values_list("name", flat=True))
        for body in GoverningBody.objects.on(today).filter(keeper=old):
            name = f"{body.name} ({old.name})"[:80] if body.name in taken else body.name
            GoverningBody.objects.filter(pk=body.pk).update(keeper=new, name=name, version=F("version") + 1)
        _sit_on(old, new)


def _sit_on(old: Organisation, new: Organisation) -> None:
    """The same people sit for the successor from today, and do what they had been asked to do."""
    today = clock.today()
    for row in list(BodySeat.objects.on(today).filter(organisation=old)):
        BodySeat.objects.filter(pk=row.pk).update(valid_to=today)
        seat = BodySeat(id=uuid7(), organisation=new, valid_from=today, valid_to=row.valid_to)
        for name in ("body_id", "person", "post", "part"):
            setattr(seat, name, getattr(row, name))
        seat.save(force_insert=True)
        BodyTask.objects.filter(seat=row, done_on=None).update(seat=seat, version=F("version") + 1)


def _first_successors(succession: Succession) -> list[tuple[Organisation, Organisation]]:
    first: dict[UUID, tuple[Organisation, Organisation]] = {}
    for tie in succession.ties.select_related("predecessor", "successor").order_by("id"):
        first.setdefault(tie.predecessor_id, (tie.predecessor, tie.successor))
    return list(first.values())


def _keep(old: Organisation, new: Organisation) -> None:
    today = clock.today()
    taken = set(Location.objects.on(today).filter(keeper=new).values_list("name", flat=True))
    for location in Location.objects.on(today).filter(keeper=old):
        name = f"{location.name} ({old.name})"[:120] if location.name in taken else location.name
        Location.objects.filter(pk=location.pk).update(keeper=new, name=name, version=F("version") + 1)


def _be_there(old: Organisation, new: Organisation) -> None:
    today = clock.today()
    there = set(Presence.objects.on(today).filter(organisation=new).values_list("location_id", flat=True))
    rows = Presence.objects.on(today).filter(organisation=old)
    moved = [
        Presence(
            id=uuid7(), location_id=r.location_id, organisation=new, services=r.services, valid_from=today
        )
        for r in rows
        if r.location_id not in there
    ]
    rows.update(valid_to=today)
    Presence.objects.bulk_create(moved)


def move_ties(succession: Succession) -> None:
    """Let each successor be bound as its predecessors were: what they held back stays closed.

    Where the successor agreed on a tie itself, that one goes on. Where two predecessors bring a tie with the
    same partner, what either held back stays closed. The predecessor's own tie holds until its last dossier
    went over, so that nothing opens in between.
    """
    ties = list(succession.ties.order_by("id"))
    made: dict[tuple[UUID, UUID], AgreedTie] = {}
    old = {tie.predecessor_id for tie in ties}
    for tie in ties:
        for row in agreed_today(tie.predecessor_id):
            partner_id = other_end(row, tie.predecessor_id)
            if partner_id not in old and partner_id != tie.successor_id:
                _bind(row, tie.predecessor_id, tie.successor_id, made)


def _bind(row: AgreedTie, old_id: UUID, successor_id: UUID, made: dict[tuple[UUID, UUID], AgreedTie]) -> None:
    partner_id = other_end(row, old_id)
    before = made.get((successor_id, partner_id))
    if before is not None:
        before.sections &= row.sections
        AgreedTie.objects.filter(pk=before.pk).update(sections=before.sections, version=F("version") + 1)
    elif tie_today(successor_id, partner_id) is None:
        made[successor_id, partner_id] = _as_of_today(row, old_id, successor_id)


def _as_of_today(row: AgreedTie, old_id: UUID, successor_id: UUID) -> AgreedTie:
    new = AgreedTie(id=uuid7(), valid_from=clock.today(), valid_to=row.valid_to)
    for name in ("mechanism", "sections", "words", "status", "proposed_on", "answered_on", "answer"):
        setattr(new, name, getattr(row, name))
    new.proposer_id = successor_id if row.proposer_id == old_id else row.proposer_id
    new.partner_id = successor_id if row.partner_id == old_id else row.partner_id
    new.save(force_insert=True)
    return new
