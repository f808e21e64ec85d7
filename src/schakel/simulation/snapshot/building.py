"""Building a snapshot: let everyone live, and fill every table from a stage, some people at a time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connections
from psycopg import sql

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.people.keys import current_keys
from schakel.simulation.region.courses import simulate
from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import events_of
from schakel.simulation.region.known import Known
from schakel.simulation.snapshot import journal, kinds, stage, statements, tables
from schakel.simulation.snapshot.bare import bare
from schakel.simulation.snapshot.entries import Counting, Room, entries_of
from schakel.simulation.snapshot.seats import Seats, make_seats
from schakel.simulation.snapshot.sizes import NUMBERED, Sizes
from schakel.simulation.snapshot.surroundings import districts, region_for
from schakel.simulation.snapshot.told import Told

AT_ONCE = 20_000
Report = Callable[[str, int, int], None]

_WATCHED = ("dossiers_participation", "dossiers_regie")
_MARK = "snapshot "
_SPEED = "set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'"
_TOUCH = "insert into dossiers_touched (dossier_id) select client_id from dossiers_dossier order by 1"
_HOLDS_ANY = """
select exists (select from dossiers_dossier) or exists (select from organisations_organisation)
    or exists (select from accounts_account)
"""
_ANALYSED = """
select string_agg(format('%I', tablename), ', ') from pg_tables
 where schemaname = 'public' and tableowner = current_user
