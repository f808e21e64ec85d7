"""Which counts a colleague sees who did not draw: none below ten, and none by subtraction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.journal.verbs import all_verbs
from schakel.programme.studies.disclosing import Shown, shown
from schakel.programme.studies.steps import STEPS

COUNTS = st.integers(0, 40)


def test_who_drew_sees_all() -> None:
    assert shown(3, 2, 1, is_open=True) == Shown(3, 2, 1, has_all=True)


@given(COUNTS, COUNTS, COUNTS)
def test_no_small_number_is_shown_or_follows(frame: int, drawn: int, took_part: int) -> None:
    drawn, took_part = min(frame, drawn), min(frame, drawn, took_part)
    told = shown(frame, drawn, took_part, is_open=False)
    seen = [count for count in (told.frame, told.drawn, told.took_part) if count is not None]
    rests = [a - b for a in seen for b in seen if a > b]
    assert all(count == 0 or count >= 10 for count in [*seen, *rests])


def test_large_numbers_are_shown() -> None:
    assert shown(60, 30, 20, is_open=False) == Shown(60, 30, 20, has_all=False)


def test_every_step_of_a_study_is_an_act_that_is_recorded() -> None:
    assert STEPS.keys() <= {verb.name for verb in all_verbs()}
