"""An object-centric log (OCEL 2.0) in memory: events that touch any number of objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from schakel.programme.process.engine.event_log import EventLog

Link = tuple[str, str]
"""An object's id and the qualifier: which part it plays."""


@dataclass(frozen=True)
class OcelEvent:
    """Something that happened, at a written time (ISO 8601), with the objects it touched."""

    id: str
    type: str
    time: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    objects: tuple[Link, ...] = ()


@dataclass(frozen=True)
class OcelObject:
    """A thing with a type, attributes as (name, written time, value), and links to other objects."""

    id: str
    type: str
    attributes: tuple[tuple[str, str, Any], ...] = ()
    objects: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Ocel:
    """An object-centric log; events stand in order of the file."""

    events: tuple[OcelEvent, ...]
    objects: tuple[OcelObject, ...]

    def object_types(self) -> dict[str, int]:
        """How many objects there are of each type."""
        counts: dict[str, int] = {}
        for each in self.objects:
            counts[each.type] = counts.get(each.type, 0) + 1
        return counts


def as_ocel(log: EventLog, *, case_type: str = "case", resource_type: str = "resource") -> Ocel:
    """The log as OCEL: each case an object, each known resource another, each event linked to its own.

    Times are whole seconds, as in the log. Reasons become the event attribute `reason`.
    """
    ids: list[str] = log.cases["id"].to_pylist()
    names = log.attribute_names
    texts = {name: log.attribute(name) for name in names}
    start = _written(0)
    cases = tuple(
        OcelObject(
            f"{case_type}:{case}",
            case_type,
            tuple((name, start, value) for name in names if (value := texts[name][number]) is not None),
        )
        for number, case in enumerate(ids)
    )
    used = sorted(set(log.column("events", "resource").tolist()) - {0})
    people = tuple(OcelObject(f"{resource_type}:{log.resources[code]}", resource_type) for code in used)
    return Ocel(tuple(_events(log, ids, case_type, resource_type)), cases + people)


def _events(log: EventLog, ids: list[str], case_type: str, resource_type: str) -> Iterator[OcelEvent]:
    columns = ("case", "activity", "time", "resource", "reason")
    rows = zip(*(log.column("events", name).tolist() for name in columns), strict=True)
    for number, (case, activity, time, resource, reason) in enumerate(rows):
        links = [(f"{case_type}:{ids[case]}", case_type)]
        if resource:
            links.append((f"{resource_type}:{log.resources[resource]}", resource_type))
        told = {"reason": log.reasons[reason]} if reason else {}
        yield OcelEvent(f"e{number}", log.activities[activity], _written(time), told, tuple(links))


def _written(seconds: int) -> str:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
