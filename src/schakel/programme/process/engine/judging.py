"""Holding each case against a rule, by Ibis expressions over the stored events.

Each expression gives one row per case to which the rule applies, with a state: 0 kept, 1 deviating,
2 still to be seen (the case goes on and the term has not ended), 3 not to be judged (doer unknown).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from schakel.programme.process.engine.event_log import EventLog
from schakel.programme.process.engine.rules import Rule
from schakel.programme.process.engine.store import Store

if TYPE_CHECKING:
    import ibis

KEPT, DEVIATING, PENDING, UNKNOWN = range(4)


@dataclass(frozen=True)
class Now:
    """Until when the log looks: the local day and its number as a working day."""

    day: int
    working_day: int


@dataclass(frozen=True)
class Verdict:
    """How cases stand to a rule; reasons are the recorded ones, by how many deviating cases have them.

    cases holds (case id, reason or empty) of each deviating case, in order of the log.
    """

    rule: Rule
    checked: int
    kept: int
    pending: int
    unknown: int
    with_reason: int
    without_reason: int
    reasons: dict[str, int]
    cases: tuple[tuple[str, str], ...]


def judge(log: EventLog, store: Store, rule: Rule, closed: NDArray[np.bool_], now: Now) -> Verdict:
    """The verdict on one rule. closed: per case whether it has ended; now: where the log ends.

    A reason belongs to a deviation when it stands with an event of the rule's own activities in that case, or
    for `starts_with` with the first event. Raises InvalidError for an activity that never occurs.
    """
    starts, ends = log.codes(rule.start), log.codes(rule.end)
    found = store.connection.to_pyarrow(
        TEMPLATES[rule.template](store, rule, starts, ends, _closing(store, closed, now))
    )
    case, state = found["case"].to_numpy(), found["state"].to_numpy()
    counts = np.bincount(state, minlength=4)
    deviating = np.sort(case[state == DEVIATING])
    reasons = _reasons(log, deviating, None if rule.template == "starts_with" else [*starts, *ends])
    ids = log.cases["id"].take(deviating).to_pylist()
    of_case = [log.reasons[reasons.get(number, 0)] for number in deviating.tolist()] if reasons else None
    told = tuple(zip(ids, repeat("") if of_case is None else of_case, strict=False))
    explained = Counter(reason for reason in of_case or () if reason)
    return Verdict(
        rule,
        len(case),
        int(counts[KEPT]),
        int(counts[PENDING]),
        int(counts[UNKNOWN]),
        explained.total(),
        len(told) - explained.total(),
        dict(explained.most_common()),
        told,
    )


def _reasons(log: EventLog, deviating: NDArray[Any], activities: list[int] | None) -> dict[int, int]:
    """The first reason per deviating case, at the activities of the rule, or at its first event."""
    if len(log.reasons) == 1:
        return {}
    events = {name: log.column("events", name) for name in ("case", "activity", "reason", "position")}
    own = events["position"] == 0 if activities is None else np.isin(events["activity"], activities)
    chosen = np.flatnonzero((events["reason"] > 0) & own & np.isin(events["case"], deviating))[::-1]
    return dict(zip(events["case"][chosen].tolist(), events["reason"][chosen].tolist(), strict=True))


def _closing(store: Store, closed: NDArray[np.bool_], now: Now) -> ibis.Table:
    """Per case whether it is closed, and the day on which looking at it ends."""
    import ibis
    import pyarrow as pa

    table = ibis.memtable(
        pa.table({"number": pa.array(np.arange(len(closed), dtype=np.uint32)), "closed": closed})
    )
    cases = store.cases.join(table, "number")
    return cases.select(
        "closed",
        case=cases.number,
        day=ibis.ifelse(cases.closed, cases.last_day, now.day),
        working_day=ibis.ifelse(cases.closed, cases.last_working_day, now.working_day),
    )


def _state(deviates: Any, pending: Any = None) -> Any:
    import ibis

    other = ibis.literal(KEPT) if pending is None else ibis.ifelse(pending, PENDING, KEPT)
    return ibis.ifelse(deviates, ibis.literal(DEVIATING), other).cast("int64")


def _starts_with(
    store: Store, rule: Rule, starts: list[int], ends: list[int], closing: ibis.Table
) -> ibis.Table:
    first = store.events.filter(store.events["position"] == 0)
    return first.select("case", state=_state(~first.activity.isin(starts)))


def _marked(store: Store, starts: list[int], ends: list[int]) -> ibis.Table:
    """The events of either kind, with which kind they are of."""
    events = store.events
    events = events.filter(events.activity.isin([*starts, *ends]))
    return events.mutate(is_start=events.activity.isin(starts), is_end=events.activity.isin(ends))


def _followed_by(
    store: Store, rule: Rule, starts: list[int], ends: list[int], closing: ibis.Table
) -> ibis.Table:
    """Each start must have an end later in its case, within the term; the worst start decides."""
    import ibis

    if rule.term is None:
        return _followed_sometime(store, starts, ends, closing)
    column, most = rule.term
    marked = _marked(store, starts, ends)
    later = ibis.window(group_by="case", order_by="position", following=(1, None))
    marked = marked.mutate(
        next_end=ibis.ifelse(marked.is_end, marked[column], ibis.null("int32")).min().over(later)
    )
    started = marked.filter(marked.is_start)
    missing = started.next_end.isnull()
    per_case = started.group_by("case").aggregate(
        longest=(started.next_end - started[column]).max(),
        oldest=ibis.ifelse(missing, started[column], ibis.null("int32")).min(),
    )
    joined = per_case.join(closing, "case")
    waits = joined.oldest.notnull()
    # A case that was closed will get no end any more; in an open one the term may still run.
    late = (joined.longest > most).fill_null(False)
    over = waits & (joined.closed | (joined[column] - joined.oldest > most))
    return joined.select("case", state=_state(late | over, waits))


def _followed_sometime(store: Store, starts: list[int], ends: list[int], closing: ibis.Table) -> ibis.Table:
    marked = _marked(store, starts, ends)
    per_case = marked.group_by("case").aggregate(
        last_start=marked["position"].max(where=marked.is_start),
        last_end=marked["position"].max(where=marked.is_end),
    )
    joined = per_case.filter(per_case.last_start.notnull()).join(closing, "case")
    waits = joined.last_end.isnull() | (joined.last_end <= joined.last_start)
    return joined.select("case", state=_state(waits & joined.closed, waits))


def _only_after(
    store: Store, rule: Rule, starts: list[int], ends: list[int], closing: ibis.Table
) -> ibis.Table:
    marked = _marked(store, starts, ends)
    per_case = marked.group_by("case").aggregate(
        first_start=marked["position"].min(where=marked.is_start),
        first_end=marked["position"].min(where=marked.is_end),
    )
    per_case = per_case.filter(per_case.first_end.notnull())
    early = per_case.first_start.isnull() | (per_case.first_start >= per_case.first_end)
    return per_case.select("case", state=_state(early))


def _not_together(
    store: Store, rule: Rule, starts: list[int], ends: list[int], closing: ibis.Table
) -> ibis.Table:
    marked = _marked(store, starts, ends)
    per_case = marked.group_by("case").aggregate(started=marked.is_start.any(), ended=marked.is_end.any())
    return per_case.select("case", state=_state(per_case.started & per_case.ended))


def _at_most(store: Store, rule: Rule, starts: list[int], ends: list[int], closing: ibis.Table) -> ibis.Table:
    marked = _marked(store, starts, [])
    per_case = marked.group_by("case").aggregate(times=marked.count())
    return per_case.select("case", state=_state(per_case.times > rule.times))


def _at_least_every(
    store: Store, rule: Rule, starts: list[int], ends: list[int], closing: ibis.Table
) -> ibis.Table:
    """No gap longer than the term: from the first event, between, to the end of case or log."""
    import ibis

    assert rule.term is not None
    column, most = rule.term
    events = store.events
    own = events.filter(events.activity.isin(starts) | (events["position"] == 0)).select(
        "case", moment=events[column]
    )
    moments = own.union(closing.select("case", moment=closing[column]))
    before = ibis.window(group_by="case", order_by="moment")
    gaps = moments.mutate(gap=moments.moment - moments.moment.lag().over(before))
    per_case = gaps.group_by("case").aggregate(longest=gaps.gap.max())
    return per_case.select("case", state=_state((per_case.longest > most).fill_null(False)))


def _phase_at_most(
    store: Store, rule: Rule, starts: list[int], ends: list[int], closing: ibis.Table
) -> ibis.Table:
    """From the first start to the first end after it; one that goes on is measured until now."""
    from schakel.programme.process.engine.metrics import first_pairs

    assert rule.term is not None
    column, most = rule.term
    pairs = first_pairs(store, starts, ends)
    pairs = pairs.select("case", begun=pairs[column], ended=pairs[f"end_{column}"])
    joined = pairs.join(closing, "case")
    going = joined.ended.isnull() & ~joined.closed
    late = joined.ended.fill_null(joined[column]) - joined.begun > most
    return joined.select("case", state=_state(late, going))


def _other_person(
    store: Store, rule: Rule, starts: list[int], ends: list[int], closing: ibis.Table
) -> ibis.Table:
    """Nobody does both. With an unknown doer and no known double one the case can't be judged."""
    import ibis

    marked = _marked(store, starts, ends)
    per_person = marked.group_by(["case", "resource"]).aggregate(
        started=marked.is_start.any(), ended=marked.is_end.any()
    )
    both = per_person.started & per_person.ended & (per_person.resource > 0)
    per_case = per_person.group_by("case").aggregate(
        started=per_person.started.any(),
        ended=per_person.ended.any(),
        double=both.any(),
        nameless=(per_person.resource == 0).any(),
    )
    per_case = per_case.filter(per_case.started & per_case.ended)
    state = ibis.cases((per_case.double, DEVIATING), (per_case.nameless, UNKNOWN), else_=KEPT)
    return per_case.select("case", state=state.cast("int64"))


Template = Callable[["Store", Rule, list[int], list[int], "ibis.Table"], "ibis.Table"]
TEMPLATES: dict[str, Template] = {
    "starts_with": _starts_with,
    "followed_by": _followed_by,
    "only_after": _only_after,
    "not_together": _not_together,
    "at_most": _at_most,
    "at_least_every": _at_least_every,
    "phase_at_most": _phase_at_most,
    "other_person": _other_person,
}
