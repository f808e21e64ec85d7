"""What the log tells, as Ibis expressions over the stored tables: on DuckDB, or as they are on Spark.

Medians and 90 % points are exact, with linear interpolation between the two nearest values (type 7 of Hyndman
and Fan 1996), as numpy and pm4py have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

    from schakel.programme.process.engine.store import Store

POINTS = [0.5, 0.9]


def map_edges(store: Store, measure: str = "seconds") -> ibis.Table:
    """One row per transition between two activities: count, total, and points = [median, 90 % point].

    measure is `seconds` or `working_days`; the codes are those of EventLog.activities.
    """
    steps = store.transitions
    return (
        steps.group_by(["from_activity", "to_activity"])
        .aggregate(
            count=steps.count(),
            total=steps[measure].cast("int64").sum(),
            points=steps[measure].quantile(POINTS),
        )
        .order_by(["from_activity", "to_activity"])
    )


def handovers(store: Store) -> ibis.Table:
    """One row per pair of resources of two successive events, both known: count and median seconds.

    A pair of the same resource is no handover but stays in the table, as in other tools.
    """
    steps = store.transitions
    known = steps.filter((steps.from_resource > 0) & (steps.to_resource > 0))
    return known.group_by(["from_resource", "to_resource"]).aggregate(count=known.count())


def handover_waits(store: Store) -> ibis.Table:
    """Between two different known resources: count, total seconds, and points of the seconds."""
    steps = store.transitions
    crossing = steps.filter(
        (steps.from_resource > 0) & (steps.to_resource > 0) & (steps.from_resource != steps.to_resource)
    )
    return crossing.group_by(["from_resource", "to_resource"]).aggregate(
        count=crossing.count(),
        total=crossing.seconds.cast("int64").sum(),
        points=crossing.seconds.quantile(POINTS),
    )


def variants(store: Store) -> ibis.Table:
    """One row per variant: how many cases, and the number of the first."""
    cases = store.cases
    return cases.group_by("variant").aggregate(count=cases.count(), example=cases.number.min())


def durations(store: Store) -> ibis.Table:
    """One row: the points of the seconds and working days from first to last event, over all cases given."""
    cases = store.cases
    return cases.aggregate(
        seconds=cases.seconds.quantile(POINTS), working_days=cases.working_days.quantile(POINTS)
    )


def first_pairs(store: Store, starts: list[int], ends: list[int]) -> ibis.Table:
    """Per case with one of the start activities: the first of them, and the first end activity after it.

    Columns case, time, day, working_day and end_time, end_day, end_working_day (null where no end follows).
    """
    events = store.events
    started = events.filter(events.activity.isin(starts))
    start = started.group_by("case").aggregate(
        position=started["position"].min(),
        time=started.time.min(),
        day=started.day.min(),
        working_day=started.working_day.min(),
    )
    ended = events.filter(events.activity.isin(ends)).select(
        "case",
        end_position="position",
        end_time="time",
        end_day="day",
        end_working_day="working_day",
    )
    paired = start.join(ended, [start["case"] == ended["case"], ended.end_position > start["position"]])
    end = paired.group_by("case").aggregate(
        end_time=paired.end_time.min(),
        end_day=paired.end_day.min(),
        end_working_day=paired.end_working_day.min(),
    )
    return start.left_join(end, "case").drop("case_right")
