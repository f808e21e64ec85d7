"""Scores equal the tables that were worked out by hand; unknown stays unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.jobseekers.diagnosis.instruments.model import Answers
from schakel.jobseekers.diagnosis.instruments.scoring import (
    advise,
    all_scores,
    rung_of,
    score,
    wrong_answers,
)
from schakel.jobseekers.diagnosis.instruments.shelf import own_instruments
from schakel.jobseekers.diagnosis.tests.scene import ANSWERS

OURS = own_instruments()[0]

# Worked by hand: points over the most these questions can give, in percent, half up.
BY_HAND = [
    ("wishes", "wishes", {"clear": 3, "reachable": 2, "steps": 1}, 67, "deels"),  # 6 of 9
    ("wishes", "wishes", {"clear": 3, "steps": 3}, 100, "sterk"),  # 6 of 6: one is open
    ("wishes", "wishes", {"clear": 0, "reachable": 0, "steps": 0}, 0, "nog weinig"),
    ("motivation", "motivation", {"wants": 3, "believes": 2, "doubts": 0}, 89, "sterk"),  # 3+2+3 of 9
    ("motivation", "motivation", {"wants": 3, "believes": 2, "doubts": 3}, 56, "deels"),  # 3+2+0 of 9
    ("possibilities", "possibilities", {"experience": 1, "available": 3}, 56, "deels"),  # 2*1+3 of 9
    ("possibilities", "possibilities", {"experience": 3, "available": 0}, 67, "deels"),  # 2*3+0 of 9
    ("possibilities", "attitude", {"responsible": 1, "dutiful": 1}, 33, "nog weinig"),  # 2 of 6
    ("competences", "content", {"craft": 2, "learns": 2}, 67, "deels"),  # 4 of 6
    ("competences", "behaviour", {"together": 3, "on_time": 2}, 83, "sterk"),  # 5 of 6
    ("limitations", "limitations", {"lifting": 2, "pace": 0, "times": 0, "travel": 1}, 25, "weinig hinder"),
    ("limitations", "limitations", {"lifting": 3, "pace": 3, "times": 1, "travel": 1}, 67, "veel hinder"),
    ("self_reliance", "distance", {"does": 3, "ready": 1}, 54, "onbetaald werk"),  # 2*3+1 of 13
    ("self_reliance", "distance", {"does": 5, "ready": 3}, 100, "werk zonder hulp"),
    ("self_reliance", "distance", {"does": 0, "ready": 0}, 0, "geïsoleerd"),
    ("self_reliance", "means", {"knows_way": 1, "has_means": 2}, 50, "deels"),  # 3 of 6
    ("money", "money", {"hinders": 2}, 67, "veel hinder"),  # 2 of 3
]


@pytest.mark.parametrize(("part", "name", "answers", "percent", "words"), BY_HAND)
def test_a_score_equals_the_table_worked_by_hand(
    part: str, name: str, answers: Answers, percent: int, words: str
) -> None:
    found = all_scores(OURS, {part: answers})[part, name]
    assert (found.percent, found.band and found.band.label["nl"]) == (percent, words)


def test_too_few_answers_give_no_score_and_never_a_zero() -> None:
    found = all_scores(OURS, {"wishes": {"clear": 0}})["wishes", "wishes"]
    assert (found.percent, found.band, found.answered) == (None, None, 1)


# Worked by hand from the four rules of requirement R060.
VARIANTS = [
    ({"works_along": 3, "shows_up": 3, "starts": 3, "asks": 3, "knows_way": 3, "has_means": 3}, "monitor"),
    ({"works_along": 3, "shows_up": 3, "starts": 3, "asks": 3, "knows_way": 1, "has_means": 1}, "advise"),
    ({"works_along": 3, "shows_up": 3, "starts": 1, "asks": 1, "knows_way": 3, "has_means": 3}, "coach"),
    ({"works_along": 2, "shows_up": 1, "starts": 0, "asks": 0}, "coach"),
    ({"works_along": 0, "shows_up": 1, "starts": 3, "asks": 3, "knows_way": 3, "has_means": 3}, "enforce"),
    ({"works_along": 0, "shows_up": 0}, "enforce"),
]


@pytest.mark.parametrize(("answers", "variant"), VARIANTS)
def test_self_reliance_leads_to_one_of_four_ways_of_guiding(answers: Answers, variant: str) -> None:
    advice = advise(OURS, all_scores(OURS, {"self_reliance": answers}))
    assert (advice.variant, advice.missing) == (variant, ())
    assert advice.because


def test_without_knowing_whether_somebody_cooperates_there_is_no_advice() -> None:
    answers = {"starts": 3, "asks": 3, "knows_way": 3, "has_means": 3}
    advice = advise(OURS, all_scores(OURS, {"self_reliance": answers}))
    assert advice.variant is None
    assert [one.name for one in advice.missing] == ["willing"]


def test_the_score_for_distance_points_to_a_rung() -> None:
    assert rung_of(OURS, all_scores(OURS, ANSWERS)) == 4
    assert rung_of(OURS, all_scores(OURS, {})) is None


def test_answers_outside_the_scale_or_to_nothing_asked_are_named() -> None:
    part = OURS.core[0]
    wrong: Answers = {"clear": 4, "reachable": "3", "steps": True, "which": 5, "shoe_size": 43}
    assert wrong_answers(part, wrong) == list(wrong)
    assert wrong_answers(part, {"reachable": 2}, is_own=True) == ["reachable"]
    assert wrong_answers(part, {"which": "x" * 1001}) == ["which"]


@given(st.data())
def test_a_higher_answer_never_lowers_a_score_unless_it_is_reversed(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from([p for p in OURS.parts if p.scores]))
    found = data.draw(st.sampled_from(part.scores))
    answers = {q.name: data.draw(st.sampled_from(q.scale.values)) for q in found.questions if q.scale}
    before = score(found, answers).percent
    raised = data.draw(st.sampled_from(found.questions))
    assert raised.scale is not None
    up = min(answers[raised.name] + 1, raised.scale.highest)
    after = score(found, {**answers, raised.name: up}).percent
    assert before is not None
    assert after is not None
    assert 0 <= before <= 100
    assert after <= before if raised.is_reversed else after >= before
