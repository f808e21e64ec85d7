"""Reading locations: by region, and one with who is there and its desks and rooms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Location, Presence, Spot

Place = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Shown:
    """A location with who is there today, and its desks and rooms."""

    location: Location
    presences: list[Presence]
    spots: list[Spot]


def locations(
    *, region: str = "", words: str = "", after: Place | None = None, limit: int = 50
) -> list[Location]:
    """Locations of today by name, of one region or all."""
    found = Location.objects.on(clock.today()).select_related("keeper")
    if region:
        found = found.filter(region_code=region)
    if words.strip():
        text = words.strip()
        found = found.filter(Q(name__icontains=text) | Q(place__icontains=text))
    if after is not None:
        found = found.filter(Q(name__gt=after[0]) | Q(name=after[0], pk__gt=after[1]))
    return list(found.order_by("name", "pk")[:limit])


def locations_with(organisation_ids: Collection[UUID]) -> QuerySet[Location]:
    """Locations of today where one of these organisations is, by name."""
    today = clock.today()
    there = Presence.objects.on(today).filter(organisation_id__in=organisation_ids)
    return Location.objects.on(today).filter(pk__in=there.values("location_id")).order_by("name", "pk")


def location_shown(location_id: UUID) -> Shown:
    """A location, closed or not. Raises NotFoundError."""
    location = Location.objects.select_related("keeper").filter(pk=location_id).first()
    if location is None:
        raise not_found()
    today = clock.today()
    presences = Presence.objects.on(today).filter(location=location).select_related("organisation")
    spots = Spot.objects.on(today).filter(location=location).select_related("organisation")
    return Shown(
        location, list(presences.order_by("organisation__name")), list(spots.order_by("kind", "name"))
    )


def own_location(organisation_id: UUID, location_id: UUID) -> Location:
    """A location of today that this organisation keeps. Raises NotFoundError."""
    found = Location.objects.on(clock.today()).filter(pk=location_id, keeper_id=organisation_id).first()
    if found is None:
        raise not_found()
    return found
