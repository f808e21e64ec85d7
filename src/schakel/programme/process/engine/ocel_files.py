"""OCEL 2.0 files: JSON and SQLite read and written, and flattening to cases of one object type."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.building import LogBuilder
from schakel.programme.process.engine.ocel import Ocel, OcelEvent, OcelObject
from schakel.programme.process.engine.ocel_sqlite import read_sqlite, write_sqlite
from schakel.programme.process.engine.read_times import connect, with_times

BATCH = 200_000
KINDS = {bool: "boolean", int: "integer", float: "float", str: "string"}


def read_ocel(path: Path) -> Ocel:
    """The object-centric log of a JSON or SQLite file. Raises InvalidError when it isn't OCEL 2.0."""
    with path.open("rb") as file:
        is_database = file.read(16) == b"SQLite format 3\0"
    try:
        return read_sqlite(path) if is_database else _of_json(_load(path))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, sqlite3.Error) as error:
        raise InvalidError(
            f"{path.name} is geen leesbaar OCEL 2.0-bestand.",
            f"Het is niet heel, of mist een onderdeel: {type(error).__name__} {error}.",
            "Maak de export opnieuw, als OCEL 2.0.",
        ) from None


def write_ocel(log: Ocel, path: Path) -> None:
    """Write OCEL 2.0: SQLite for .sqlite and .db, else JSON. Raises InvalidError for an existing file."""
    if path.exists():
        raise InvalidError(
            f"{path.name} bestaat al.", "Er wordt niets overschreven.", "Kies een andere naam."
        )
    if path.suffix in (".sqlite", ".db"):
        write_sqlite(log, path)
    else:
        path.write_text(json.dumps(_as_json(log), ensure_ascii=False), encoding="utf-8")


def _load(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8-sig") as file:
        top = json.load(file)
    if "ocel:events" in top:
        raise ValueError("dit is OCEL 1.0")
    return dict(top)


def _of_json(top: Mapping[str, Any]) -> Ocel:
    return Ocel(
        tuple(
            OcelEvent(
                str(each["id"]),
                str(each["type"]),
                str(each.get("time") or ""),
                {told["name"]: told["value"] for told in each.get("attributes") or ()},
                _links(each),
            )
            for each in top["events"]
        ),
        tuple(
            OcelObject(
                str(each["id"]),
                str(each["type"]),
                tuple((t["name"], str(t.get("time", "")), t["value"]) for t in each.get("attributes") or ()),
                _links(each),
            )
            for each in top["objects"]
        ),
    )


def _links(entry: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    links = entry.get("relationships") or ()
    return tuple((str(link["objectId"]), str(link.get("qualifier") or "")) for link in links)


def _as_json(log: Ocel) -> dict[str, Any]:
    told_events = [(event.type, list(event.attributes.items())) for event in log.events]
    told_objects = [
        (each.type, [(name, value) for name, _time, value in each.attributes]) for each in log.objects
    ]
    return {
        "eventTypes": _types(told_events),
        "objectTypes": _types(told_objects),
        "events": [
            {
                "id": event.id,
                "type": event.type,
                "time": event.time,
                "attributes": [{"name": name, "value": value} for name, value in event.attributes.items()],
                "relationships": _written_links(event.objects),
            }
            for event in log.events
        ],
        "objects": [
            {
                "id": each.id,
                "type": each.type,
                "attributes": [
                    {"name": n, "time": time, "value": value} for n, time, value in each.attributes
                ],
                "relationships": _written_links(each.objects),
            }
            for each in log.objects
        ],
    }


def _written_links(links: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"objectId": id_, "qualifier": qualifier} for id_, qualifier in links]


def _types(told: list[tuple[str, list[tuple[str, Any]]]]) -> list[dict[str, Any]]:
    """Each type with its attributes; one that has values of several kinds is a string."""
    found: dict[str, dict[str, str]] = {}
    for type_, attributes in told:
        kinds = found.setdefault(type_, {})
        for name, value in attributes:
            kind = KINDS.get(type(value), "string")
            kinds[name] = kind if kinds.get(name, kind) == kind else "string"
    return [
        {"name": type_, "attributes": [{"name": name, "type": kind} for name, kind in kinds.items()]}
        for type_, kinds in found.items()
    ]


def flatten(log: Ocel, object_type: str, wanted: Mapping[str, str], builder: LogBuilder) -> None:
    """Give the builder one row for each event and each of its objects of the chosen type.

    wanted maps a name in the batch to an event attribute, `case:NAME` (the object's last value) or
    `object:TYPE` (the id of the event's first object of that type). An event without such an object is
    counted as refused. Raises InvalidError when the type isn't there, or isn't chosen out of several.
    """
    object_type = _chosen(log, object_type)
    objects = {each.id: each for each in log.objects}
    strays = 0
    rows: list[list[str | None]] = []
    connection, names = connect(), ["case", "activity", "time", *wanted]
    for event in log.events:
        own = [id_ for id_ in dict(event.objects) if id_ in objects and objects[id_].type == object_type]
        strays += not own
        for id_ in own:
            told = [_told(event, objects[id_], objects, column) for column in wanted.values()]
            rows.append([id_, event.type, event.time, *told])
        if len(rows) >= BATCH:
            builder.add(with_times(connection, dict(zip(names, zip(*rows, strict=True), strict=True)), ""))
            rows = []
    if rows:
        builder.add(with_times(connection, dict(zip(names, zip(*rows, strict=True), strict=True)), ""))
    builder.refuse("no_object", strays)


def _chosen(log: Ocel, object_type: str) -> str:
    types = log.object_types()
    if object_type in types:
        return object_type
    if not object_type and len(types) == 1:
        return next(iter(types))
    raise InvalidError(
        f"De soort {object_type} komt niet voor." if object_type else "Kies eerst wat een zaak is.",
        f"Soorten: {', '.join(f'{name} ({count})' for name, count in types.items()) or 'geen'}.",
        "Kies er een met --object.",
    )


def _told(event: OcelEvent, of: OcelObject, objects: Mapping[str, OcelObject], column: str) -> str | None:
    """The value of a column for one event and the object that is its case."""
    if column.startswith("object:"):
        return next(_of_type(event, objects, column.removeprefix("object:")), None)
    if column.startswith("case:"):
        values = [
            (time, value) for name, time, value in of.attributes if name == column.removeprefix("case:")
        ]
        return str(max(values, key=lambda told: told[0])[1]) if values else None
    value = event.attributes.get(column)
    return None if value is None else str(value)


def _of_type(event: OcelEvent, objects: Mapping[str, OcelObject], type_: str) -> Iterator[str]:
    return (id_ for id_, _part in event.objects if id_ in objects and objects[id_].type == type_)
