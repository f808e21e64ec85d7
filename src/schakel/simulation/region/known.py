"""The known truth of a region as one text, gathered portion by portion while it is simulated."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import Events, Step
from schakel.simulation.region.people import lenience_of
from schakel.simulation.region.spells import Courses
from schakel.simulation.region.truth import HORIZON, Truth


class Known:
    """What is true of services, providers, handovers and choices, told when all portions are in."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self._truth, self._delays = Truth(region), _Delays(region)

    def add(self, courses: Courses, events: Events) -> None:
        """Take in a portion."""
        self._truth.add(courses)
        self._delays.add(courses, events)

    def text(self, seed: int, clients: int) -> str:
        """All of it as JSON."""
        known = {
            "horizon_months": HORIZON,
            "services": self._truth.services(),
            "providers": self._truth.providers(),
            "handovers": self._delays.told(),
            "selection": _selection(self.region, seed, clients),
        }
        return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def _selection(region: Region, seed: int, clients: int) -> dict[str, Any]:
    """How much coaches let their impression weigh, and what each of them adds to the odds of any service."""
    coaches = [
        {"organisation": organisation.name, "district": district + 1, "coach": coach + 1, "log_odds": found}
        for at, organisation in enumerate(region.organisations)
        for district in range(-(-clients // region.district))
        for coach, found in enumerate(_leniences(region, seed, at, district))
    ]
    return {"impression_log_odds": region.selection.impression, "coaches": coaches}


def _leniences(region: Region, seed: int, at: int, district: int) -> list[float]:
    coach = np.arange(region.organisations[at].coaches)
    here, there = np.full_like(coach, at), np.full_like(coach, district)
    return list(lenience_of(region, seed, here, there, coach).tolist())


class _Delays:
    """How long municipalities took to take up who was handed over, as declared and as it came out."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.seconds: dict[int, list[Any]] = {n: [] for n in range(1, len(region.organisations))}

    def add(self, courses: Courses, events: Events) -> None:
        sent = np.flatnonzero(events.step == Step.SENT)
        taken = np.flatnonzero(events.step == Step.TAKEN_UP)
        _spells, first, second = np.intersect1d(events.spell[sent], events.spell[taken], return_indices=True)
        waited = (events.at[taken[second]] - events.at[sent[first]]).astype("timedelta64[s]").astype(np.int64)
        for number, found in self.seconds.items():
            found.append(waited[events.who[taken[second]] == number])

    def told(self) -> list[dict[str, Any]]:
        rows = []
        for number, parts in self.seconds.items():
            values, organisation = np.concatenate(parts), self.region.organisations[number]
            rows.append({
                "from": self.region.uwv.name, "to": organisation.name, "count": len(values),
                "median_working_days": organisation.handover.median, "spread": organisation.handover.spread,
                "median_seconds": float(np.median(values)) if len(values) else None,
            })  # fmt: skip
        return rows
