"""What is true of a simulated region and no file tells: effects, selection, quality of providers, delays."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from schakel.programme.effects.simulator import logistic
from schakel.simulation.region.chances import service_log_odds, way_chances, without_service
from schakel.simulation.region.declared import Region
from schakel.simulation.region.people import People
from schakel.simulation.region.spells import NEVER, NONE, Courses, Field
from schakel.simulation.region.streams import Codes, Floats

HORIZON = 12


def true_effects(region: Region, people: People, spells: Codes, month: Codes, way: int) -> Floats:
    """(spells,): the true effect of starting a way to a service in `month` rather than not in that month.

    On finding lasting work within HORIZON months. Without it the natural course follows, in which any service
    may start later (Sianesi 2004). Worked out by going through all months, without chance.
    """
    before = spells.copy()
    before[:, Field.WAY], before[:, Field.START] = NONE, NEVER
    waiting, without_work = np.ones(len(month)), np.zeros(len(month))
    for step in range(HORIZON):
        if step:
            chances = way_chances(region, people, before, month + step)
            for other in range(len(region.ways)):
                stays = _stays_without(region, people, before, month, other, step)
                without_work += waiting * chances[:, other] * stays
            waiting = waiting * (1 - chances.sum(axis=1))
        waiting = waiting * (1 - logistic(without_service(region, people, before, month + step)))
    effect: Floats = without_work + waiting - _stays_without(region, people, before, month, way, 0)
    return effect


def _stays_without(
    region: Region, people: People, spells: Codes, month: Codes, way: int, begin: int
) -> Floats:
    """Chance to have no work through the horizon when the service starts at step `begin`."""
    kind, stays = people.kind[spells[:, Field.WHO]], np.ones(len(month))
    for step in range(begin, HORIZON):
        odds = without_service(region, people, spells, month + step)
        stays *= 1 - logistic(odds + service_log_odds(region, way, kind, step - begin))
    return stays


def chance_of_work(region: Region, courses: Courses, rows: Codes, way: int) -> Floats:
    """(rows,): the chance of work within HORIZON of the service's start, had it come by this way."""
    spells = courses.spells[rows]
    return 1 - _stays_without(region, courses.people, spells, spells[:, Field.START], way, 0)


class Truth:
    """Sums over all portions of a region, so that it need not be in memory at once."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self._effects: dict[tuple[int, int], list[Floats]] = defaultdict(list)
        self._gains: dict[int, list[Floats]] = defaultdict(list)

    def add(self, courses: Courses) -> None:
        """Take in a portion: services of which the window was over in the last month."""
        elapsed = courses.of(Field.START) <= self.region.months - HORIZON
        for way, (service, provider) in enumerate(self.region.ways):
            rows = np.flatnonzero((courses.of(Field.WAY) == way) & elapsed)
            spells, kind = courses.spells[rows], courses.people.kind[courses.of(Field.WHO)[rows]]
            found = true_effects(self.region, courses.people, spells, spells[:, Field.START], way)
            for number in range(len(self.region.client_types)):
                self._effects[service, number].append(found[kind == number])
            if provider != NONE:
                self._gains[provider].append(self._gain(courses, rows, way))

    def _gain(self, courses: Courses, rows: Codes, way: int) -> Floats:
        """What the provider's quality does to the chance of work, beside the average of all providers."""
        service, _provider = self.region.ways[way]
        average = np.zeros(len(rows))
        for other, (same, provider) in enumerate(self.region.ways):
            if same == service:
                share = self.region.providers[provider].share
                average += share * chance_of_work(self.region, courses, rows, other)
        return chance_of_work(self.region, courses, rows, way) - average

    def services(self) -> list[dict[str, Any]]:
        """The true effect of each service on those who got it, from 0 to 1, as a whole and by client type."""
        kinds = range(len(self.region.client_types))
        return [
            {
                "service": service.name,
                **_mean([part for kind in kinds for part in self._effects[number, kind]]),
                "by_type": [
                    {"type": each.name, **_mean(self._effects[number, kind])}
                    for kind, each in enumerate(self.region.client_types)
                ],
            }
            for number, service in enumerate(self.region.services)
        ]

    def providers(self) -> list[dict[str, Any]]:
        """How much more of the clients of each provider find work than with an average provider."""
        whole = _mean([part for parts in self._gains.values() for part in parts])["effect"] or 0.0
        found = []
        for number, provider in enumerate(self.region.providers):
            told = _mean(self._gains[number])
            difference = None if told["effect"] is None else round(told["effect"] - whole, 6)
            found.append(
                {"provider": provider.name, "difference": difference, "n": told["n_treated"],
                 "log_odds": provider.quality}
            )  # fmt: skip
        return found


def _mean(parts: list[Floats]) -> dict[str, Any]:
    values = np.concatenate(parts) if parts else np.empty(0)
    return {"effect": round(float(values.mean()), 6) if len(values) else None, "n_treated": len(values)}
