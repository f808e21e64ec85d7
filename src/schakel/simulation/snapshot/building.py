"""Building a snapshot: stage the people once, then make every table from the stage, a range at a time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np
from django.db import connections
from psycopg import sql

from schakel.ground.dossiers.models import Dossier, Participation, Regie
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.keys import current_keys
from schakel.ground.people.models import Address, BenefitEntitlement, Client, ClientNumber
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.plans.models import Agreement
from schakel.simulation.snapshot import journal, statements
from schakel.simulation.snapshot.bare import bare
from schakel.simulation.snapshot.lives import draw_lives, person_rows
from schakel.simulation.snapshot.seats import Seats, make_seats
from schakel.simulation.snapshot.sizes import Sizes

AT_ONCE = 10_000
Report = Callable[[str, int, int], None]

_WATCHED = ("dossiers_participation", "dossiers_regie")
_MARK = "snapshot "
_SPEED = "set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '1GB'"
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


def build(sizes: Sizes, *, report: Report) -> Built:
    """Fill an empty database. report hears what is done, how far, and out of how much.

    Each range is a transaction; a build that was stopped halfway leaves no mark, and its folder is thrown
    away. Raises ConflictError for a database that holds anything.
    """
    begin = time.monotonic()
    with connections["owner"].cursor() as cursor:
        _refuse_what_is_filled(cursor)
        cursor.execute(
            "set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'"
        )
        draw = np.random.default_rng(sizes.seed)
        cursor.execute(statements.UNSTAGE + statements.STAGE)
        seats = make_seats(sizes, draw)
        _stage(cursor, sizes, seats, draw, report)
        remade = partial(report, "indexen")
        with _without_watch(cursor), bare(cursor, made=remade):
            for first in range(1, sizes.dossiers + 1, AT_ONCE):
                _fill(cursor, sizes, first, first + AT_ONCE)
                report("dossiers", min(first + AT_ONCE - 1, sizes.dossiers), sizes.dossiers)
        _judge(cursor, report)
        return _finish(cursor, sizes, begin, report)


def _refuse_what_is_filled(cursor: Any) -> None:
    cursor.execute(_HOLDS_ANY)
    if cursor.fetchone()[0]:
        raise ConflictError(
            "In deze database staat al iets.",
            "Een momentopname schrijft buiten de handelingen om en mag nooit naast andere gegevens komen.",
            "Kies met --data een lege map.",
        )


def _stage(cursor: Any, sizes: Sizes, seats: Seats, draw: np.random.Generator, report: Report) -> None:
    _copy(cursor, "snapshot_seat", statements.SEAT_COLUMNS, seats.rows())
    lives = draw_lives(sizes, seats, draw)
    rows = _told(person_rows(lives, sizes, draw), sizes.dossiers, report)
    _copy(cursor, "snapshot_person", statements.PERSON_COLUMNS, rows)
    cursor.execute("analyze snapshot_person; analyze snapshot_seat")


def _told(rows: Iterator[Any], count: int, report: Report) -> Iterator[Any]:
    for number, row in enumerate(rows, start=1):
        yield row
        if number % (5 * AT_ONCE) == 0:
            report("personen", number, count)


def _copy(cursor: Any, table: str, columns: tuple[str, ...], rows: Iterator[Any]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    into = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), names)
    with cursor.connection.cursor() as plain, plain.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


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


def _fill(cursor: Any, sizes: Sizes, first: int, last: int) -> None:
    """All tables for a range of people, in one transaction: grants last, over what they open."""
    within = statements.RANGE.format(first=first, last=last)
    key = sql.Literal(current_keys().id).as_string()
    words = {"range": within, "seed": f"'{sizes.seed}'", "today": f"'{clock.today()}'", "key": key}
    seated = f"{statements.PARTS} join snapshot_seat s on s.seat = x.seat"
    leads = f"{seated} {statements.SCOPES} where {statements.LEADS}"
    cursor.execute("begin")
    for model, given, source in (
        (Client, statements.CLIENT, "snapshot_person p where {range}"),
        (Dossier, statements.DOSSIER, "snapshot_person p where {range}"),
        (ClientNumber, statements.NUMBER, statements.SEAT_OF_MAIN + " where {range}"),
        (BenefitEntitlement, statements.ENTITLEMENT, statements.SEAT_OF_MAIN + " where {range}"),
        (Address, statements.ADDRESS, "snapshot_person p where {range}"),
        (
            Participation,
            statements.PARTICIPATION,
            f"{statements.PARTS} join snapshot_seat s on s.seat = x.seat",
        ),
        (Regie, statements.REGIE, leads),
    ):
        _insert(cursor, model, given, source, words)
    cursor.execute(journal.ENTRIES.format(plan_task="'strengthening'", **words))
    _insert(cursor, ContactMoment, journal.CONTACT, journal.CONTACTS, words)
    _insert(cursor, Agreement, journal.AGREEMENT, journal.AGREEMENTS, words)
    cursor.execute(statements.DERIVE.format(**words))
    cursor.execute("commit")


def _insert(cursor: Any, model: Any, given: dict[str, str], source: str, words: dict[str, str]) -> None:
    columns = {name: value.format(**words) for name, value in given.items()}
    cursor.execute(statements.insert(model, columns, source.format(**words)))


def _finish(cursor: Any, sizes: Sizes, begin: float, report: Report) -> Built:
    cursor.execute("select setval('dossiers_number', %s)", [sizes.dossiers + 1])
    cursor.execute(statements.UNSTAGE)
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
