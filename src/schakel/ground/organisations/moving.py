"""Locations go along with an organisation that goes up in another: who keeps them, and who is there."""

from __future__ import annotations

from django.db.models import F

from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Location, Organisation, Presence, Succession


def move_places(succession: Succession) -> None:
    """Let each predecessor's first successor keep its locations and be where it was."""
    first: dict[object, tuple[Organisation, Organisation]] = {}
    for tie in succession.ties.select_related("predecessor", "successor").order_by("id"):
        first.setdefault(tie.predecessor_id, (tie.predecessor, tie.successor))
    for old, new in first.values():
        _keep(old, new)
        _be_there(old, new)


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
