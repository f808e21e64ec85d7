"""Organisations' pages on their way of working, and their earlier versions."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, Subquery

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Organisation, WayOfWorking

LISTED = 500


def organisations_with_ways() -> list[Organisation]:
    """Organisations of today by name, each with `published`: when its way of working changed, or None."""
    latest = WayOfWorking.objects.filter(organisation=OuterRef("pk")).order_by("-number")
    found = Organisation.objects.on(clock.today()).annotate(published=Subquery(latest.values("made_at")[:1]))
    return list(found.order_by("name", "id")[:LISTED])


def organisation_on_record(organisation_id: UUID) -> Organisation:
    """An organisation that takes part today. Raises NotFoundError."""
    found = Organisation.objects.on(clock.today()).filter(pk=organisation_id).first()
    if found is None:
        raise not_found()
    return found


def way_of(organisation_id: UUID, number: int | None = None) -> WayOfWorking | None:
    """The latest version, or the one with that number."""
    found = WayOfWorking.objects.filter(organisation_id=organisation_id).order_by("-number")
    return (found if number is None else found.filter(number=number)).first()


def versions_of(organisation_id: UUID) -> list[WayOfWorking]:
    """All versions, newest first, without their text."""
    found = WayOfWorking.objects.filter(organisation_id=organisation_id).order_by("-number")
    return list(found.only("organisation_id", "number", "made_at", "made_by"))
