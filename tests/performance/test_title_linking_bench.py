"""The bench of title linking keeps its shape, and the goals hold on the real titles."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from schakel.ground.vocabulary.linking import TitleIndex
from tests.performance.bench_title_linking import MELO, figures, melo_task, run
from tests.shared import shared

CHECKOUT = Path(__file__).resolve().parents[2]


def test_without_real_data_the_bench_measures_the_demo_vocabulary() -> None:
    measured = run(None)
    assert json.loads(json.dumps(measured)) == measured
    assert measured["bench"] == "title-linking"
    assert "demo" in measured["data"]
    assert measured["n"] > 100
    assert measured["result"]["at1"] <= measured["result"]["at5"] <= measured["result"]["at10"] <= 1


def test_real_titles_are_found_as_often_as_promised() -> None:
    task = melo_task(shared(*MELO.parts))
    asked = replace(task, titles=task.titles[::4], right=task.right[::4])
    index = TitleIndex.build(asked.entries)
    result = figures(asked, [[match.uri for match in index.link(title, 10)] for title in asked.titles])
    assert result["at1"] >= 0.45
    assert result["at5"] >= 0.62
    assert result["at10"] >= 0.67
