"""What points mean: lines add up, more is never worse, and unknown never excludes."""

from __future__ import annotations

import random
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.employers.matching import oracle
from schakel.employers.matching.explaining import Explainer
from schakel.employers.matching.policy import ALL_POINTS, load_policy
from schakel.employers.matching.reading import FORBIDDEN
from schakel.employers.matching.tables import client_table, vacancy_table
from schakel.employers.matching.tests import plain, worlds
from schakel.employers.matching.types import ClientProfile, VacancyProfile

POLICY = load_policy()


def pair(seed: int):
    chance = random.Random(seed)
    words = worlds.vocabulary(POLICY, chance)
    return chance, words, worlds.client(chance, 0, words), worlds.vacancy(chance, 0, words)


def explainer(client, vacancy, words, language="nl") -> Explainer:
    people, work = client_table([client], words, POLICY), vacancy_table([vacancy], words, POLICY)
    return Explainer([client], [vacancy], people, work, words, POLICY, language)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6), language=st.sampled_from(["nl", "en"]))
def test_the_lines_add_up_to_the_points(seed, language) -> None:
    _chance, words, client, vacancy = pair(seed)
    of = explainer(client, vacancy, words, language)
    points = oracle.points_of(of.client_table, of.vacancy_table, 0, words, POLICY)[0]
    lines = of.lines(0, 0)
    assert sum(line.points for line in lines) == points == plain.points(client, vacancy, words, POLICY)
    assert 0 <= points <= ALL_POINTS
    assert all(line.text and "{" not in line.text for line in lines)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_every_failing_filter_is_told_and_only_those(seed) -> None:
    _chance, words, client, vacancy = pair(seed)
    failures = explainer(client, vacancy, words).failures(0, 0)
    assert sorted(f.filter.value for f in failures) == sorted(plain.failing(client, vacancy, POLICY))
    for failure in failures:
        assert set(failure.remedies) == set(POLICY.remedies[failure.filter]) & vacancy.offers


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_one_more_competence_never_lowers_the_points(seed) -> None:
    chance, words, client, vacancy = pair(seed)
    more = replace(client, competences=(*client.competences, chance.choice(sorted(words.competences))))
    people, work = client_table([client, more], words, POLICY), vacancy_table([vacancy], words, POLICY)
    before, after = oracle.points_of(people, work, 0, words, POLICY)
    assert after >= before


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_what_is_not_known_never_excludes(seed) -> None:
    _chance, words, client, vacancy = pair(seed)
    silent = replace(client, hours=None, education=None, languages=None)
    told = {f.filter.value for f in explainer(silent, vacancy, words).failures(0, 0)}
    assert not told & {"hours", "education", "language"}


@pytest.mark.parametrize("kind", [ClientProfile, VacancyProfile])
def test_a_profile_has_no_place_for_what_may_not_weigh(kind) -> None:
    names = {field.name for field in fields(kind)}
    assert not names & FORBIDDEN
    assert not hasattr(kind, "__dict__") or "__dict__" not in dir(kind)


def test_a_vacancy_of_two_lines_gives_less_than_one_of_twenty() -> None:
    chance = random.Random(3)
    words = worlds.vocabulary(POLICY, chance)
    _none, _of, _them, vacancy = pair(3)
    some, many = (
        replace(vacancy, competences=tuple(worlds.Requirement(f"c{n}") for n in range(count)))
        for count in (2, 20)
    )
    table = vacancy_table([some, many], words, POLICY)
    sums = np.add.reduceat(table.item_points.astype(int), table.item_start[:-1])
    assert sums[0] < sums[1] < POLICY.competences
