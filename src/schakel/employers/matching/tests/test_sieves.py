"""A sieve holds nobody who passes every filter, from either side, and who fails one where it can."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.employers.matching import sieves, words
from schakel.employers.matching.client_index import ClientIndex
from schakel.employers.matching.layout import WORD
from schakel.employers.matching.policy import load_policy
from schakel.employers.matching.tables import client_table, taken, vacancy_table
from schakel.employers.matching.tests import worlds
from schakel.employers.matching.vacancy_index import VacancyIndex

POLICY = load_policy()


def tables(seed: int, people: int, work: int):
    chance = random.Random(seed)
    known = worlds.vocabulary(POLICY, chance)
    clients = client_table([worlds.client(chance, n, known) for n in range(people)], known, POLICY)
    return (
        known,
        clients,
        vacancy_table([worlds.vacancy(chance, n, known) for n in range(work)], known, POLICY),
    )


def held_back(sieve: sieves.Sieve, start: np.ndarray, asked: int, excluding: int) -> np.ndarray:
    """Who is in any row that counts, by the sieve's own description."""
    values = [asked >> field.shift & field.highest for field in words.FIELDS]
    rows = [sieve.levels[number, value] for number, value in enumerate(values)]
    rows += [sieve.excluded[bit] for bit in range(64) if excluding >> bit & 1]
    found = np.zeros(start[-1], bool)
    for row in (row for row in rows if row >= 0):
        bits = np.unpackbits(sieve.bars[row].view(np.uint8), bitorder="little")
        for band in range(len(start) - 1):
            begin = sieve.start[band] * WORD
            found[start[band] : start[band + 1]] |= bits[begin:][: start[band + 1] - start[band]] > 0
    return found


def fails(had: np.ndarray, asked: np.ndarray, lacked: np.ndarray, excluding: np.ndarray) -> np.ndarray:
    return (~(had - asked) & np.uint64(words.GUARDS) != 0) | (lacked & excluding != 0)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), cuts=st.lists(st.integers(0, 40), max_size=3))
def test_both_sieves_hold_back_exactly_who_fails_a_filter(seed, cuts) -> None:
    _known, clients, work = tables(seed, 40, 40)
    start = np.array(sorted({0, *cuts, 40}))
    over_clients = sieves.client_sieve(start, clients.thresholds, clients.exclusions)
    over_work = sieves.vacancy_sieve(start, work.thresholds, work.exclusions)
    for n in range(40):
        asked, excluding = work.thresholds[n], work.exclusions[n]
        wanted = fails(clients.thresholds, asked, clients.exclusions, excluding)
        assert np.array_equal(held_back(over_clients, start, int(asked), int(excluding)), wanted)
        had, lacked = clients.thresholds[n], clients.exclusions[n]
        wanted = fails(had, work.thresholds, lacked, work.exclusions)
        assert np.array_equal(held_back(over_work, start, int(had), int(lacked)), wanted)


def test_of_very_many_hours_some_levels_share_a_bitmap_and_nobody_is_held_back_wrongly() -> None:
    nothing = np.zeros((250, 4), np.int64)
    low, high = np.zeros(250, np.int64), np.arange(250)
    had = words.client_thresholds(np.zeros(250, np.int64), nothing, low, high, POLICY.levels_below)
    none, start = np.zeros(250, np.uint64), np.array([0, 100, 250])
    sieve = sieves.client_sieve(start, had, none)
    assert len(sieve.bars) < 3 * sieves.LEVELS_KEPT
    asked = words.vacancy_thresholds(np.zeros(250, np.int64), nothing, np.arange(250), np.full(250, 250))
    for word in asked:
        found, wanted = held_back(sieve, start, int(word), 0), fails(had, word, none, np.uint64(0))
        assert not (found & ~wanted).any()
        assert found.sum() >= wanted.sum() - 250 // sieves.LEVELS_KEPT - 1


def test_an_index_without_anybody_finds_nobody() -> None:
    known, clients, work = tables(1, 3, 3)
    nobody = taken(clients, np.zeros(0, np.int64))
    assert (ClientIndex(nobody, known, POLICY).search(work, 5).numbers < 0).all()
    assert len(VacancyIndex(work, known, POLICY).search(nobody, 5).numbers) == 0
