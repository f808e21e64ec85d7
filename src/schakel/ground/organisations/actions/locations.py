"""Opening and changing locations, who is there, and their desks and rooms."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.models import Location, Organisation, Presence, Spot
from schakel.ground.organisations.queries.locations import own_location
from schakel.ground.organisations.verbs import LocationChanged, LocationClosed, LocationOpened

_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of a location; postcode as 1234AB, the four flags say which channels are one for all."""

    name: str
    kind: str
    street: str
    postcode: str
    place: str
    reception: str
    region_code: str = ""
    phone: str = ""
    website: str = ""
    opening_hours: str = ""
    is_joint_location: bool = False
    is_joint_desk: bool = False
    is_joint_phone: bool = False
    is_joint_website: bool = False


@action(access.MANAGE)
def open_location(*, actor: Actor, organisation_id: UUID, site: Site) -> UUID:
    """Open a location that one's organisation keeps, and is at itself, from today; returns its id.

    Raises InvalidError for an unknown kind, a wrong postcode or a name in use by the same keeper.
    """
    values = _checked(site)
    _require_free_name(organisation_id, values["name"])
    location = Location(id=uuid7(), keeper_id=organisation_id, valid_from=clock.today(), **values)
    location.save(force_insert=True)
    _present(location, organisation_id, "")
    content = LocationOpened(location.name, location.kind)
    record(content, organisation_id=organisation_id, things=[_thing(location)])
    return location.pk


@action(access.MANAGE)
def change_location(
    *,
    actor: Actor,
    organisation_id: UUID,
    location_id: UUID,
    site: Site,
    expected_version: int | None = None,
) -> UUID:
    """Change what is known of one's location; returns its id. Raises as open_location does."""
    location, values = own_location(organisation_id, location_id), _checked(site)
    if values["name"] != location.name:
        _require_free_name(organisation_id, values["name"])
    changed = tuple(name for name in values if values[name] != getattr(location, name))
    if not changed:
        sentence = gettext("Dit is al zo. Vul in wat er verandert.")
        raise InvalidError(gettext("Er verandert niets."), sentence, fields={"name": sentence})
    update_version(location, expected_version, **values)
    record(LocationChanged(changed), organisation_id=organisation_id, things=[_thing(location)])
    return location.pk


