"""Whatever the rows, the engine tells what plain Python tells, and every row is accounted for."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine import showing
from schakel.programme.process.engine.reading import Question, read_log
from schakel.programme.process.engine.store import open_store
from schakel.programme.process.tests import brute
from schakel.programme.process.tests.logs import ROTTEN, TIMES, rows, write

ASKED = Question("case", "activity", "time", "resource", "reason")


@settings(max_examples=40, deadline=None)
@given(rows(times=TIMES + ROTTEN))
def test_map_variants_handovers_and_refusals_equal_plain_python(made: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "log.csv", made)
        cases, refused = brute.read(path)
        if not cases:
            with pytest.raises(InvalidError):
                read_log(path, ASKED)
            return
        log = read_log(path, ASKED)
        assert log.intake.refused == refused
        assert log.intake.kept + sum(refused.values()) == log.intake.rows == len(made)
        store = open_store(log)
        edges = {
            (e.source, e.target): (e.count, e.total_seconds, *_points(e)) for e in showing.edges(log, store)
        }
        assert edges == {
            pair: tuple(map(pytest.approx, values)) for pair, values in brute.edges(cases).items()
        }
        assert {v.trace: v.count for v in showing.all_variants(log, store)} == brute.variants(cases)
        found = {(h.source, h.target): h.count for h in showing.all_handovers(log, store)}
        assert found == brute.handovers(cases)
        lasted = [brute.seconds(events[0], events[-1]) for events in cases.values()]
        assert showing.durations(log, store)["p90_seconds"] == pytest.approx(brute.p90(lasted))


def _points(edge: showing.Edge) -> tuple[float, ...]:
    return edge.median_seconds, edge.p90_seconds, edge.median_working_days, edge.p90_working_days
