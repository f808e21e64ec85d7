"""One service set against another: who started either, on one clock, with the truth of the simulator."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.effects.answering import Question, answer
from schakel.programme.effects.asking import ask_file
from schakel.programme.effects.estimating import estimate_effect
from schakel.programme.effects.model import Settings
from schakel.programme.effects.plain import Naming
from schakel.programme.effects.showing import answer_values
from schakel.programme.effects.simulator import (
    LAST_MONTH,
    SERVICES,
    Cohort,
    draw_cohort,
    month_table,
    true_differences,
)
from schakel.programme.effects.tests.samples import sample_of, written
from schakel.programme.effects.trials import build_trials

HORIZON = 12
NAMES = [service.name for service in SERVICES]


def _truth(cohort: Cohort, number: int, other: int) -> float:
    last = LAST_MONTH - HORIZON
    rows = np.flatnonzero((cohort.service == number) & (cohort.start + cohort.inflow <= last))
    return float(true_differences(cohort.of(rows), cohort.start[rows], number, other, HORIZON).mean())


def _off(cohort: Cohort, first: str, second: str) -> tuple[float, float]:
    made = build_trials(month_table(cohort), first, HORIZON, against=second)
    found = estimate_effect(made.sample, Settings()).estimate
    return found.effect - _truth(cohort, NAMES.index(first), NAMES.index(second)), found.se


def test_the_comparison_is_everybody_who_started_the_other_service_in_time() -> None:
    cohort = draw_cohort(3_000, 1)
    table = month_table(cohort)
    made = build_trials(table, "talks", HORIZON, against="workshop")
    assert set(table.service[made.rows[made.sample.treated]]) == {"talks"}
    assert set(table.service[made.rows[~made.sample.treated]]) == {"workshop"}
    assert (table.start[made.rows] == table.month[made.rows]).all()
    assert made.available == (~made.sample.treated).sum()


def test_the_true_difference_between_two_services_is_found() -> None:
    off, error = _off(draw_cohort(20_000, 3), "job_hunting", "workshop")
    assert abs(off) < 3 * error < 0.08


@pytest.mark.long
def test_differences_between_services_have_honest_intervals() -> None:
    found = []
    for seed in range(8):
        cohort = draw_cohort(25_000, 300 + seed)
        found += [_off(cohort, name, "workshop") for name in NAMES if name != "workshop"]
    off, error = np.array(found).T
    assert abs(off.mean()) <= 0.005
    assert 0.90 <= np.mean(np.abs(off) < 1.96 * error) <= 0.99


def test_the_words_name_both_services() -> None:
    told = answer_values(answer(Question("training", "werk", against="gesprekken"), sample_of(6_000, 0)))
    assert told["against"] == "gesprekken"
    assert "met training voor ongeveer" in told["sentences"]["nl"][0]
    assert "met gesprekken voor ongeveer" in told["sentences"]["nl"][0]
    assert "with gesprekken for about" in told["sentences"]["en"][0]
    assert (
        told["sentences"]["nl"][1] == "Het is waarschijnlijk dat deze dienst dit meer verhoogt dan de andere."
    )


def test_without_another_service_nothing_changed_in_the_words() -> None:
    whole = sample_of(6_000, 0)
    amount = replace(whole, outcome=100 * whole.outcome)
    for sample, words in ((whole, ", zonder voor ongeveer "), (amount, ", zonder ")):
        told = answer_values(answer(Question("training", "werk"), sample))
        assert words in told["sentences"]["nl"][0]
        assert told["against"] is None


@pytest.mark.parametrize(
    ("service", "against"), [("a", "a"), ("a", "unknown"), (None, "unknown"), ("all", "unknown")]
)
def test_only_another_service_that_somebody_got_can_be_compared_with(
    tmp_path: Path, service: str | None, against: str
) -> None:
    rows = [{"course": "ab"[i % 2], "work": i % 3 % 2, "skill": i % 5} for i in range(60)]
    path = written(tmp_path / "t.csv", rows)
    with pytest.raises(InvalidError):
        ask_file(path, Naming("course", "work", ("skill",)), service=service, against=against)


def test_all_services_against_one_leaves_that_one_out(tmp_path: Path) -> None:
    rows = [{"course": "abc"[i % 3], "work": i % 7 % 2, "skill": i % 5} for i in range(60)]
    path = written(tmp_path / "t.csv", rows)
    told = ask_file(path, Naming("course", "work", ("skill",)), service="all", against="b")
    assert [answer["service"] for answer in told["services"]] == ["a", "c"]
    assert {answer["against"] for answer in told["services"]} == {"b"}
