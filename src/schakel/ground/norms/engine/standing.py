"""How a norm that applies stands in time: what its deadline means on a day, from declared facts only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from schakel.ground.norms.engine.judging import Values
from schakel.ground.norms.engine.model import Deadline, Version
from schakel.ground.norms.engine.terms import term_end

Stand = tuple[str, date | None, tuple[str, ...]]
"""The state, the day it turns on, and the facts that would tell more."""
Standing = Callable[[Values], Stand]

AT_ONCE: Stand = ("at_once", None, ())
NO_TERM: Stand = ("no_term", None, ())
NOT_STARTED: Stand = ("not_started", None, ())
_ABSENT: Any = object()


def standing_of(version: Version, on: date, soon_days: int) -> Standing | None:
    """The function that tells how this version stands on a day; None where it has no deadline."""
    deadline = version.deadline
    if deadline is None:
        return None
    if not deadline.after:
        constant = AT_ONCE if deadline.kind == "without_delay" else NO_TERM
        return _unless_met(deadline, lambda values: constant, on)
    if deadline.term is None:
        return _unless_met(deadline, _from_event(deadline), on)
    judge = _JUDGES[deadline.kind]
    soon = on + timedelta(days=soon_days)
    dated = _dated(deadline, lambda end: judge(end, on, soon, bool(deadline.met_by)))
    return _unless_met(deadline, dated, on)


def _from_event(deadline: Deadline) -> Standing:
    """Due from an event on, without a count of days."""
    known = AT_ONCE if deadline.kind == "without_delay" else NO_TERM
    untold: Stand = (known[0], None, (deadline.after,))
    return lambda values: known if deadline.after in values else untold


def _dated(deadline: Deadline, judge: Callable[[date], Stand]) -> Standing:
    name, term, is_latest = deadline.after, deadline.term, deadline.kind == "latest"
    untold: Stand = ("term_unknown", None, (name,))
    assert term is not None
    seen: dict[date, Stand] = {}

    def stand(values: Values) -> Stand:
        start = values.get(name, _ABSENT)
        if start is _ABSENT:
            return untold
        if start is None:
            return NOT_STARTED
        found = seen.get(start)
        if found is None:
            end = term_end(start, term, is_latest=is_latest)
            found = seen[start] = ("no_term", None, ()) if end is None else judge(end)
        return found

    return stand


def _latest(end: date, on: date, soon: date, is_told: bool) -> Stand:
    if end < on:
        return ("late" if is_told else "passed", end, ())
    return ("soon" if end <= soon else "running", end, ())


def _not_before(end: date, on: date, _soon: date, _is_told: bool) -> Stand:
    return ("open" if end <= on else "waiting", end, ())


def _max_duration(end: date, on: date, soon: date, _is_told: bool) -> Stand:
    if end < on:
        return ("ended", end, ())
    return ("ends_soon" if end <= soon else "within", end, ())


_JUDGES: dict[str, Callable[[date, date, date, bool], Stand]] = {
    "latest": _latest,
    "periodic": _latest,
    "not_before": _not_before,
    "max_duration": _max_duration,
}


def _unless_met(deadline: Deadline, standing: Standing, on: date) -> Standing:
    """With the fact that tells whether it was done: late only when it is known not to have been."""
    name = deadline.met_by
    if not name:
        return standing

    def stand(values: Values) -> Stand:
        state, end, missing = standing(values)
        done = values.get(name, _ABSENT)
        if done is _ABSENT:
            return ("passed" if state == "late" else state, end, (*missing, name))
        if done is None or done is False or (isinstance(done, date) and done > on):
            return state, end, missing
        is_too_late = isinstance(done, date) and end is not None and done > end
        return ("met_late" if is_too_late else "met", end, ())

    return stand
