"""Sets of roles by location, and who has them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import BundleHolder, Location, Presence, Professional, RoleBundle

LISTED = 300


def bundles_of(organisation_id: UUID) -> list[RoleBundle]:
    """The sets of roles of an organisation today by location, each with its `holding` of today."""
    return list(_bundles(organisation_id).order_by("location__name", "name", "id")[:LISTED])


def bundle_of(organisation_id: UUID, bundle_id: UUID) -> RoleBundle:
    """One of them. Raises NotFoundError."""
    found: RoleBundle | None = _bundles(organisation_id).filter(pk=bundle_id).first()
    if found is None:
        raise not_found()
    return found


def sites_of(organisation_id: UUID) -> list[Location]:
    """The locations of today that an organisation keeps, or is at."""
    today = clock.today()
    there = Presence.objects.on(today).filter(organisation_id=organisation_id).values("location_id")
    found = Location.objects.on(today).filter(Q(keeper_id=organisation_id) | Q(pk__in=there))
    return list(found.order_by("name", "id"))


def people_of(organisation_id: UUID) -> list[Professional]:
    """Who works at an organisation today, each once, in Dutch order of names."""
    today = clock.today()
    at_work = Q(memberships__valid_to=None) | Q(memberships__valid_to__gt=today)
    found = Professional.objects.filter(
        at_work, memberships__organisation_id=organisation_id, memberships__valid_from__lte=today
    )
    return list(found.distinct().order_by("sort_key", "id"))


def _bundles(organisation_id: UUID) -> Any:
    today = clock.today()
    holders = BundleHolder.objects.on(today).select_related("professional")
    holding = Prefetch("holders", holders.order_by("professional__sort_key", "id"), to_attr="holding")
    found = RoleBundle.objects.on(today).filter(organisation_id=organisation_id)
    return found.select_related("location", "organisation").prefetch_related(holding)
