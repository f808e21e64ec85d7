"""Theoretical volume equals a count of all that can happen, and finds changes that are known."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.programme.effects import logistic
from schakel.programme.effects.benefits import Benefits, Volume, benefit_volume, measure
from schakel.programme.effects.leaving import Ahead, Leaving, Months, learn, months_between
from schakel.programme.effects.model import Estimate
from schakel.programme.effects.showing_benefits import benefit_values
from schakel.programme.effects.spells import Spells
from schakel.programme.effects.tests.benefit_samples import LAST, draw_benefits

LOW = 36


def _answered(found: Benefits) -> Volume:
    assert found.volume is not None, found.refusals
    return found.volume


def _by_enumeration(
    model: Leaving, spells: Spells, spell: int, entry: int, until: int
) -> tuple[float, float]:
    """Mean and variance of the months of one benefit, from the chance of each month to be its last."""
    stays, moments = 1.0, [0.0, 0.0]
    for month in range(entry, until + 1):
        at = Months(np.array([spell]), np.array([month]))
        hazard = float(logistic.chances(model.columns(spells, at), model.coefficients)[0])
        chance = stays * (hazard if month < until else 1.0)
        count = month - entry + 1
        moments[0] += chance * count
        moments[1] += chance * count**2
        stays *= 1 - hazard
    return moments[0], moments[1] - moments[0] ** 2


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 50), st.integers(24, 40), st.integers(0, 12))
def test_the_months_to_expect_are_those_of_counting_all_that_can_happen(
    seed: int, low: int, length: int
) -> None:
    spells = draw_benefits(120, seed)
    model = learn(spells, low)
    assert model is not None
    until = min(low + length, LAST)
    inside = np.flatnonzero((spells.last >= low) & (spells.first <= until))
    ours = spells.select(inside)
    entry = np.maximum(ours.first, low)
    course = Ahead(model, ours, entry, until).course()
    told = [_by_enumeration(model, ours, spell, int(entry[spell]), until) for spell in range(len(inside))]
    assert np.allclose(course.months, [mean for mean, _variance in told])
    assert np.allclose(course.variance, [variance for _mean, variance in told], atol=1e-9)


def test_the_gradient_is_that_of_moving_each_coefficient_a_little() -> None:
    spells = draw_benefits(200, 3)
    model = learn(spells, LOW)
    assert model is not None
    ours = spells.select(np.flatnonzero(spells.last >= LOW))
    ahead = Ahead(model, ours, np.maximum(ours.first, LOW), LAST)
    gradient = ahead.course().gradient
    for place in range(len(gradient)):
        step = np.zeros(len(gradient))
        step[place] = 1e-5
        sums = [
            replace(ahead, model=replace(model, coefficients=model.coefficients + sign * step)).course()
            for sign in (1, -1)
        ]
        slope = (sums[0].months.sum() - sums[1].months.sum()) / 2e-5
        assert gradient[place] == pytest.approx(slope, rel=1e-4, abs=1e-4)


def _by_hand(n: int = 400, out_of: int = 10) -> Spells:
    """Benefits of over ten years old; in each of the first twelve months one in ten of the rest ends."""
    last, ended = np.full(n, 15), np.zeros(n, dtype=bool)
    running = np.arange(n)
    for month in range(12):
        stops, running = running[: len(running) // out_of], running[len(running) // out_of :]
        last[stops], ended[stops] = month, True
    nothing = np.zeros(n, dtype=np.int64)
    return Spells(nothing, last, nothing - 150, ended, np.empty((n, 0)), (), {}, 0, 15)


def test_without_traits_it_is_the_share_that_stays_to_the_power_of_the_months() -> None:
    spells = _by_hand()
    at = months_between(spells, 0, 11)
    stays = 1 - int((spells.last < 12).sum()) / len(at.spell)
    volume = _answered(benefit_volume(spells, 12, 15))
    running = int((spells.last >= 12).sum())
    assert volume.actual == 4 * running
    assert volume.theoretical == pytest.approx(running * (1 + stays + stays**2 + stays**3), rel=1e-6)


def test_a_model_learned_expects_as_many_ends_as_there_were() -> None:
    spells = draw_benefits(1_000, 4)
    model = learn(spells, LOW)
    assert model is not None
    at = months_between(spells, 0, LOW - 1)
    ends = int((spells.ended & (spells.last < LOW)).sum())
    assert model.ended == ends
    assert logistic.chances(model.columns(spells, at), model.coefficients).sum() == pytest.approx(ends)


def test_where_nothing_changed_the_interval_holds_nothing_nine_times_in_ten() -> None:
    held = []
    for seed in range(40):
        told = _answered(benefit_volume(draw_benefits(1_500, seed), LOW, LAST)).difference
        held.append(told.low <= 0 <= told.high)
    assert np.mean(held) >= 0.875


def test_faster_ends_give_a_lower_volume_of_the_true_size() -> None:
    faster = benefit_volume(draw_benefits(40_000, 1, changed=0.5), LOW, LAST)
    same = benefit_volume(draw_benefits(40_000, 2), LOW, LAST)
    assert faster.statement == "lower"
    ours, theirs = _answered(faster), _answered(same)
    truth = ours.actual / ours.n - theirs.actual / theirs.n
    assert truth < -0.5
    assert ours.difference.effect / ours.n == pytest.approx(truth, abs=0.1)


def test_people_with_more_distance_are_not_taken_for_slower_ends() -> None:
    spells = draw_benefits(40_000, 5, harder_since=LOW)
    blind = replace(spells, traits=np.empty((len(spells.first), 0)), names=())
    seeing, not_seeing = (_answered(benefit_volume(each, LOW, LAST)) for each in (spells, blind))
    assert not_seeing.difference.low > 0
    assert abs(seeing.difference.effect) < abs(not_seeing.difference.effect) / 3
    change = benefit_volume(spells, LOW, LAST).change
    assert change is not None
    assert change.case_mix > 1_000


def test_a_better_labour_market_is_told_apart_when_its_figure_is_given() -> None:
    figures = np.sin(np.arange(LAST + 1) / 5.0) + np.where(np.arange(LAST + 1) >= LOW, 0.8, 0)
    spells = draw_benefits(8_000, 6, economy=figures, slope=0.7)
    blind = replace(spells, economy=np.empty(0))
    seeing, not_seeing = benefit_volume(spells, LOW, LAST), benefit_volume(blind, LOW, LAST)
    told = _answered(seeing).difference
    assert told.low <= 0 <= told.high
    assert abs(told.effect) < abs(_answered(not_seeing).difference.effect)
    assert seeing.change is not None
    assert seeing.change.economy is not None
    assert not_seeing.change is not None
    assert not_seeing.change.economy is None


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 30), st.integers(24, 40), st.booleans())
def test_the_parts_of_a_change_add_up(seed: int, low: int, has_economy: bool) -> None:
    figures = np.cos(np.arange(LAST + 1)) if has_economy else None
    found = benefit_volume(draw_benefits(1_500, seed, economy=figures), low, LAST)
    change = found.change
    assert change is not None
    parts = change.numbers + change.case_mix + (change.economy or 0.0) + change.rest
    assert change.previous + parts == pytest.approx(change.actual)


def test_benefits_nobody_saw_end_count_as_expected_between_two_bounds() -> None:
    spells = draw_benefits(4_000, 7, lost=0.006)
    volume = _answered(benefit_volume(spells, LOW, LAST))
    assert volume.lost > 50
    assert volume.least < volume.actual < volume.most
    told = volume.difference
    assert told.low <= 0 <= told.high
    ours = spells.select(np.flatnonzero((spells.last >= LOW) & (spells.first <= LAST)))
    assert volume.least == sum(
        int(ours.last[row]) - max(int(ours.first[row]), LOW) + 1 for row in range(len(ours.first))
    )


def test_groups_are_told_apart_and_small_ones_have_no_figure() -> None:
    spells = draw_benefits(4_000, 8)
    rare = np.where(
        np.arange(len(spells.first)) < 6, "rare", np.where(spells.groups["coin"] == "x", "x", "y")
    )
    found = benefit_volume(replace(spells, groups={**spells.groups, "rare": rare}), LOW, LAST)
    told = {(g["variable"], g["value"]): g for g in benefit_values(found)["groups"]}
    assert told["coin", "x"]["statement"] == told["coin", "y"]["statement"] == "indistinct"
    parts = [told["kind", value]["actual"] for value in ("far", "near")]
    assert sum(parts) == pytest.approx(_answered(found).actual)
    assert told["rare", "rare"]["n"] is told["rare", "rare"]["actual"] is None
    hidden = [value for value in ("x", "y") if told["rare", value]["actual"] is None]
    assert len(hidden) == 1


def test_a_difference_no_larger_than_the_miss_of_the_period_before_is_not_called_one() -> None:
    found = benefit_volume(draw_benefits(4_000, 9, changed=0.5), LOW, LAST)
    assert found.statement == "lower"
    assert found.backtest is not None
    missed = replace(found.backtest, difference=Estimate(-found.backtest.theoretical, 1.0))
    assert replace(found, backtest=missed).statement == "indistinct"


BAD: list[tuple[str, dict[str, Any], int]] = [
    ("short_past", {}, 11),
    ("few_benefits", {"n": 60}, LOW),
    ("follow_up", {"lost": 0.05}, LOW),
]


@pytest.mark.parametrize(("code", "asked", "low"), BAD, ids=[case[0] for case in BAD])
def test_what_cannot_be_known_is_refused_with_its_reason(code: str, asked: dict[str, Any], low: int) -> None:
    values = benefit_values(benefit_volume(draw_benefits(**asked), low, LAST))
    assert (values["status"], values["reason"]) == ("refused", code)
    assert [values[key] for key in ("actual", "theoretical", "difference", "low", "high")] == [None] * 5
    assert values["sentences"]["nl"][0].startswith("Hier kunnen wij geen eerlijke uitspraak over doen")


def test_where_nobody_ever_left_nothing_is_expected() -> None:
    spells = draw_benefits(500, 1)
    forever = replace(
        spells, ended=np.zeros(len(spells.first), dtype=bool), last=np.full(len(spells.first), LAST)
    )
    assert benefit_volume(forever, LOW, LAST).refusals[0].code == "few_benefits"


def test_without_a_past_of_that_length_there_is_no_backtest_and_it_is_said() -> None:
    values = benefit_values(benefit_volume(draw_benefits(3_000, 2), 20, LAST))
    assert values["backtest"] is None
    assert values["change"] is None
    assert any("verleden is te kort" in sentence for sentence in values["sentences"]["nl"])


def test_a_month_on_the_other_side_of_the_border_moves_between_past_and_period() -> None:
    spells = draw_benefits(2_000, 3)
    model = learn(spells, LOW)
    assert model is not None
    volumes = [measure(model, spells, LOW, high).actual for high in range(LOW, LAST + 1)]
    months = [int(np.sum((spells.first <= month) & (spells.last >= month))) for month in range(LOW, LAST + 1)]
    assert volumes[0] == months[0]
    assert [later - before for before, later in pairwise(volumes)] == months[1:]