@action(access.MANAGE)
def close_location(*, actor: Actor, organisation_id: UUID, location_id: UUID, reason: str) -> UUID:
    """Close one's location from today, with all that is there; returns its id."""
    location = own_location(organisation_id, location_id)
    if not reason.strip():
        sentence = gettext("Schrijf op waarom de locatie sluit.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})
    today = clock.today()
    update_version(location, None, valid_to=today)
    Presence.objects.on(today).filter(location=location).update(valid_to=today)
    Spot.objects.on(today).filter(location=location).update(valid_to=today)
    record(LocationClosed(reason.strip()), organisation_id=organisation_id, things=[_thing(location)])
    return location.pk


@action(access.MANAGE)
def put_at_location(
    *, actor: Actor, organisation_id: UUID, location_id: UUID, present_id: UUID, services: str
) -> UUID:
    """Say what an organisation does at one's location from today; without services it is there no more.

    Returns the location's id. Raises InvalidError for an organisation that is not on record today.
    """
    location, today = own_location(organisation_id, location_id), clock.today()
    if not Organisation.objects.on(today).filter(pk=present_id).exists():
        sentence = gettext("Kies een organisatie die nu bestaat.")
        raise InvalidError(gettext("Deze organisatie is er niet."), sentence, fields={"present": sentence})
    Presence.objects.on(today).filter(location=location, organisation_id=present_id).update(valid_to=today)
    if services.strip():
        _present(location, present_id, services)
    record(LocationChanged(("presence",)), organisation_id=organisation_id, things=[_thing(location)])
    return location.pk


@action(access.MANAGE)
def add_spot(
    *, actor: Actor, organisation_id: UUID, location_id: UUID, kind: str, name: str, of_id: UUID | None = None
) -> UUID:
    """Add a desk or room at one's location, of one organisation there or of all; returns its id."""
    location, today = own_location(organisation_id, location_id), clock.today()
    name = " ".join(name.split())
    if kind not in Spot.Kind.values or not 0 < len(name) <= 80:
        sentence = gettext(
            "Kies balie, ontvangst of spreekkamer, en schrijf een naam van hoogstens 80 tekens."
        )
        raise InvalidError(gettext("Deze balie of kamer kan niet."), sentence, fields={"name": sentence})
    if Spot.objects.on(today).filter(location=location, name=name).exists():
        sentence = gettext("Die naam is hier al in gebruik. Kies een andere.")
        raise InvalidError(gettext("Deze balie of kamer is er al."), sentence, fields={"name": sentence})
    here = Presence.objects.on(today).filter(location=location)
    if of_id is not None and not here.filter(organisation_id=of_id).exists():
        sentence = gettext("Kies een organisatie die op deze locatie zit.")
        raise InvalidError(gettext("Deze organisatie zit hier niet."), sentence, fields={"of": sentence})
    spot = Spot(id=uuid7(), location=location, kind=kind, name=name, organisation_id=of_id, valid_from=today)
    spot.save(force_insert=True)
    record(LocationChanged(("spot",)), organisation_id=organisation_id, things=[_thing(location)])
    return spot.pk


@action(access.MANAGE)
def remove_spot(*, actor: Actor, organisation_id: UUID, location_id: UUID, spot_id: UUID) -> UUID:
    """Take a desk or room out of use from today; returns its id. Raises ConflictError when it is gone."""
    location, today = own_location(organisation_id, location_id), clock.today()
    if not Spot.objects.on(today).filter(pk=spot_id, location=location).update(valid_to=today):
        raise ConflictError(
            gettext("Deze balie of kamer is er niet meer."),
            gettext("Een collega kan u voor zijn geweest."),
            gettext("Bekijk de locatie opnieuw."),
        )
    record(LocationChanged(("spot",)), organisation_id=organisation_id, things=[_thing(location)])
    return spot_id


def _checked(site: Site) -> dict[str, str | bool]:
    values: dict[str, str | bool] = {
        name: " ".join(value.split()) if isinstance(value, str) else value
        for name, value in asdict(site).items()
    }
    values["postcode"] = str(values["postcode"]).replace(" ", "").upper()
    wrong: dict[str, str] = {}
    if not _POSTCODE.fullmatch(str(values["postcode"])):
        wrong["postcode"] = gettext("Schrijf vier cijfers en twee letters, zoals 1234 AB.")
    if site.kind not in Location.Kind.values:
        wrong["kind"] = gettext("Kies een soort uit de lijst.")
    if site.reception not in Location.Reception.values:
        wrong["reception"] = gettext("Kies hoe mensen worden ontvangen.")
    wrong |= {n: gettext("Vul dit in.") for n in ("name", "street", "place") if not values[n]}
    if wrong:
        raise InvalidError(
            gettext("De locatie klopt niet."), gettext("Niet alles is goed ingevuld."), fields=wrong
        )
    return values


def _require_free_name(organisation_id: UUID, name: str | bool) -> None:
    if Location.objects.on(clock.today()).filter(keeper_id=organisation_id, name=name).exists():
        sentence = gettext("U heeft al een locatie met deze naam. Kies een andere.")
        raise InvalidError(gettext("Deze naam is al in gebruik."), sentence, fields={"name": sentence})


def _present(location: Location, organisation_id: UUID, services: str) -> None:
    words = " ".join(services.split())[:400]
    Presence(
        id=uuid7(),
        location=location,
        organisation_id=organisation_id,
        services=words,
        valid_from=clock.today(),
    ).save(force_insert=True)


def _thing(location: Location) -> Thing:
    return Thing("location", location.pk)