"""


@dataclass(frozen=True, slots=True)
class Built:
    """What stands in the database: sizes, its seed, and the seconds it took."""

    dossiers: int
    entries: int
    seed: int
    seconds: float
    grants: int


def snapshot_of(connection: Any) -> Built | None:
    """The snapshot that a database holds whole, if it does; connection is a cursor or psycopg connection."""
    found = connection.execute("select obj_description('dossiers_dossier'::regclass)")
    row = (found or connection).fetchone()
    text = row[0] if row else None
    return Built(**json.loads(text[len(_MARK) :])) if text and text.startswith(_MARK) else None


def build(sizes: Sizes, *, report: Report, truth: Path | None = None) -> Built:
    """Fill an empty database. report hears what is done, how far, and out of how much.

    truth names a file for what is true of the region in which these people live. Each portion is a
    transaction; a build that was stopped halfway leaves no mark, and its folder is thrown away. Raises
    ConflictError for a database that holds anything, InvalidError for more entries than these lives give.
    """
    begin = time.monotonic()
    with connections["owner"].cursor() as cursor:
        _refuse_what_is_filled(cursor)
        cursor.execute(_SPEED)
        region = region_for(sizes)
        room = _room(region, sizes, report, truth)
        cursor.execute(tables.UNSTAGE + tables.STAGE)
        seats = make_seats(region, sizes.seed, districts(region, sizes.dossiers))
        _set(cursor, seats)
        remade = partial(report, "indexen")
        with _without_watch(cursor), bare(cursor, made=remade):
            for told in portions(region, sizes):
                _fill(cursor, told, sizes, seats, room)
                report("dossiers", int(told.courses.people.number[-1]) + 1, sizes.dossiers)
        _judge(cursor, report)
        return _finish(cursor, sizes, begin, report)


def portions(region: Region, sizes: Sizes) -> Iterator[Told]:
    """Everyone of a region, some at a time, with what is told of them."""
    for courses in simulate(region, sizes.seed, sizes.dossiers, at_once=AT_ONCE):
        yield Told(region, courses, events_of(region, sizes.seed, courses))


def _room(region: Region, sizes: Sizes, report: Report, truth: Path | None) -> Room:
    """Let everyone live once to count: which entries can be told when there are to be so many in all."""
    counting, known = Counting(), Known(region)
    for told in portions(region, sizes):
        counting.add(entries_of(told, sizes.seed))
        if truth is not None:
            known.add(told.courses, told.events)
        report("levens", int(told.courses.people.number[-1]) + 1, sizes.dossiers)
    if sizes.entries > counting.all_of_them:
        raise InvalidError(
            "Zoveel gebeurt er niet in deze levens.",
            f"Er zijn hoogstens {counting.all_of_them} journaalregels te vertellen.",
            "Kies een kleiner aantal bij --entries.",
        )
    if truth is not None:
        _write(truth, known.text(sizes.seed, sizes.dossiers))
    return counting.room(sizes.entries)


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, encoding="utf-8")
    except OSError as error:
        raise InvalidError(
            f"Er is niet te schrijven in {path.name}.",
            str(error.strerror),
            "Kies een ander bestand bij --truth.",
        ) from None


def _refuse_what_is_filled(cursor: Any) -> None:
    cursor.execute(_HOLDS_ANY)
    if cursor.fetchone()[0]:
        raise ConflictError(
            "In deze database staat al iets.",
            "Een momentopname schrijft buiten de handelingen om en mag nooit naast andere gegevens komen.",
            "Kies met --data een lege map.",
        )


def _set(cursor: Any, seats: Seats) -> None:
    """What stays in the stage for all portions."""
    for name, rows in (
        ("seat", seats.rows()),
        ("organisation", seats.organisation_rows()),
        ("word", stage.word_rows(seats.region)),
        ("kind", kinds.rows()),
    ):
        _copy(cursor, f"snapshot_{name}", (), rows)
        cursor.execute(f"analyze snapshot_{name}")


def _copy(cursor: Any, table: str, columns: tuple[str, ...], rows: Iterable[Any]) -> None:
    """Copy rows; without names of columns they have all of them."""
    into = sql.SQL("copy {} from stdin").format(sql.Identifier(table))
    if columns:
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        into = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), names)
    with cursor.connection.cursor() as plain, plain.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def _copy_columns(cursor: Any, table: str, columns: stage.Columns) -> None:
    import pyarrow as pa
    from pyarrow import csv

    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    into = sql.SQL("copy {} ({}) from stdin (format csv)").format(sql.Identifier(table), names)
    rows = pa.table({name: pa.array(values) for name, values in columns.items()})
    written = pa.BufferOutputStream()
    csv.write_csv(rows, written, csv.WriteOptions(include_header=False))
    with cursor.connection.cursor() as plain, plain.copy(into) as copy:
        copy.write(written.getvalue().to_pybytes())


@contextmanager
def _without_watch(cursor: Any) -> Iterator[None]:
    """Let regie be judged by `_judge` instead of at each commit, where every row would be looked at again."""
    for table in _WATCHED:
        cursor.execute(f"alter table {table} disable trigger user")
    yield
    for table in _WATCHED:
        cursor.execute(f"alter table {table} enable trigger user")


def _judge(cursor: Any, report: Report) -> None:
    """Let the database's own rule of regie judge every dossier at one commit; it refuses what is broken.

    The rule runs for each row that notes a touched dossier, and judges all of them: so for one row only.
    """
    report("regie nagaan", 0, 1)
    cursor.execute("begin")
    cursor.execute("alter table dossiers_touched disable trigger user")
    cursor.execute(f"{_TOUCH} offset 1")
    cursor.execute("alter table dossiers_touched enable trigger user")
    cursor.execute(f"{_TOUCH} limit 1")
    cursor.execute("commit")
    report("regie nagaan", 1, 1)


def _fill(cursor: Any, told: Told, sizes: Sizes, seats: Seats, room: Room) -> None:
    """All tables for a portion of people, in one transaction: grants last, over what they open."""
    entries = entries_of(told, sizes.seed).kept(room)
    numbered = min(NUMBERED, sizes.dossiers * 9 // 10)
    today, services = clock.today().isoformat(), tuple(each.name for each in told.region.services)
    cursor.execute("begin")
    cursor.execute(tables.EMPTY)
    _copy(cursor, "snapshot_person", stage.PERSON_COLUMNS, stage.person_rows(told, sizes.seed, numbered))
    _copy_columns(cursor, "snapshot_spell", stage.spell_columns(told, sizes.seed, seats))
    _copy_columns(cursor, "snapshot_entry", stage.entry_columns(told, entries, seats))
    cursor.execute(tables.ANALYSE)
    for rows in (*statements.people(current_keys().id), *statements.spells(services)):
        cursor.execute(statements.insert(rows))
    cursor.execute(journal.write(services, sizes.seed, today))
    for rows in statements.meetings(today):
        cursor.execute(statements.insert(rows))
    cursor.execute(tables.DERIVE)
    cursor.execute("commit")


def _finish(cursor: Any, sizes: Sizes, begin: float, report: Report) -> Built:
    cursor.execute("select setval('dossiers_number', %s)", [sizes.dossiers + 1])
    cursor.execute(tables.UNSTAGE)
    report("tabellen nalopen", 0, 1)
    cursor.execute(_ANALYSED)
    cursor.execute(f"vacuum (analyze) {cursor.fetchone()[0]}")
    cursor.execute("select count(*) from access_grant")
    grants = cursor.fetchone()[0]
    built = Built(sizes.dossiers, sizes.entries, sizes.seed, round(time.monotonic() - begin, 1), grants)
    mark = sql.Literal(_MARK + json.dumps(asdict(built))).as_string()
    cursor.execute(f"comment on table dossiers_dossier is {mark}")
    report("tabellen nalopen", 1, 1)
    return built
