"""The story can be told on any day of the year: weekends and holidays move its days, not their order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.people.bsn import clean_bsn
from schakel.simulation.demo.days import moment, with_days, working_day
from schakel.simulation.demo.reading import Step, read_clients, steps_of

DAYS = [date(2026, 11, 1) + timedelta(days=count) for count in range(0, 366, 2)]


@pytest.fixture(scope="module")
def clients() -> list[dict[str, Any]]:
    return read_clients()


def on(step: Step) -> date:
    return step.at.date()


def test_everything_lies_before_today(clients: list[dict[str, Any]]) -> None:
    assert all(on(step) < today for today in DAYS for step in steps_of(clients, today))


def test_what_is_agreed_or_expected_comes_after_the_day_it_was_said(clients: list[dict[str, Any]]) -> None:
    for today in DAYS:
        for step in steps_of(clients, today):
            if step.act == "agree":
                assert working_day(step.about["due"], today) >= on(step)
            if "expected" in step.about:
                assert working_day(step.about["expected"]["by"], today) >= on(step)


def test_a_person_acts_only_after_getting_a_login(clients: list[dict[str, Any]]) -> None:
    for today in DAYS:
        known: set[str] = set()
        for step in steps_of(clients, today):
            known |= {step.about["username"]} if step.act == "login" else set()
            assert step.by not in {"amina", "ruud", "sevda", "henk"} - known


def test_one_handover_is_late_on_every_day_and_one_is_not(clients: list[dict[str, Any]]) -> None:
    for today in DAYS:
        sent = {s.client: on(s) for s in steps_of(clients, today) if s.act == "hand_over"}
        assert add_working_days(sent["henk"], 5) < today <= add_working_days(sent["natalia"], 5)


def test_numbers_are_test_numbers_and_each_is_used_once(clients: list[dict[str, Any]]) -> None:
    numbers = [clean_bsn(client["bsn"]) for client in clients if "bsn" in client]
    assert len(set(numbers)) == len(numbers)
    assert 40 <= len(numbers) <= 50


def test_today_stays_today_on_a_sunday() -> None:
    assert working_day(0, date(2026, 11, 22)) == date(2026, 11, 22)


def test_days_move_away_from_today() -> None:
    sunday = date(2026, 11, 22)
    assert working_day(-1, sunday) == date(2026, 11, 20)
    assert working_day(6, sunday) == date(2026, 11, 30)


def test_a_moment_is_dutch_time() -> None:
    assert moment(-1, "09:00", date(2026, 7, 15)).isoformat() == "2026-07-14T09:00:00+02:00"


def test_days_are_written_out_in_texts() -> None:
    assert with_days("De WW eindigt op {+84}.", date(2026, 11, 22)) == "De WW eindigt op 14 februari."
