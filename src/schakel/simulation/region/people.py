"""Who comes in: kind, traits, the month of inflow, where they live, and by which coaches they are guided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from schakel.simulation.region.declared import TRAITS, Region
from schakel.simulation.region.streams import Codes, Draw, Floats, normal, pick, uniform

_MIDDLE_AGE, _AGES = 42, 12


@dataclass(frozen=True)
class People:
    """Clients by number, each array with one element for each; months count from the first of the region.

    traits is (n, TRAITS); motivation stands in no file; impression is how a coach sees it, and estimate the
    chance of work as they wrote it down (1 to 10). home is the number of the organisation where they live,
    coach (n, 2) the numbers of their coaches at UWV and at home, and lenience (n, 2) what those add to the
    log-odds of any service.
    """

    number: Codes
    kind: Codes
    age: Codes
    traits: Floats
    motivation: Floats
    impression: Floats
    estimate: Codes
    inflow: Codes
    home: Codes
    district: Codes
    coach: Codes
    lenience: Floats


def draw_people(region: Region, seed: int, first: int, count: int) -> People:
    """The clients numbered from first on; each is the same whoever else is drawn."""
    number = np.arange(first, first + count, dtype=np.int64)
    kind = pick(uniform(seed, Draw.KIND, number), tuple(each.share for each in region.client_types))
    age = _age(region, seed, number, kind)
    motivation = normal(seed, Draw.MOTIVATION, number)
    impression = _impression(region, seed, number, motivation)
    home = 1 + pick(
        uniform(seed, Draw.MUNICIPALITY, number), tuple(each.share for each in region.municipalities)
    )
    district = number // region.district
    coach = _coaches(region, seed, number, home)
    return People(
        number,
        kind,
        age,
        _traits(region, seed, number, kind, age),
        motivation,
        impression,
        np.clip(np.rint(5.5 + 2 * impression), 1, 10).astype(np.int64),
        _inflow(region, seed, number),
        home,
        district,
        coach,
        np.column_stack(
            [lenience_of(region, seed, np.zeros_like(home), district, coach[:, 0]),
             lenience_of(region, seed, home, district, coach[:, 1])]
        ),
    )  # fmt: skip


def _inflow(region: Region, seed: int, number: Codes) -> Codes:
    part = uniform(seed, Draw.INFLOW, number) ** (1 / region.inflow_growth)
    month: Codes = (part * region.inflow_months).astype(np.int64)
    return month


def _age(region: Region, seed: int, number: Codes, kind: Codes) -> Codes:
    low, high = np.array([each.age for each in region.client_types]).T
    years = uniform(seed, Draw.AGE, number) * (high - low + 1)[kind]
    age: Codes = low[kind] + years.astype(np.int64)
    return age


def _traits(region: Region, seed: int, number: Codes, kind: Codes, age: Codes) -> Floats:
    chances = np.array([each.traits for each in region.client_types])[kind]
    drawn = np.column_stack([uniform(seed, Draw.TRAIT, number, step) for step in range(len(TRAITS))])
    traits = (drawn < chances).astype(np.float64)
    middle, high = TRAITS.index("education_middle"), TRAITS.index("education_high")
    # One number decides on both, since nobody has two levels of education.
    level = drawn[:, middle]
    traits[:, high] = (level >= chances[:, middle]) & (level < chances[:, middle] + chances[:, high])
    traits[:, TRAITS.index("age")] = (age - _MIDDLE_AGE) / _AGES
    return traits


def _impression(region: Region, seed: int, number: Codes, motivation: Floats) -> Floats:
    accuracy = region.selection.accuracy
    noise = normal(seed, Draw.IMPRESSION, number)
    impression: Floats = accuracy * motivation + np.sqrt(1 - accuracy**2) * noise
    return impression


def _coaches(region: Region, seed: int, number: Codes, home: Codes) -> Codes:
    counts = np.array([each.coaches for each in region.organisations])
    at = [
        (uniform(seed, Draw.COACH, number, step) * counts[organisation]).astype(np.int64)
        for step, organisation in enumerate((np.zeros_like(home), home))
    ]
    return np.column_stack(at)


def lenience_of(region: Region, seed: int, organisation: Codes, district: Codes, coach: Codes) -> Floats:
    """What a coach adds to the log-odds of any service."""
    whom = (district * len(region.organisations) + organisation) * 1000 + coach
    lenience: Floats = region.selection.coach_spread * normal(seed, Draw.LENIENCE, whom)
    return lenience
