"""Legal terms end on the day the calendar and the Algemene termijnenwet say."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.ground.norms.engine.terms import Term, parse_term, term_end


@pytest.mark.parametrize(
    ("after", "term", "end"),
    [
        (date(2026, 1, 31), "P1M", date(2026, 3, 2)),
        (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
        (date(2026, 8, 31), "P6M", date(2027, 2, 28)),
        (date(2026, 11, 2), "P4W", date(2026, 11, 30)),
        (date(2026, 11, 21), "P4W", date(2026, 12, 21)),
        (date(2026, 4, 3), "P3BD", date(2026, 4, 9)),
        (date(2026, 12, 4), "P3W", date(2026, 12, 28)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2026, 11, 22), "P0D", date(2026, 11, 23)),
    ],
)
def test_the_latest_day(after: date, term: str, end: date) -> None:
    assert term_end(after, parse_term(term), is_latest=True) == end


def test_a_long_term_may_end_on_a_sunday() -> None:
    assert term_end(date(2026, 5, 22), parse_term("P6M"), is_latest=True) == date(2026, 11, 22)


def test_a_day_that_is_no_latest_one_does_not_move() -> None:
    assert term_end(date(2026, 11, 21), parse_term("P4W"), is_latest=False) == date(2026, 12, 19)


def test_a_term_beyond_the_calendar_has_no_end() -> None:
    assert term_end(date(9999, 12, 1), Term(5, "years"), is_latest=True) is None


@pytest.mark.parametrize("text", ["", "P", "6M", "P6", "PM", "P-6M", "P1.5M", "P6Ms", "P99999D", "PT5H"])
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="geen termijn"):
        parse_term(text)


def test_a_term_is_written_as_it_was_read() -> None:
    assert [str(parse_term(text)) for text in ("P6M", "P3BD", "P4W")] == ["P6M", "P3BD", "P4W"]
