"""Choosing cases, time between steps, deadlines and the two sides of a comparison equal plain Python."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine import intervals
from schakel.programme.process.engine.analysis import Wishes, analyse
from schakel.programme.process.engine.reading import Question, read_log
from schakel.programme.process.engine.selecting import Choice, choose, chosen
from schakel.programme.process.engine.store import open_store
from schakel.programme.process.engine.timing import between, deadlines, endings
from schakel.programme.process.tests import brute
from schakel.programme.process.tests.logs import TIMES, rows, write
from schakel.programme.process.tests.test_reading import facts

ASKED = Question("case", "activity", "time", "resource", "reason", attributes=("resource",))
EVERY_STEP = [["z9", name, "2026-05-01", "UWV", ""] for name in ("Intake", "Diagnose", 'Plan "B"', "Start")]


@settings(max_examples=50, deadline=None)
@given(rows(times=TIMES), st.sampled_from(["Intake", "Diagnose", "Start"]), st.integers(0, 90))
def test_each_condition_chooses_as_plain_python_does(made: list[list[str]], name: str, days: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "log.csv", made + EVERY_STEP)
        log, (cases, _refused) = read_log(path, ASKED), brute.read(path)
    ids = log.cases["id"].to_pylist()
    names = {case: [event["activity"] for event in events] for case, events in cases.items()}
    spring = date(2026, 4, 1)
    expected = {
        Choice(has=(name,)): {c for c in cases if name in names[c]},
        Choice(lacks=(name,)): {c for c in cases if name not in names[c]},
        Choice(follows=((name, "Intake"),)): {
            c for c in cases if name in names[c] and "Intake" in names[c][names[c].index(name) + 1 :]
        },
        Choice(days_max=days): {c for c, e in cases.items() if brute.seconds(e[0], e[-1]) <= days * 86_400},
        Choice(started_from=spring): {c for c, e in cases.items() if brute.day(e[0]) >= spring},
        Choice(started_until=spring): {c for c, e in cases.items() if brute.day(e[0]) <= spring},
    }
    for choice, wanted in expected.items():
        mask = chosen(log, choice)
        assert {case for case, is_in in zip(ids, mask, strict=True) if is_in} == wanted
        if mask.any():
            part = choose(log, choice)
            assert facts(part) == [fact for fact in facts(log) if fact[0] in wanted]
            assert part.cases["number"].to_pylist() == list(range(len(wanted)))


@settings(max_examples=25, deadline=None)
@given(rows(times=TIMES))
def test_the_time_between_two_steps_is_told_per_case(made: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "log.csv", made + EVERY_STEP)
        log, (cases, _refused) = read_log(path, ASKED), brute.read(path)
    told: dict[str, tuple[int, int]] = {}
    started = 0
    for case, events in cases.items():
        start = next((n for n, event in enumerate(events) if event["activity"] == "Intake"), None)
        started += start is not None
        later = [] if start is None else [e for e in events[start + 1 :] if e["activity"] == "Start"]
        if later:
            told[case] = (brute.seconds(events[start], later[0]), brute.working_days(events[start], later[0]))
    found = between(log, open_store(log), "Intake", "Start")
    assert {case: rest for case, *rest in found.rows} == {case: list(pair) for case, pair in told.items()}
    assert found.without == started - len(told)
    assert found.median_seconds == pytest.approx(median([seconds for seconds, _days in told.values()]))


def case(name: str, due: str, end: str, step: str = "2026-01-01T10:00:00Z") -> list[list[str]]:
    return [[name, "Begin", "2026-01-01T09:00:00Z", due, end], [name, "Eind", step, due, end]]


def test_deadlines_count_late_open_overdue_and_unreadable_cases(tmp_path: Path) -> None:
    made = [
        *case("laat", "2026-01-01T10:00:00.000Z", "2026-01-01T10:00:00.001Z"),
        *case("op tijd", "2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z"),
        *case("open", "2027-01-01", ""),
        *case("open en te laat", "2025-01-01", ""),
        *case("zonder termijn", "", "2026-01-01"),
        *case("onleesbaar", "morgen", "2026-01-01"),
    ]
    path = write(tmp_path / "a.csv", made, ["case", "activity", "time", "due", "end"])
    log = read_log(path, Question("case", "activity", "time", attributes=("due", "end")))
    found = deadlines(log, deadline="due", closed="end")
    assert (found.closed, found.passed, found.open, found.overdue) == (2, 1, 2, 1)
    assert (found.without, found.unreadable, found.cases) == (1, 1, ("laat",))
    assert [(edge.source, edge.target, edge.count) for edge in found.waits] == [("Begin", "Eind", 1)]
    assert endings(log, column="end").closed.tolist() == [True, True, False, False, True, True]


def test_small_groups_and_unknown_names_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", EVERY_STEP)
    log = read_log(path, ASKED)
    wrong: list[tuple[Any, str]] = [
        (lambda: analyse(log, Wishes(compare=("resource", "UWV", "SVB"))), "te klein"),
        (lambda: analyse(log, Wishes(compare=("resource", "UWV", "UWV"))), "niets te vergelijken"),
        (lambda: analyse(log, Wishes(compare=("wijk", "UWV", "SVB"))), "geen kenmerk wijk"),
        (lambda: analyse(log, Wishes(between=[("Intake", "Stratr")])), "Stratr"),
        (lambda: choose(log, Choice(days_min=3)), "Geen enkele zaak"),
    ]
    for act, words in wrong:
        with pytest.raises(InvalidError, match=words):
            act()


def test_the_interval_of_a_median_holds_the_truth_19_times_in_20() -> None:
    rng = np.random.default_rng(7)
    hits = apart = 0
    for _round in range(400):
        found = []
        for scale in (1.0, 2.0):
            time, until = rng.exponential(scale, 60), rng.exponential(4 * scale, 60)
            found.append(intervals.survival_median(np.minimum(time, until), time <= until))
        hits += found[0].low <= np.log(2) <= found[0].high
        gap = intervals.difference(found[1], found[0])
        apart += gap.low <= np.log(2) <= gap.high
    assert 370 <= hits <= 395
    assert apart >= 370


def test_the_difference_of_shares_has_the_interval_of_newcombe_1998() -> None:
    gap = intervals.difference(intervals.share(56, 70), intervals.share(48, 80))
    assert (round(gap.low, 4), round(gap.high, 4)) == (0.0524, 0.3339)
    assert intervals.share(0, 12).low == 0
