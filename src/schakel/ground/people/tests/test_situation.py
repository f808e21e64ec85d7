"""The situation of a client's income, against a count of days one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.people.situation import BETWEEN_DAYS, Right, Situation, situation_on

DAY = date(2026, 5, 1)
days = st.integers(-250, 250).map(lambda n: DAY + timedelta(days=n))


@st.composite
def rights(draw) -> Right:
    first = draw(days)
    length = draw(st.none() | st.integers(0, 300))
    regime = draw(st.sampled_from(["ww", "participatiewet", "wga"]))
    return Right(regime, first, None if length is None else first + timedelta(days=length))


def _counted(found: list[Right], day: date) -> Situation:
    """Every right as the set of its days near the day, and the words of the definition over those sets."""
    span = [day + timedelta(days=n) for n in range(-700, 701)]
    covered = [(r.regime, {d for d in span if r.first <= d and (r.end is None or d < r.end)}) for r in found]
    covered = [(regime, kept) for regime, kept in covered if kept]
    today = {regime for regime, kept in covered if day in kept}
    if len(today) > 1:
        return Situation.CONCURRENT
    near = {day + timedelta(days=n) for n in range(-BETWEEN_DAYS + 1, BETWEEN_DAYS)}
    for old, kept in covered:
        for new, later in covered:
            gone = max(kept) + timedelta(days=1)
            if old == new or gone > span[-1] or min(kept) > min(later):
                continue
            if gone in near and min(later) in near and abs((min(later) - gone).days) < BETWEEN_DAYS:
                return Situation.TRANSITION
    return Situation.WITHIN if today else Situation.NONE


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rights(), max_size=4))
def test_the_situation_is_what_counting_days_says(found: list[Right]) -> None:
    assert situation_on(found, DAY) == _counted(found, DAY)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], Situation.NONE),
        ([Right("ww", date(2025, 1, 1))], Situation.WITHIN),
        ([Right("ww", date(2025, 1, 1), date(2025, 6, 1))], Situation.NONE),
        ([Right("ww", date(2025, 1, 1)), Right("participatiewet", date(2026, 4, 1))], Situation.CONCURRENT),
        (
            [Right("ww", date(2025, 1, 1), date(2026, 4, 20)), Right("participatiewet", date(2026, 5, 4))],
            Situation.TRANSITION,
        ),
        ([Right("ww", date(2025, 1, 1)), Right("ww", date(2026, 1, 1))], Situation.WITHIN),
    ],
)
def test_the_situations_in_plain_cases(found: list[Right], expected: Situation) -> None:
    assert situation_on(found, DAY) == expected
