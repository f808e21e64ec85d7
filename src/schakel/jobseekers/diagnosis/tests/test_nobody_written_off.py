"""Whatever somebody scores, every way of guiding and every rung stays open to a person (conflict C28)."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schakel.jobseekers.diagnosis.actions.concluding import _check
from schakel.jobseekers.diagnosis.instruments.model import RUNGS, VARIANTS
from schakel.jobseekers.diagnosis.instruments.scoring import advise, all_scores
from schakel.jobseekers.diagnosis.instruments.shelf import own_instruments
from schakel.jobseekers.diagnosis.tests.scene import conclusion

OURS = own_instruments()[0]


@st.composite
def answers(draw: st.DrawFn) -> dict[str, dict[str, int | str]]:
    """Any answers to the questions about work, some left open."""
    found: dict[str, dict[str, int | str]] = {}
    for part in OURS.core:
        for question in part.questions:
            if question.scale is not None and draw(st.booleans()):
                found.setdefault(part.name, {})[question.name] = draw(st.sampled_from(question.scale.values))
    return found


@given(answers(), st.sampled_from(VARIANTS), st.sampled_from(list(RUNGS)), st.integers(0, 100))
def test_no_score_closes_a_way_of_guiding_or_a_rung(
    given_answers: dict[str, dict[str, Any]], variant: str, rung: int, chance: int
) -> None:
    advice = advise(OURS, all_scores(OURS, given_answers))
    assert advice.variant in (None, *VARIANTS)
    _check(conclusion(variant=variant, rung=rung, chance=chance, reason_text="Samen besproken."), advice)
