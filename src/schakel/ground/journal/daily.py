"""Tasks that the worker does once a day: any room registers its own, and each runs at most once at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connections
from django.utils.functional import Promise

from schakel.ground.kernel import clock

USING = "batch"
WAIT = timedelta(minutes=15)
"""After a failure; the task is then tried again on the same day."""

_LOCKS = 7_401
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DailyTask:
    """A task by name; run opens its own transactions, and is called on a day not before `at`, Dutch time."""

    name: str
    run: Callable[[], object]
    at: time = time(3, 0)
    label: str | Promise = ""


_tasks: dict[str, DailyTask] = {}


def register_daily(task: DailyTask) -> None:
    """Add a task at start-up; the same name twice is one task."""
    _tasks[task.name] = task


def all_tasks() -> list[DailyTask]:
    """Every task, by the hour at which it is due."""
    return sorted(_tasks.values(), key=lambda task: (task.at, task.name))


_MAKE = "insert into journal_dailyrun (name, error) values (%s, '') on conflict do nothing"
_IS_DUE = """
select 1 from journal_dailyrun
 where name = %s and (done_for is null or done_for < %s) and (not_before is null or not_before <= %s)
"""
_STARTED = "update journal_dailyrun set started_at = %s where name = %s"
_ENDED = """
update journal_dailyrun set ended_at = %s, done_for = coalesce(%s, done_for), not_before = %s, error = %s
 where name = %s
"""


def run_due(using: str = USING) -> list[str]:
    """Run what is due and was not done today; returns the names of what went well."""
    return [task.name for task in all_tasks() if _is_time(task) and _run(task, using)]


def _is_time(task: DailyTask) -> bool:
    return clock.now().astimezone(clock.AMSTERDAM).time() >= task.at


def _run(task: DailyTask, using: str) -> bool:
    with connections[using].cursor() as cursor, _alone(cursor, task.name) as is_alone:
        if not is_alone or not _is_due(cursor, task):
            return False
        cursor.execute(_STARTED, [clock.now(), task.name])
        day = clock.today()
        error = _failure(task)
        not_before = clock.now() + WAIT if error else None
        cursor.execute(_ENDED, [clock.now(), None if error else day, not_before, error, task.name])
        return not error


def _is_due(cursor: Any, task: DailyTask) -> bool:
    cursor.execute(_MAKE, [task.name])
    cursor.execute(_IS_DUE, [task.name, clock.today(), clock.now()])
    return cursor.fetchone() is not None


def _failure(task: DailyTask) -> str:
    """Run the task; returns the kind of error, or nothing when it went well."""
    try:
        task.run()
    except Exception as error:
        log.exception("the daily task %s failed", task.name)
        return type(error).__name__[:80]
    return ""


@contextmanager
def _alone(cursor: Any, name: str) -> Iterator[bool]:
    """A lock of the session on this task: it goes with the connection, so a killed worker leaves none."""
    cursor.execute("select pg_try_advisory_lock(%s, hashtext(%s))", [_LOCKS, name])
    is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            cursor.execute("select pg_advisory_unlock(%s, hashtext(%s))", [_LOCKS, name])


@dataclass(frozen=True, slots=True)
class DailyState:
    """How a task stands: when it last ran and the kind of error, if any."""

    name: str
    label: str
    at: time
    ended_at: datetime | None
    error: str


def states(using: str = "default") -> list[DailyState]:
    """Every registered task with its last run."""
    with connections[using].cursor() as cursor:
        cursor.execute("select name, ended_at, error from journal_dailyrun")
        known = {name: (ended_at, error) for name, ended_at, error in cursor.fetchall()}
    return [
        DailyState(task.name, str(task.label or task.name), task.at, *known.get(task.name, (None, "")))
        for task in all_tasks()
    ]
