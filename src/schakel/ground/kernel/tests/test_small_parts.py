"""Ids, periods, canonical text, the clock and the log formatter."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.kernel import clock
from schakel.ground.kernel.canonical import canonical_text, plain, text_of_plain
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.logs import PlainFormatter
from schakel.ground.kernel.periods import Period

DATES = st.dates(date(2000, 1, 1), date(2040, 1, 1))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcdefgh_", min_size=1), inner),
    max_leaves=12,
)


def test_an_id_is_a_uuid_of_version_seven_that_sorts_by_time() -> None:
    ids = [uuid7() for _ in range(200)]
    assert {one.version for one in ids} == {7}
    assert {one.variant for one in ids} == {"specified in RFC 4122"}
    millis = [one.int >> 80 for one in ids]
    assert millis == sorted(millis)
    assert len(set(ids)) == 200


@given(JSON)
def test_canonical_text_is_one_text_for_one_value(value: object) -> None:
    text = canonical_text(value)
    assert json.loads(text) == value
    assert canonical_text(json.loads(text)) == text


@given(JSON)
def test_what_is_plain_already_has_the_same_text(value: object) -> None:
    assert text_of_plain(plain(value)) == canonical_text(value)


def test_canonical_text_sorts_keys_and_writes_moments_in_utc() -> None:
    moment = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    text = canonical_text({"b": moment, "a": UUID(int=1), "c": date(2026, 7, 1)})
    assert text == (
        '{"a":"00000000-0000-0000-0000-000000000001","b":"2026-07-01T10:00:00.000000+00:00","c":"2026-07-01"}'
    )


@pytest.mark.parametrize("value", [1.5, object(), {1, 2}])
def test_canonical_text_refuses_what_could_be_written_in_two_ways(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_text(value)


@given(DATES, st.integers(0, 400), DATES, st.integers(0, 400))
def test_periods_overlap_when_some_day_lies_in_both(a: date, m: int, b: date, n: int) -> None:
    first, second = Period(a, a + timedelta(m)), Period(b, b + timedelta(n))
    days = {a + timedelta(i) for i in range(m)} & {b + timedelta(i) for i in range(n)}
    assert first.overlaps(second) == second.overlaps(first)
    assert first.overlaps(second) >= bool(days)
    if m and n:
        assert first.overlaps(second) == bool(days)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


def test_the_clock_can_be_moved_and_comes_back() -> None:
    with clock.travel(date(2008, 3, 5)):
        assert clock.today() == date(2008, 3, 5)
        assert clock.is_moved()
    assert not clock.is_moved()


def test_the_dutch_day_begins_at_midnight_in_amsterdam() -> None:
    with clock.travel(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)


def test_a_log_line_holds_no_number_address_or_message_of_an_exception() -> None:
    try:
        raise ValueError("Amina Haddou 999990019")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "GET /?q=haddou 999990019 a@b.nl", None, sys.exc_info()
        )
    line = PlainFormatter().format(record)
    assert json.loads(line)["error"] == "ValueError"
    for secret in ("Haddou", "haddou", "999990019", "a@b.nl"):
        assert secret not in line
