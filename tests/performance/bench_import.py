"""Importing a client file whole: read, checked against itself and the chain, taken in with its journal."""

from __future__ import annotations

import io
import os
import resource
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.performance.stage import connect, machine, throw_away_database

CLIENTS = int(os.environ.get("SCHAKEL_BENCH_CLIENTS", "100000"))
_TABLES = """
select relname, n_tup_ins from pg_stat_user_tables where schemaname = 'public' and n_tup_ins > 0
"""
_COLUMNS = """
select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
 where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''
"""


def run(shared: Path | None = None) -> dict[str, Any]:
    """Clients a second from the bytes of a file to dossiers; the baseline copies the rows that came of it."""
    with throw_away_database():
        world = _world()
        content = _file()
        before = _counts()
        at_start = _peak_mb()
        preview_s, run_id = _timed(lambda: _preview(world, content))
        apply_s, opened = _timed(lambda: _apply(world, run_id))
        peak = _peak_mb()
        copied = _copy_again(before)
    seconds = preview_s + apply_s
    return {
        "bench": "import",
        "result": {
            "clients_per_s": round(opened / seconds),
            "preview_s": round(preview_s, 1),
            "apply_s": round(apply_s, 1),
            "peak_mb": peak,
            "peak_mb_before": at_start,
        },
        "baseline": {
            "what": "COPY of all rows that came of it into equal tables with their indexes",
            **copied,
        },
        "ratio": round(seconds / copied["seconds"], 1),
        "unit": "clients per second; megabytes",
        "n": opened,
        "concurrency": _hands(),
        "warm": False,
        "fsync": True,
        "process": "the worker and the server on the same cores",
        "machine": machine(),
    }


def _world() -> Any:
    from tests.world import World

    return World()


def _file() -> bytes:
    from schakel.information.imports.tests.files import people_file

    return people_file(
        CLIENTS, regeling="WW", begindatum="1-1-2026", telefoon="0600000001", plaats="Oosterwaard"
    )


def _preview(world: Any, content: bytes) -> UUID:
    from schakel.information.imports.tests.files import previewed

    return previewed(world.city_office, world.city, content)


def _apply(world: Any, run_id: UUID) -> int:
    """As the worker does, with as many hands as it has."""
    from schakel.ground.access.types import Purpose
    from schakel.information.imports.actions import queue_run
    from schakel.information.imports.models import ImportRun
    from schakel.information.imports.queries import progress_of
    from schakel.information.imports.running import take_in_some

    with world.city_office.at_work(Purpose.INTAKE) as actor:
        queue_run(actor=actor, organisation_id=world.city, run_id=run_id)
    while take_in_some():
        pass
    with world.city_office.at_work(Purpose.INTAKE):
        return progress_of(ImportRun.objects.get(pk=run_id)).applied


def _hands() -> int:
    from schakel.information.imports.hands import HANDS

    return HANDS


def _timed(work: Any) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _counts() -> dict[str, int]:
    time.sleep(1.5)  # the server gathers its counts a second later
    with connect("schakel_owner") as connection:
        return dict(connection.execute(_TABLES).fetchall())


def _copy_again(before: dict[str, int]) -> dict[str, Any]:
    """Copy each table that the import filled into one like it, with its indexes and without its triggers."""
    tables = [name for name, count in _counts().items() if count - before.get(name, 0) >= CLIENTS // 10]
    seconds, rows = 0.0, 0
    with connect("schakel_owner") as connection:
        connection.execute("create schema again")
        for name in sorted(tables):
            connection.execute(f"create table again.{name} (like public.{name} including all)")
            (columns,) = connection.execute(_COLUMNS, [f"public.{name}"]).fetchone()
            data = _taken(connection, name, columns)
            took, count = _timed(lambda n=name, c=columns, d=data: _put(connection, n, c, d))
            seconds, rows = seconds + took, rows + count
    return {"seconds": round(seconds, 2), "rows": rows, "tables": len(tables)}


def _taken(connection: Any, name: str, columns: str) -> io.BytesIO:
    data = io.BytesIO()
    with connection.cursor().copy(f"copy public.{name} ({columns}) to stdout (format binary)") as copy:
        for piece in copy:
            data.write(piece)
    data.seek(0)
    return data


def _put(connection: Any, name: str, columns: str, data: io.BytesIO) -> int:
    cursor = connection.cursor()
    with cursor.copy(f"copy again.{name} ({columns}) from stdin (format binary)") as copy:
        while piece := data.read(1 << 20):
            copy.write(piece)
    return int(cursor.rowcount)
