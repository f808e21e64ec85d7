"""A mix that follows from a population, and an actual mix beside a target: worked out by hand."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import connections
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.kernel.shares import LEAST, difference
from schakel.jobseekers.services.catalogue.model import CONTENTS, MIX, mix_of
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.mixing import beside_target, derived_mix, percents, safe_population


@given(st.dictionaries(st.sampled_from("abcde"), st.floats(0.01, 1000), min_size=1))
def test_percents_are_whole_and_make_a_hundred(weights: dict[str, float]) -> None:
    found = percents(weights)
    assert sum(found.values()) == 100
    total = sum(weights.values())
    assert all(abs(found[key] - 100 * weight / total) < 1 for key, weight in weights.items())


def test_a_mix_follows_from_the_population() -> None:
    planned = {
        "near": {"intensive": 20, "monitoring": 80},
        "far": {"trajectory": 100},
        "unknown": {"intensive": 100},
    }
    found = derived_mix({"near": 50, "far": 30, "unknown": 20}, planned)
    assert found == {"intensive": 30, "monitoring": 40, "modular": 0, "trajectory": 30, "other": 0}


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"near": 30, "far": 20}, {"near": 30, "far": 20}),
        ({"near": 30, "far": 4}, {"unknown": 34}),
        ({"near": 30, "far": 4, "unknown": 40}, {"near": 30, "unknown": 44}),
        ({"near": 30, "far": 12, "unknown": 3}, {"near": 30, "unknown": 15}),
        ({"near": 5, "far": 4}, {}),
        ({}, {}),
    ],
)
def test_a_distance_with_fewer_than_ten_clients_is_told_as_unknown(
    counts: dict[str, int], found: dict[str, int]
) -> None:
    assert safe_population(counts) == found


@given(st.dictionaries(st.sampled_from(["near", "far", "unknown"]), st.integers(0, 60)))
def test_no_population_tells_of_fewer_than_ten(counts: dict[str, int]) -> None:
    found = safe_population(counts)
    assert all(count >= LEAST for count in found.values())
    assert not found or sum(found.values()) == sum(counts.values())


@pytest.mark.parametrize(
    ("hits", "total", "target", "words"),
    [
        (30, 100, 32, "in lijn met het doel van 32%"),
        (80, 100, 50, "30 procentpunten meer dan het doel van 50%"),
        (20, 100, 50, "30 procentpunten minder dan het doel van 50%"),
    ],
)
def test_the_difference_with_a_target_in_words(hits: int, total: int, target: int, words: str) -> None:
    with override("nl"):
        assert beside_target(hits, total, target) == words


def test_the_interval_of_a_difference_is_that_of_newcombe() -> None:
    """The published example 56/70 against 48/80 (Newcombe 1998, table II, method 10)."""
    found = difference(56, 70, 48, 80)
    assert (found.value, round(found.low, 4), round(found.high, 4)) == (pytest.approx(0.2), 0.0524, 0.3339)


def test_every_service_of_the_catalogue_has_a_group() -> None:
    held = the_catalogue().services
    assert {one.mix for one in held.values()} == set(MIX)
    named = {"intensieve-begeleiding": "intensive", "monitoring": "monitoring", "iro": "trajectory"}
    named |= {"module-sollicitatie": "modular", "ww08-losse-diensten": "modular", "beschut-werk": "other"}
    assert {key: held[key].mix for key in named} == named


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_database_groups_as_python_does() -> None:
    with connections["owner"].cursor() as cursor:
        for content, is_bought in product(CONTENTS, (True, False)):
            cursor.execute("select services_mix_group('{}', 'local-x', %s, %s)", [content, is_bought])
            assert cursor.fetchone()[0] == mix_of(content, is_bought=is_bought)
        cursor.execute("""select services_mix_group('{"x": "modular"}', 'x', 'guidance', false)""")
        assert cursor.fetchone()[0] == "modular"
