"""What is true of the region is found again by the engines, from the files alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from schakel.programme.effects.asking import ask_file, compare_file
from schakel.programme.effects.model import NORMAL_95
from schakel.programme.effects.plain import Naming
from schakel.programme.process.engine.reading import Question, read_log
from schakel.programme.process.engine.selecting import Choice, choose
from schakel.programme.process.engine.store import open_store
from schakel.programme.process.engine.timing import between
from schakel.simulation.region.reading import read_region
from schakel.simulation.region.tables import TRAIT_HEADINGS
from schakel.simulation.region.writing import write_region

SEEDS = (1, 2)
KNOWN_BEFORE = ("soort", *TRAIT_HEADINGS)
ASKED = Naming(
    "dienst", "werk", KNOWN_BEFORE, person="traject", start="begin", month="maand", own="inschatting"
)
LOG = Question("zaak", "stap", "tijd", "wie", attributes=("gemeente",))


def written(folder: Path, clients: int, seed: int) -> dict[str, Any]:
    write_region(read_region(), seed, clients, folder, report=lambda *_: None)
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return truth


@pytest.mark.long
def test_true_effects_are_found_within_their_intervals(tmp_path: Path) -> None:
    inside, off = [], []
    for seed in SEEDS:
        truth = written(tmp_path / str(seed), 20_000, seed)
        known = {each["service"]: each["effect"] for each in truth["services"]}
        found = ask_file(tmp_path / str(seed) / "months.csv", ASKED, service="all", processes=2)["services"]
        assert {each["service"] for each in found if each["status"] == "answered"} == set(known)
        off += [(each["effect"] - known[each["service"]]) / each["se"] for each in found]
        inside += [each["low"] <= known[each["service"]] <= each["high"] for each in found]
    # Twelve intervals of 95 %: chance leaves two or more of them beside the truth once in eight times.
    assert sum(inside) >= len(inside) - 2
    assert np.abs(off).max() < 3
    assert abs(np.mean(off)) < 1


@pytest.mark.long
def test_who_helps_more_and_less_than_the_average_provider_is_found(tmp_path: Path) -> None:
    truth = written(tmp_path / "r", 20_000, 1)
    traits = ("dienst", "maanden zonder werk", "inschatting", *KNOWN_BEFORE)
    comparison, _table = compare_file(tmp_path / "r" / "providers.csv", "aanbieder", "werk", traits)
    known = {each["provider"]: each["difference"] for each in truth["providers"]}
    for each in comparison.providers:
        assert each.low - 0.01 <= known[each.name] <= each.high + 0.01
        if each.statement in {"above", "below"}:
            assert (each.statement == "above") == (known[each.name] > 0)
    assert {each.statement for each in comparison.providers} >= {"above", "below"}


def test_true_delays_of_handovers_are_found(tmp_path: Path) -> None:
    """The declared median lies within the interval that the order of the waits gives, without any model."""
    truth = written(tmp_path / "r", 4000, 1)
    log = read_log(tmp_path / "r" / "events.csv", LOG)
    assert log.intake.refused == {}
    for known in truth["handovers"]:
        mine = choose(log, Choice(where=[("gemeente", known["to"])]))
        waits = between(mine, open_store(mine), "Overdracht verstuurd", "Overdracht opgepakt")
        days = np.sort([day for _case, _seconds, day in waits.rows])
        assert len(days) == known["count"] > 60
        assert waits.median_seconds == pytest.approx(known["median_seconds"], abs=2 * 3600)
        margin = NORMAL_95 * np.sqrt(len(days)) / 2
        low, high = (days[int(len(days) / 2 + side * margin)] for side in (-1, 1))
        assert low <= known["median_working_days"] <= high
