"""OCEL 2.0 as a SQLite file: a table per type, named through the two mapping tables of the standard."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from schakel.programme.process.engine.ocel import Link, Ocel, OcelEvent, OcelObject

TYPES = {bool: "BOOLEAN", int: "INTEGER", float: "REAL"}
RELATIONS = """
create table event (ocel_id text primary key, ocel_type text);
create table object (ocel_id text primary key, ocel_type text);
create table event_object (ocel_event_id text, ocel_object_id text, ocel_qualifier text,
                           primary key (ocel_event_id, ocel_object_id, ocel_qualifier));
create table object_object (ocel_source_id text, ocel_target_id text, ocel_qualifier text,
                            primary key (ocel_source_id, ocel_target_id, ocel_qualifier));
create table event_map_type (ocel_type text primary key, ocel_type_map text);
create table object_map_type (ocel_type text primary key, ocel_type_map text);
"""


def read_sqlite(path: Path) -> Ocel:
    """The log of a SQLite file, events in order of its table `event`. Raises sqlite3.Error or KeyError."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        event_links = _links(base, "event_object", "ocel_event_id", "ocel_object_id")
        object_links = _links(base, "object_object", "ocel_source_id", "ocel_target_id")
        told = {row["ocel_id"]: row for row in _typed(base, "event")}
        changes: dict[str, list[tuple[str, str, Any]]] = defaultdict(list)
        for row in _typed(base, "object"):
            changes[row["ocel_id"]] += _changes(row)
        events = tuple(
            OcelEvent(
                id_,
                type_,
                str(told[id_].get("ocel_time") or "") if id_ in told else "",
                _attributes(told.get(id_, {})),
                tuple(event_links[id_]),
            )
            for id_, type_ in base.execute("select ocel_id, ocel_type from event order by rowid")
        )
        objects = tuple(
            OcelObject(id_, type_, tuple(changes[id_]), tuple(object_links[id_]))
            for id_, type_ in base.execute("select ocel_id, ocel_type from object order by rowid")
        )
    return Ocel(events, objects)


def _links(base: sqlite3.Connection, table: str, source: str, target: str) -> dict[str, list[Link]]:
    links: dict[str, list[Link]] = defaultdict(list)
    query = f"select {source}, {target}, ocel_qualifier from {table} order by rowid"  # noqa: S608
    for from_id, to_id, qualifier in base.execute(query):
        links[from_id].append((to_id, qualifier or ""))
    return links


def _typed(base: sqlite3.Connection, kind: str) -> Iterator[dict[str, Any]]:
    """The rows of all tables of a kind: event_… or object_…"""
    for (mapped,) in base.execute(f"select ocel_type_map from {kind}_map_type").fetchall():  # noqa: S608
        for row in base.execute(f"select * from {quoted(f'{kind}_{mapped}')} order by rowid"):  # noqa: S608
            yield dict(row)


def _attributes(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.startswith("ocel_") and value is not None}


def _changes(row: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    """The values that a row of an object sets: the changed field alone, or all at the start."""
    changed, time = row.get("ocel_changed_field"), str(row.get("ocel_time") or "")
    return [(name, time, value) for name, value in _attributes(row).items() if changed in (None, "", name)]


def quoted(name: str) -> str:
    """A name of a table or column, safe to stand in SQL."""
    return '"' + name.replace('"', '""') + '"'


def write_sqlite(log: Ocel, path: Path) -> None:
    """Write the log as a new SQLite file."""
    with closing(sqlite3.connect(path)) as base, base:
        base.executescript(RELATIONS)
        base.executemany("insert into event values (?, ?)", ((e.id, e.type) for e in log.events))
        base.executemany("insert into object values (?, ?)", ((o.id, o.type) for o in log.objects))
        _insert_links(base, "event_object", log.events)
        _insert_links(base, "object_object", log.objects)
        _write_events(base, log.events)
        _write_objects(base, log.objects)


def _insert_links(
    base: sqlite3.Connection, table: str, sources: Iterable[OcelEvent] | Iterable[OcelObject]
) -> None:
    rows = ((each.id, id_, part) for each in sources for id_, part in dict.fromkeys(each.objects))
    base.executemany(f"insert into {table} values (?, ?, ?)", rows)  # noqa: S608


def _write_events(base: sqlite3.Connection, events: Iterable[OcelEvent]) -> None:
    by_type: dict[str, list[OcelEvent]] = defaultdict(list)
    for event in events:
        by_type[event.type].append(event)
    for number, (type_, own) in enumerate(by_type.items()):
        kinds = _kinds(told for event in own for told in event.attributes.items())
        rows = [[e.id, e.time, *(e.attributes.get(name) for name in kinds)] for e in own]
        _write_type(base, "event", f"type{number}", type_, {"ocel_time": "TIMESTAMP"} | kinds, rows)


def _write_objects(base: sqlite3.Connection, objects: Iterable[OcelObject]) -> None:
    by_type: dict[str, list[OcelObject]] = defaultdict(list)
    for each in objects:
        by_type[each.type].append(each)
    for number, (type_, own) in enumerate(by_type.items()):
        kinds = _kinds((name, value) for each in own for name, _time, value in each.attributes)
        rows = [
            [each.id, time, name, *(value if name == column else None for column in kinds)]
            for each in own
            for name, time, value in each.attributes
        ]
        fixed = {"ocel_time": "TIMESTAMP", "ocel_changed_field": "TEXT"}
        rows += [[each.id, None, None, *(None for _name in kinds)] for each in own if not each.attributes]
        _write_type(base, "object", f"type{number}", type_, fixed | kinds, rows)


def _kinds(told: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {name: TYPES.get(type(value), "TEXT") for name, value in told}


def _write_type(
    base: sqlite3.Connection,
    kind: str,
    mapped: str,
    type_: str,
    columns: Mapping[str, str],
    rows: list[list[Any]],
) -> None:
    table = quoted(f"{kind}_{mapped}")
    told = ", ".join(f"{quoted(name)} {sql_type}" for name, sql_type in columns.items())
    base.execute(f"create table {table} (ocel_id text, {told})")
    marks = ", ".join("?" for _column in range(len(columns) + 1))
    base.executemany(f"insert into {table} values ({marks})", rows)  # noqa: S608
    base.execute(f"insert into {kind}_map_type values (?, ?)", (type_, mapped))  # noqa: S608
