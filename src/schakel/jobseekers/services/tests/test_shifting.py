"""When a shift between services is told, and when not: windows, chance, ten at least, and both by name."""

from __future__ import annotations

from datetime import date

from schakel.jobseekers.services.shifting import look_around, month_after, windows

TODAY = date(2026, 11, 23)
CHANGED = date(2026, 6, 15)
CONTENTS = {"a": "guidance", "b": "guidance", "c": "training"}


def starts(before: dict[str, int], after: dict[str, int]) -> dict[str, dict[date, int]]:
    """So many starts in April 2026 and in August 2026."""
    keys = {*before, *after}
    return {key: {date(2026, 4, 1): before.get(key, 0), date(2026, 8, 1): after.get(key, 0)} for key in keys}


def test_the_months_around_a_change_are_whole_ones() -> None:
    assert windows(CHANGED) == (
        [date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)],
        [date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)],
    )
    assert windows(date(2026, 1, 1)) == (
        [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1)],
        [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)],
    )


def test_a_month_later_passes_the_year() -> None:
    assert (month_after(date(2026, 12, 1), 1), month_after(date(2026, 1, 1), -1)) == (
        date(2027, 1, 1),
        date(2025, 12, 1),
    )


def test_a_service_that_lost_is_told_with_its_twin_that_won() -> None:
    looked = look_around(
        CHANGED, starts({"a": 40, "b": 5, "c": 20}, {"a": 5, "b": 40, "c": 20}), CONTENTS, TODAY
    )
    (shift,) = looked.shifts
    assert (shift.lost.key, shift.won.key, shift.is_same_content) == ("a", "b", True)
    assert shift.lost.before.value == 40 / 65
    assert shift.lost.change.high < 0 < shift.won.change.low


def test_without_a_twin_the_largest_winner_is_named_and_not_called_the_same() -> None:
    looked = look_around(CHANGED, starts({"a": 40, "c": 5}, {"a": 5, "c": 40}), CONTENTS, TODAY)
    assert [(one.won.key, one.is_same_content) for one in looked.shifts] == [("c", False)]


def test_what_chance_may_explain_is_not_told() -> None:
    assert look_around(CHANGED, starts({"a": 12, "b": 10}, {"a": 10, "b": 12}), CONTENTS, TODAY).shifts == ()


def test_a_service_with_fewer_than_ten_is_never_named() -> None:
    looked = look_around(CHANGED, starts({"a": 9, "c": 1}, {"a": 0, "b": 9, "c": 1}), CONTENTS, TODAY)
    assert (looked.is_few, looked.shifts) == (False, ())


def test_fewer_than_ten_starts_say_nothing() -> None:
    assert look_around(CHANGED, starts({"a": 5}, {"a": 50}), CONTENTS, TODAY).is_few


def test_a_change_of_which_the_months_have_not_passed_is_too_early() -> None:
    found = starts({"a": 40}, {"a": 40})
    assert look_around(date(2026, 8, 3), found, CONTENTS, TODAY).is_early
    assert not look_around(date(2026, 7, 20), found, CONTENTS, TODAY).is_early
