"""The region of the demonstration: its municipalities, a handful of partners more, and two locations."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.organisations.actions import (
    Reach,
    Site,
    add_spot,
    change_reach,
    open_location,
    put_at_location,
    use_preset,
)
from schakel.ground.vocabulary.actions import load_municipalities, load_postcode_areas
from schakel.ground.vocabulary.sources.regions import demo_areas, demo_municipalities
from schakel.simulation.demo.casting import Cast

REGION, CODE = "Oosterwaard", "AM99"
_WERKPLEIN = Site(
    name="Werkplein Oosterwaard",
    kind="werkplein",
    street="Stationsplein 1",
    postcode="9990AA",
    place="Oosterwaard",
    reception="joint_first",
    region_code=CODE,
    phone="06 00 00 02 01",
    opening_hours="maandag tot en met vrijdag van 9 tot 17 uur",
    is_joint_location=True,
    is_joint_desk=True,
    is_joint_website=True,
)
_SECOND = Site(
    name="Wijkhuis Lingemond",
    kind="second",
    street="Dorpsstraat 8",
    postcode="9991BA",
    place="Lingemond",
    reception="separate",
    region_code=CODE,
    phone="06 00 00 02 02",
    opening_hours="dinsdag en donderdag van 9 tot 12 uur",
)


def load_places(actor: Actor, first: date) -> None:
    """The vocabulary of the invented region, from the first day of the story."""
    load_municipalities(actor=actor, rows=demo_municipalities(), valid_from=first)
    load_postcode_areas(actor=actor, rows=demo_areas())


def furnish(cast: Cast, administrator: str) -> None:
    """Let the municipality's administrator enter partners and locations."""
    actor, city = cast.actors[administrator], cast.organisations["city"]
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        on: dict[str, Any] = {"actor": actor, "organisation_id": city}
        use_preset(**on, name="chain_2026", region=REGION, region_code=CODE)
        reach = Reach("Oosterwaard", "06 00 00 01 02", "9901", CODE)
        change_reach(**on, reach=reach, reason="eerste invoer")
        _werkplein(on, city, cast.organisations["uwv"])
        open_location(**on, site=_SECOND)


def _werkplein(on: dict[str, Any], city: UUID, uwv: UUID) -> None:
    site: dict[str, Any] = {**on, "location_id": open_location(**on, site=_WERKPLEIN)}
    put_at_location(**site, present_id=city, services="bijstand, begeleiding naar werk, schuldhulp")
    put_at_location(**site, present_id=uwv, services="WW, werkcoaches, vacatures")
    add_spot(**site, kind="reception", name="Ontvangst")
    add_spot(**site, kind="desk", name="Balie WW", of_id=uwv)
    add_spot(**site, kind="desk", name="Balie bijstand", of_id=city)
    add_spot(**site, kind="room", name="Spreekkamer 1")
