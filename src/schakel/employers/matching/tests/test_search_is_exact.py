"""Index and arithmetic over all pairs give the same people and whole points, in both directions."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.employers.matching import oracle
from schakel.employers.matching.client_index import ClientIndex
from schakel.employers.matching.policy import load_policy
from schakel.employers.matching.searching import Found
from schakel.employers.matching.tables import client_table, joined, taken, vacancy_table
from schakel.employers.matching.tests import plain, worlds
from schakel.employers.matching.vacancy_index import StandingQueries, VacancyIndex

POLICY = load_policy()


def world(seed: int, people: int, work: int):
    chance = random.Random(seed)
    words = worlds.vocabulary(POLICY, chance)
    clients = [worlds.client(chance, n, words) for n in range(people)]
    vacancies = [worlds.vacancy(chance, n, words) for n in range(work)]
    return words, clients, vacancies


def pairs(found: Found) -> list[list[tuple[int, int]]]:
    rows = zip(found.numbers.tolist(), found.points.tolist(), strict=True)
    return [[(n, p) for n, p in zip(*row, strict=True) if n >= 0] for row in rows]


def by_definition(clients, vacancies, words, top, *, near=False):
    answers = []
    for number in range(len(vacancies.x)):
        points = oracle.points_of(clients, vacancies, number, words, POLICY)
        fails, is_close = oracle.failures_of(clients, vacancies, number, POLICY)
        found, worth = oracle.best(points, (fails == 1) & is_close if near else fails == 0, top)
        answers.append(list(zip(found.tolist(), worth.tolist(), strict=True)))
    return answers


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10**6), people=st.integers(1, 60), work=st.integers(1, 12), top=st.integers(1, 9),
    near=st.booleans(),
)  # fmt: skip
def test_both_indexes_and_the_oracle_equal_the_description(seed, people, work, top, near) -> None:
    words, clients, vacancies = world(seed, people, work)
    people_table, work_table = client_table(clients, words, POLICY), vacancy_table(vacancies, words, POLICY)
    for_vacancies = plain.best(clients, vacancies, words, POLICY, top, near=near)
    assert by_definition(people_table, work_table, words, top, near=near) == for_vacancies
    index = ClientIndex(people_table, words, POLICY)
    assert pairs(index.search(work_table, top, near_misses=near)) == for_vacancies
    for_clients = plain.best(clients, vacancies, words, POLICY, top, near=near, by_client=True)
    swapped = VacancyIndex(work_table, words, POLICY)
    assert pairs(swapped.search(people_table, top, near_misses=near)) == for_clients


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), changes=st.integers(1, 25))
def test_after_any_changes_the_index_finds_as_if_built_anew(seed, changes) -> None:
    words, clients, vacancies = world(seed, 40, 5)
    work = vacancy_table(vacancies, words, POLICY)
    index = ClientIndex(client_table(clients, words, POLICY), words, POLICY)
    present = dict(enumerate(clients))
    chance = random.Random(seed)
    for _ in range(changes):
        number = chance.randrange(60)
        if chance.random() < 0.3:
            index.remove(np.array([number], np.int32))
            present.pop(number, None)
        else:
            present[number] = worlds.client(chance, number, words)
            index.put(client_table([present[number]], words, POLICY), np.array([number], np.int32))
    numbers = np.array(sorted(present), np.int32)
    anew = ClientIndex(client_table([present[n] for n in numbers], words, POLICY), words, POLICY, numbers)
    for near in (False, True):
        wanted = pairs(anew.search(work, 8, near_misses=near))
        assert pairs(index.search(work, 8, near_misses=near)) == wanted
        assert pairs(index.merged().search(work, 8, near_misses=near)) == wanted
    assert index.merged().waiting == 0


def test_more_than_a_band_holds_is_cut_and_still_exact() -> None:
    words, clients, vacancies = world(7, 400, 12)
    table = client_table(clients, words, POLICY)
    rows = np.random.default_rng(7).integers(0, len(clients), 200_000)
    rows[:150_000] = rows[0]
    people, work = taken(table, rows), vacancy_table(vacancies, words, POLICY)
    found = ClientIndex(people, words, POLICY).search(work, 20, threads=2)
    assert pairs(found) == by_definition(people, work, words, 20)


@pytest.mark.long
def test_ten_thousand_vacancies_without_a_difference_before_and_after_updates() -> None:
    words, clients, vacancies = world(2026, 1_500, 10_000)
    people, work = client_table(clients, words, POLICY), vacancy_table(vacancies, words, POLICY)
    index = ClientIndex(people, words, POLICY)
    assert pairs(index.search(work, 20)) == by_definition(people, work, words, 20)
    chance = random.Random(11)
    more = client_table([worlds.client(chance, n, words) for n in range(300)], words, POLICY)
    changed = np.array(chance.sample(range(1_500), 150) + list(range(1_500, 1_650)), np.int32)
    index.put(more, changed)
    everybody = joined(people, more)
    rows = np.arange(1_650)
    rows[changed] = np.arange(1_500, 1_800)
    assert pairs(index.search(work, 20)) == by_definition(taken(everybody, rows), work, words, 20)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_standing_query_hears_of_whoever_reaches_its_minimum(seed) -> None:
    words, clients, vacancies = world(seed, 12, 30)
    minimum = np.array([random.Random(seed + n).randrange(6_000) for n in range(30)])
    standing = StandingQueries(vacancy_table(vacancies, words, POLICY), minimum, words, POLICY)
    hits = standing.hits(client_table(clients, words, POLICY))
    for client, heard in zip(clients, hits, strict=True):
        wanted = {
            (n, points)
            for n, vacancy in enumerate(vacancies)
            if not plain.failing(client, vacancy, POLICY)
            and (points := plain.points(client, vacancy, words, POLICY)) >= minimum[n]
        }
        assert set(heard) == wanted


def test_many_likely_occupations_of_one_person_do_not_hide_them() -> None:
    """Hope for points is that of the likest occupation: a sum over eighty would not fit in two bytes."""
    chance = random.Random(3)
    words = worlds.vocabulary(POLICY, chance, occupations=80)
    words = dataclasses.replace(words, fields=np.arange(80, dtype=np.int32))
    vacancies = [worlds.vacancy(chance, n, words) for n in range(30)]
    several = [
        dataclasses.replace(worlds.client(chance, n, words), occupations=tuple(words.occupations))
        for n in range(40)
    ]
    people, work = client_table(several, words, POLICY), vacancy_table(vacancies, words, POLICY)
    wanted = by_definition(people, work, words, 10)
    assert pairs(ClientIndex(people, words, POLICY).search(work, 10)) == wanted
    assert any(wanted)
    turned = VacancyIndex(work, words, POLICY).search(people, 30)
    assert sum(map(len, pairs(turned))) == sum(map(len, by_definition(people, work, words, 40)))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), people=st.integers(1, 400), near=st.booleans())
def test_common_and_rare_competences_are_both_found(seed, people, near) -> None:
    """Half of the people are alike, so that their lists are held as bits beside lists of numbers."""
    words, clients, vacancies = world(seed, 12, 8)
    rows = np.random.default_rng(seed).integers(0, 12, people)
    rows[::2] = 0
    table = taken(client_table(clients, words, POLICY), rows)
    work = vacancy_table(vacancies, words, POLICY)
    found = ClientIndex(table, words, POLICY).search(work, 7, near_misses=near)
    assert pairs(found) == by_definition(table, work, words, 7, near=near)
