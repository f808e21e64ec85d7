"""The organisations of a region with their teams and coaches, made by acts long before anything happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.simulation.demo.casting import Cast, make_cast
from schakel.simulation.names import CHANCES, names_by
from schakel.simulation.region.clients import coach_name, team_name
from schakel.simulation.region.days import first_day
from schakel.simulation.region.declared import Region
from schakel.simulation.region.streams import Draw, uniform

Line = dict[str, Any]

_PROFESSIONALS = 10_000_000
"""Names of professionals are counted from here, so that nobody has the name of a client by rule."""

_BEFORE = timedelta(days=31)


def furnish(region: Region, seed: int, districts: int, password: str) -> Cast:
    """Enter everyone who works in the region; without a password nobody can log in."""
    actor = system_actor()
    with (
        clock.travel(first_day(region.first_month, 0) - _BEFORE),
        as_actor(actor, Purpose.ADMINISTRATION.value),
    ):
        written = {
            "organisations": list(organisation_lines(region)),
            "teams": list(team_lines(region, districts)),
            "people": list(people_lines(region, seed, districts)),
        }
        return make_cast(actor, written, password)


def office_name(key: str) -> str:
    """The login name of the benefit administration of an organisation."""
    return f"{key}-uitkeringen"


def team_key(key: str, district: int) -> str:
    """The short name of the team of a district."""
    return f"{key}-{district + 1}"


def organisation_lines(region: Region) -> Iterator[Line]:
    """UWV, the municipalities and then the providers, as the cast asks them."""
    for each in region.organisations:
        yield {"key": each.key, "name": each.name, "kind": each.kind, "place": each.place, "phone": ""}
    for provider in region.providers:
        yield {"key": provider.key, "name": provider.name, "kind": OrganisationKind.PROVIDER,
               "place": provider.place, "phone": ""}  # fmt: skip


def _role(kind: str) -> Role:
    return Role.WORK_COACH if kind == OrganisationKind.UWV else Role.CLIENT_MANAGER


def team_lines(region: Region, districts: int) -> Iterator[Line]:
    """A team for each organisation and district, in that order."""
    for each in region.organisations:
        for district in range(districts):
            yield {"key": team_key(each.key, district), "organisation": each.key,
                   "name": team_name(district), "role": _role(each.kind)}  # fmt: skip


def people_lines(region: Region, seed: int, districts: int) -> Iterator[Line]:
    """All coaches by organisation, district and number; then for each organisation who registers."""
    posts = [
        (at, district, coach)
        for at, each in enumerate(region.organisations)
        for district in range(districts)
        for coach in range(each.coaches)
    ]
    whom = np.arange(len(posts) + len(region.organisations)) + _PROFESSIONALS
    chances = np.column_stack([uniform(seed, Draw.NAME, whom, step) for step in range(CHANCES)])
    names = [f"{name.given} {name.family}" for name in names_by(chances)]
    for (at, district, coach), name in zip(posts, names, strict=False):
        key, kind = region.organisations[at].key, region.organisations[at].kind
        yield {"username": coach_name(region, at, district, coach), "name": name, "organisation": key,
               "role": _role(kind), "team": team_key(key, district)}  # fmt: skip
    for each, name in zip(region.organisations, names[len(posts) :], strict=True):
        yield {"username": office_name(each.key), "name": name, "organisation": each.key,
               "role": Role.BACK_OFFICE}  # fmt: skip
