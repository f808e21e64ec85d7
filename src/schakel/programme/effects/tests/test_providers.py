"""Providers: what chance does is not told as a difference, and a true difference is found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.programme.effects.funnel import _round_step, funnel_svg
from schakel.programme.effects.providers import Comparison, compare_providers, overdispersion, shrink
from schakel.programme.effects.showing import comparison_values
from schakel.programme.effects.simulator import logistic

SIZES = (15, 30, 60, 120, 250, 800)


def compared(
    seed: int, spread: float, count: int = 40, sizes: tuple[int, ...] = SIZES
) -> tuple[Comparison, np.ndarray]:
    """Providers with unlike clients, and their true differences with the average of all clients."""
    rng = np.random.default_rng(seed)
    n = rng.choice(sizes, count)
    own, mix = rng.normal(0, spread, count), rng.normal(0, 0.5, count)
    codes = np.repeat(np.arange(count), n)
    traits = rng.normal(size=(len(codes), 3))
    traits[:, 0] += mix[codes]
    odds = -0.8 + 0.8 * traits[:, 0] + 0.3 * traits[:, 1]
    outcome = (rng.random(len(codes)) < logistic(odds + own[codes])).astype(float)
    gain = logistic(odds + own[codes]) - logistic(odds)
    truth = np.bincount(codes, gain) / n - gain.mean()
    return compare_providers(np.char.mod("p%02d", codes), outcome, traits), truth


def _decided(found: Comparison) -> list[int]:
    return [i for i, each in enumerate(found.providers) if each.statement in {"above", "below"}]


def test_without_true_differences_hardly_anything_is_said() -> None:
    wrong = [len(_decided(compared(seed, 0.0)[0])) / 40 for seed in range(20)]
    assert np.mean(wrong) <= 0.01


@pytest.mark.long
@pytest.mark.parametrize("count", [3, 10, 40])
def test_among_like_providers_of_some_hundreds_of_clients_hardly_one_is_called_different(count: int) -> None:
    found = [compared(seed, 0.0, count, (360, 420, 480))[0] for seed in range(120)]
    assert np.mean([len(_decided(each)) / count for each in found]) <= 0.01
    assert np.mean([provider.beyond for each in found for provider in each.providers]) <= 0.01


@pytest.mark.long
def test_small_unrecorded_differences_in_clients_are_seldom_taken_for_the_providers() -> None:
    """The spread here is of clients, by a trait that nobody recorded: a tenth of a log-odds."""
    found = [compared(seed, 0.1, 10, (360, 420, 480))[0] for seed in range(120)]
    assert np.mean([len(_decided(each)) / 10 for each in found]) <= 0.05


def test_with_true_differences_intervals_are_honest_and_statements_right() -> None:
    inside, right = [], []
    for seed in range(20):
        found, truth = compared(seed, 0.3)
        told = [i for i, each in enumerate(found.providers) if each.statement != "too_few"]
        inside += [found.providers[i].low <= truth[i] <= found.providers[i].high for i in told]
        right += [(found.providers[i].statement == "above") == (truth[i] > 0) for i in _decided(found)]
    assert np.mean(inside) >= 0.9
    assert len(right) > 20
    assert np.mean(right) >= 0.95


def test_small_providers_have_a_name_and_nothing_else() -> None:
    found, _truth = compared(1, 0.2)
    values = comparison_values(found)["providers"]
    small = [each for each in values if each["statement"] == "too_few"]
    assert small
    assert all(set(each) == {"provider", "statement", "n"} for each in small)
    assert [each["provider"] for each in values] == sorted(each["provider"] for each in values)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(-0.3, 0.3), st.floats(0.01, 0.2)), min_size=3, max_size=12))
def test_a_difference_is_drawn_to_the_average_and_its_bounds_are_in_order(
    told: list[tuple[float, float]],
) -> None:
    difference, error = np.array(told).T
    centre, low, high, better = shrink(difference, error, np.ones(len(error), dtype=bool))
    assert (low <= high).all()
    assert ((better >= 0) & (better <= 1)).all()
    assert (np.abs(centre) <= np.abs(difference) + 1e-12).all()
    assert (np.abs(centre) <= np.maximum(np.abs(low), np.abs(high)) + 1e-9).all()


def test_the_spread_is_integrated_as_a_sum_over_each_spread_would_be() -> None:
    difference, error = np.array([0.1, -0.05, 0.02, 0.2]), np.array([0.05, 0.04, 0.06, 0.05])
    weights, means = [], []
    for step in range(161):
        spread = step * 0.0025
        density = 1.0
        for d, s in zip(difference, error, strict=True):
            variance = s**2 + spread**2
            density *= np.exp(-(d**2) / variance / 2) / np.sqrt(variance)
        weights.append(density * np.exp(-((spread / 0.06) ** 2) / 2) * (0.5 if step == 0 else 1))
        means.append(spread**2 / (spread**2 + error**2) * difference)
    by_hand = np.average(means, axis=0, weights=weights)
    assert shrink(difference, error, np.ones(4, dtype=bool))[0] == pytest.approx(by_hand)


def test_no_more_than_chance_is_no_spread() -> None:
    error = np.full(50, 0.05)
    calm = np.random.default_rng(0).normal(0, 0.02, 50)
    assert overdispersion(calm, error)[1] == 0
    assert overdispersion(5 * calm + 0.1 * np.sign(calm), error)[1] > 0.05


def test_two_providers_have_no_average() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        compare_providers(np.array(["a", "b"] * 50), np.tile([0.0, 1.0, 1.0, 0.0], 25), np.ones((100, 1)))


def test_the_funnel_shows_who_may_be_shown_and_names_are_safe() -> None:
    from xml.etree import ElementTree

    found, _truth = compared(2, 0.2)
    drawn = ElementTree.fromstring(funnel_svg(found))
    shown = sum(each.statement != "too_few" for each in found.providers)
    assert len([e for e in drawn.iter() if e.tag.endswith("circle")]) == shown
    assert drawn.find("{http://www.w3.org/2000/svg}desc").text.startswith(f"{shown} aanbieders;")


def test_the_funnel_of_nobody_who_may_be_shown_has_limits_and_no_points() -> None:
    found, _truth = compared(3, 0.0, 4, (20,))
    drawn = funnel_svg(found)
    assert "<circle" not in drawn
    assert drawn.count("<polyline") == 4


@pytest.mark.parametrize(("length", "step"), [(5, 1), (28, 10), (7, 2), (1042, 500), (0.9, 0.2), (100, 20)])
def test_the_steps_of_an_axis_are_round(length: float, step: float) -> None:
    assert _round_step(length) == pytest.approx(step)
