"""Sequential trials: who is in, on which side, with which outcome, as told by plain reading of the months."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.programme.effects.estimating import difference_by_lot, estimate_effect
from schakel.programme.effects.model import Sample, Settings
from schakel.programme.effects.simulator import draw_cohort, month_table, true_effects
from schakel.programme.effects.trials import NEVER, MonthTable, build_trials

HORIZON = 12


@st.composite
def tables(draw: st.DrawFn) -> MonthTable:
    """A few people with months, gaps, starts and events anywhere."""
    rows = []
    for person in range(draw(st.integers(1, 8))):
        present = sorted(draw(st.sets(st.integers(0, 12), min_size=1)))
        start = draw(st.one_of(st.just(NEVER), st.integers(0, 12)))
        service = draw(st.sampled_from(["a", "b"])) if start < NEVER else ""
        has_event = draw(st.booleans())
        rows += [(person, m, start, service, has_event and m == present[-1]) for m in present]
    columns = list(zip(*rows, strict=True))
    arrays = [np.array(column) for column in columns]
    return MonthTable(
        *arrays[:3], arrays[3].astype(np.str_), arrays[4].astype(bool), np.zeros((len(rows), 0)), ()
    )


def _by_hand(table: MonthTable, horizon: int) -> dict[tuple[int, int], tuple[bool, float | None]]:
    """(person, month) to (treated, outcome) by reading the months of each person one by one."""
    end = int(table.month.max())
    found = {}
    for person in set(table.person.tolist()):
        mine = [i for i in range(len(table.person)) if table.person[i] == person]
        months = [int(table.month[i]) for i in mine]
        event = next((int(table.month[i]) for i in mine if table.event[i]), None)
        start, service = int(table.start[mine[0]]), table.service[mine[0]]
        for month in months:
            if month > end - horizon + 1 or start < month or (start == month and service != "a"):
                continue
            last = month + horizon - 1
            came = event is not None and event <= last
            outcome = 1.0 if came else 0.0 if months[-1] >= last else None
            found[person, month] = (start == month, outcome)
    return found


@settings(max_examples=200, deadline=None)
@given(tables(), st.integers(1, 6))
def test_any_months_give_the_trials_that_plain_reading_gives(table: MonthTable, horizon: int) -> None:
    made = build_trials(table, "a", horizon, per_treated=1_000)
    expected = _by_hand(table, horizon)
    if not any(treated for treated, _outcome in expected.values()):
        expected = {}
    seen = {
        (int(table.person[row]), int(table.month[row])): (
            bool(treated),
            None if np.isnan(outcome) else outcome,
        )
        for row, treated, outcome in zip(made.rows, made.sample.treated, made.sample.outcome, strict=True)
    }
    assert seen == expected
    assert made.lost == sum(outcome is None for _treated, outcome in seen.values())
    assert ((made.sample.weight > 0) == ~np.isnan(made.sample.outcome)).all()


def test_starts_whose_window_has_not_elapsed_are_counted_apart() -> None:
    table = month_table(draw_cohort(1_500, 1))
    made = build_trials(table, "talks", 12)
    assert made.starts == made.too_recent + made.sample.treated.sum()
    assert made.too_recent > 0


def test_those_who_stay_count_for_the_like_who_were_lost() -> None:
    cohort = draw_cohort(6_000, 2, attrition=0.03)
    made = build_trials(month_table(cohort), "talks", 12, per_treated=20)
    weight = made.sample.weight
    assert made.lost > 0.1 * len(weight)
    assert weight.sum() == pytest.approx(len(weight), rel=0.05)
    region = made.sample.covariates[:, made.sample.names.index("region")]
    plain = region[weight > 0].mean() - region.mean()
    assert abs(np.average(region, weights=weight) - region.mean()) < abs(plain) / 2


def _truth(cohort: object, number: int) -> float:
    rows = np.flatnonzero((cohort.service == number) & (cohort.start + cohort.inflow <= 60 - HORIZON))
    return float(true_effects(cohort.of(rows), cohort.start[rows], number, HORIZON).mean())


def test_a_clock_of_its_own_gives_the_truth_where_ever_against_never_is_far_off() -> None:
    """Job hunting helps by 8 points; those who never got it are those who found work before they could."""
    cohort = draw_cohort(20_000, 3)
    truth = _truth(cohort, 2)
    made = build_trials(month_table(cohort), "job_hunting", HORIZON)
    ours = estimate_effect(made.sample, Settings()).estimate
    rows = np.flatnonzero(((cohort.service == 2) | (cohort.service < 0)) & (cohort.last >= 24))
    ever = Sample(
        cohort.traits[rows], (), cohort.service[rows] == 2, (cohort.job[rows] < 24).astype(float),
        np.arange(len(rows)), np.ones(len(rows)),
    )  # fmt: skip
    adjusted = estimate_effect(ever, Settings()).estimate
    assert adjusted.effect - truth < -0.3
    assert difference_by_lot(ever).effect - truth < -0.3
    assert abs(ours.effect - truth) < 3 * ours.se < 0.06


@pytest.mark.long
def test_known_truth_is_found_without_bias_and_with_honest_intervals() -> None:
    from schakel.programme.effects.simulator import SERVICES

    errors, off, wrong = [], [], 0
    for seed in range(8):
        cohort = draw_cohort(50_000, 100 + seed)
        table = month_table(cohort)
        for number, service in enumerate(SERVICES):
            made = build_trials(table, service.name, HORIZON, seed=seed)
            found = estimate_effect(made.sample, Settings(seed=seed)).estimate
            truth = _truth(cohort, number)
            errors.append(abs(found.effect - truth) < 1.96 * found.se)
            off.append(found.effect - truth)
            wrong += abs(truth) > 0.01 and np.sign(found.effect) != np.sign(truth)
    assert abs(np.mean(off)) <= 0.005
    assert 0.90 <= np.mean(errors) <= 0.99
    assert wrong == 0


@pytest.mark.long
@pytest.mark.parametrize("recorded", [True, False])
def test_hidden_reasons_are_met_by_the_recorded_estimate_or_by_the_band(recorded: bool) -> None:
    from schakel.programme.effects.sensitivity import judge
    from schakel.programme.effects.simulator import SERVICES

    covered = []
    cohort = draw_cohort(50_000, 7, selection=0.2)
    table = month_table(cohort, with_estimate=recorded)
    for number, service in enumerate(SERVICES):
        made = build_trials(table, service.name, HORIZON)
        fitted = estimate_effect(made.sample, Settings())
        margin = 0.0 if recorded else judge(made.sample, fitted, Settings()).margin
        room = 1.96 * fitted.estimate.se + margin
        covered.append(abs(fitted.estimate.effect - _truth(cohort, number)) < room)
    assert np.mean(covered) >= 0.9
