"""Daily tasks run once a day, not before their hour, one at a time, and again after a failure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connections

from schakel.ground.journal import daily
from schakel.ground.journal.daily import DailyTask, register_daily, run_due
from schakel.ground.kernel import clock

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
MORNING = datetime(2026, 11, 23, 9, tzinfo=clock.AMSTERDAM)


class Work:
    """A task that counts its runs and fails as often as it was told to."""

    def __init__(self) -> None:
        self.runs = self.failures = 0

    def __call__(self) -> None:
        self.runs += 1
        if self.failures:
            self.failures -= 1
            raise ValueError


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    monkeypatch.setattr(daily, "_tasks", {})
    done = Work()
    register_daily(DailyTask("tellen", done, at=time(3, 0)))
    yield done
    connections["batch"].close()


def _due(moment: datetime) -> list[str]:
    with clock.travel(moment):
        return run_due()


def test_once_a_day_and_again_the_next_day(work: Work) -> None:
    assert _due(MORNING) == ["tellen"]
    assert _due(MORNING + timedelta(hours=5)) == []
    assert _due(MORNING + timedelta(days=1)) == ["tellen"]


def test_not_before_its_hour(work: Work) -> None:
    assert _due(MORNING.replace(hour=2, minute=59)) == []
    assert _due(MORNING.replace(hour=3)) == ["tellen"]


def test_after_a_failure_again_within_the_hour(work: Work) -> None:
    work.failures = 1
    assert _due(MORNING) == []
    assert _due(MORNING + timedelta(minutes=5)) == []
    assert _due(MORNING + timedelta(minutes=16)) == ["tellen"]
    assert work.runs == 2


def test_a_failure_is_shown_by_its_kind(work: Work) -> None:
    work.failures = 1
    _due(MORNING)
    assert [(state.name, state.error) for state in daily.states()] == [("tellen", "ValueError")]


def test_never_two_at_once(work: Work, owner: Any) -> None:
    owner.execute("select pg_advisory_lock(7401, hashtext('tellen'))")
    assert _due(MORNING) == []
    owner.execute("select pg_advisory_unlock(7401, hashtext('tellen'))")
    assert _due(MORNING) == ["tellen"]
