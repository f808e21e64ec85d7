"""The chances that a region declares: of lasting work, and of each way to a service."""

from __future__ import annotations

import numpy as np

from schakel.programme.effects.simulator import logistic
from schakel.simulation.region.declared import Region
from schakel.simulation.region.people import People
from schakel.simulation.region.spells import NEVER, NONE, Field, guide_at
from schakel.simulation.region.streams import Codes, Floats

BUSY_AT_LEAST, BUSY_WIDTH = 0.35, 8.0
"""Services start most in one month of a spell, and further from it this part as often."""


def prospects(region: Region, people: People) -> Floats:
    """(people,) log-odds to find work in the first month of a spell, by kind and traits alone."""
    by_kind = np.array([each.work for each in region.client_types])[people.kind]
    found: Floats = by_kind + people.traits @ np.array(region.work.traits)
    return found


def work_log_odds(region: Region, people: People, spells: Codes, month: Codes | int) -> Floats:
    """(spells,) log-odds to find lasting work in a month, with the service that was started, if any."""
    way, since = spells[:, Field.WAY], month - spells[:, Field.START]
    found = without_service(region, people, spells, month)
    for number in range(len(region.ways)):
        mine = np.flatnonzero((way == number) & (spells[:, Field.START] < NEVER))
        kind = people.kind[spells[mine, Field.WHO]]
        found[mine] += service_log_odds(region, number, kind, since[mine])
    return found


def without_service(region: Region, people: People, spells: Codes, month: Codes | int) -> Floats:
    """(spells,) log-odds to find lasting work in a month without any service."""
    who = spells[:, Field.WHO]
    always = prospects(region, people) + region.work.motivation * people.motivation
    found: Floats = always[who] + region.work.each_month * (month - spells[:, Field.BEGIN])
    return found


def service_log_odds(region: Region, way: int, kind: Codes, since: Codes | int) -> Floats:
    """What a way to a service adds to the log-odds of work for kinds of clients, `since` months on."""
    number, provider = region.ways[way]
    service, since = region.services[number], np.asarray(since)
    quality = region.providers[provider].quality if provider != NONE else 0.0
    fading = np.exp(-service.fade * np.maximum(since - service.lock_in, 0))
    after = (service.effect + np.array(service.by_type)[kind] + quality) * fading
    added: Floats = np.where(since < service.lock_in, np.log(service.during), after)
    return added


def way_chances(region: Region, people: People, spells: Codes, month: Codes | int) -> Floats:
    """(spells, ways): the chance that each way to a service starts in a month; 0 for who is not guided."""
    who, guide = spells[:, Field.WHO], guide_at(spells, month)
    since = np.asarray(month) - spells[:, Field.BEGIN]
    busy = BUSY_AT_LEAST + np.exp(-(((since - region.selection.busy) / BUSY_WIDTH) ** 2))
    shared = region.selection.impression * people.impression[who]
    shared += people.lenience[who, np.maximum(guide, 0)]
    near = prospects(region, people)[who] - sum(each.share * each.work for each in region.client_types)
    by_service = [
        logistic(shared + each.start + each.prospects * near + people.traits[who] @ np.array(each.picks))
        for each in region.services
    ]
    shares = [
        region.providers[provider].share if provider != NONE else 1.0 for _number, provider in region.ways
    ]
    chances = [by_service[number] * share for (number, _p), share in zip(region.ways, shares, strict=True)]
    found: Floats = np.column_stack(chances) * (busy * (guide != NONE))[:, None]
    return found
