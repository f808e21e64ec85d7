"""Making a copy: PostgreSQL's own dump of one moment, with what that moment was, while people work on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from schakel.config.connecting import connect
from schakel.config.copying.bundle import CHUNK, DATABASE, CopyWriter, Report, new_copy, whole_file
from schakel.config.copying.manifest import Manifest
from schakel.config.copying.programs import Listener, environment, program
from schakel.ground.kernel import clock
from schakel.ground.kernel.database import DatabaseTrouble
from schakel.ground.kernel.errors import ConflictError

# Extensions belong to whoever administers the server: the roles' script makes them before a copy is put back.
OPTIONS = ("--no-owner", "--exclude-extension=*", "--no-password")
_TABLE = re.compile(r"dumping contents of table")
_OWN_LINES = re.compile(rb"^\\(un)?restrict .*\n|^-- Dumped (from|by) .*\n", re.MULTILINE)

# Two digits of the end: those in front are the time at which a stream began, the same for many.
HEADS = """
select coalesce(sum(b.streams), 0)::bigint,
       encode(sha256(coalesce(string_agg(b.part, ''::bytea order by b.ending), ''::bytea)), 'hex')
  from (select right(stream_id::text, 2) as ending, count(*) as streams, sha256(convert_to(string_agg(
               stream_id || ' ' || sequence || ' ' || encode(hash, 'hex'), ',' order by stream_id),
               'UTF8')) as part
          from public.journal_streamhead group by 1) as b
"""
ENTRIES = "select count(*) from public.journal_entry"
_TABLES = "select count(*) from pg_tables where schemaname = 'public'"
_MIGRATIONS = "select app || '.' || name from public.django_migrations order by 1"
_SEALS = "select coalesce(max(number), 0) from public.journal_sealmade"
_HAS_JOURNAL = "select to_regclass('public.journal_sealmade') is not null"


@dataclass(frozen=True, slots=True)
class Dumped:
    """A copy that was made; missing_keys are the keys that rows name and that aren't on this machine."""

    path: Path
    manifest: Manifest
    missing_keys: tuple[str, ...]


def dump(path: Path, *, with_keys: bool, report: Report) -> Dumped:
    """Copy the database into one file; with_keys adds the files of keys and the seals.

    Raises ConflictError when the file exists or can't be written, DatabaseTrouble when pg_dump can't.
    """
    with new_copy(path) as copy, connect("owner") as owner, _one_moment(owner) as moment:
        manifest = _describe(owner)
        arguments = ("--format=custom", f"--snapshot={moment}", "--verbose", *OPTIONS)
        with closing(_pg_dump(owner, arguments, lambda n: report("Tabellen", n, manifest.tables))) as content:
            copy.add(DATABASE, content)
        if with_keys:
            _add_keys(copy, manifest.seals)
        whole = replace(manifest, parts=copy.parts)
        copy.close(whole)
    missing = sorted(f"{key} ({file})" for file, ids in whole.keys.items() for key in ids if not ids[key])
    return Dumped(path, whole, tuple(missing))


def dump_schema(path: Path) -> None:
    """Write tables, rules, functions and rights as plain SQL without rows, the same for the same version.

    Raises as dump does.
    """
    with whole_file(path) as file, connect("owner") as owner:
        file.write(
            f"-- Schakel {version('schakel')}, PostgreSQL {owner.info.server_version // 10000}\n".encode()
        )
        for (name,) in owner.execute(_MIGRATIONS):
            file.write(f"-- {name}\n".encode())
        told = b"".join(_pg_dump(owner, ("--schema-only", *OPTIONS), lambda _number: None))
        file.write(_OWN_LINES.sub(b"", told))


@contextmanager
def _one_moment(owner: Any) -> Iterator[str]:
    """The name of a moment that other connections can look from as well, while the block lasts."""
    with owner.transaction():
        owner.execute("set transaction isolation level repeatable read, read only")
        yield owner.execute("select pg_export_snapshot()").fetchone()[0]


def _describe(owner: Any) -> Manifest:
    from schakel.ground.people.keyring import fingerprints
    from schakel.ground.people.rotation import key_paths, keys_in_rows

    if not owner.execute(_HAS_JOURNAL).fetchone()[0]:
        raise ConflictError(
            "Er is niets om te kopiëren.",
            "De database heeft nog geen tabellen.",
            "Maak ze met: schakel migrate",
        )
    streams, heads = owner.execute(HEADS).fetchone()
    here = {name: fingerprints(path) for name, path in key_paths().items()}
    needed = {name: sorted(ids) for name, ids in keys_in_rows(owner).items()}
    return Manifest(
        schakel=version("schakel"),
        postgresql=owner.info.server_version // 10000,
        made_at=clock.now().isoformat(timespec="seconds"),
        migrations=tuple(row[0] for row in owner.execute(_MIGRATIONS)),
        tables=owner.execute(_TABLES).fetchone()[0],
        entries=owner.execute(ENTRIES).fetchone()[0],
        streams=streams,
        heads=heads,
        seals=owner.execute(_SEALS).fetchone()[0],
        keys={name: {key: here[name].get(key, "") for key in ids} for name, ids in needed.items()},
        parts={},
    )


def _add_keys(copy: CopyWriter, last_seal: int) -> None:
    """The files of keys, and the seals that this moment knows of: a later one covers what isn't there."""
    from schakel.ground.journal.seals import seal_key_path, seal_paths
    from schakel.ground.people.rotation import key_paths

    paths = {f"keys/{name}": path for name, path in key_paths().items()} | {"keys/seal.pem": seal_key_path()}
    paths |= {f"seals/{path.name}": path for number, path in seal_paths() if number <= last_seal}
    for name, path in paths.items():
        if path.exists():
            copy.add(name, [path.read_bytes()])


def _pg_dump(owner: Any, arguments: tuple[str, ...], at_table: Callable[[int], None]) -> Generator[bytes]:
    """What pg_dump writes, in pieces; at_table hears the number of each table that it begins with."""
    from django.conf import settings

    path = program("pg_dump", major=owner.info.server_version // 10000)
    process = subprocess.Popen(  # noqa: S603  a program of PostgreSQL with our own arguments, no shell
        [path, *arguments],
        env=environment(settings.DATABASES["owner"]),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    is_whole = False
    with process:
        told = Listener(process.stderr, _TABLE, at_table)
        try:
            while chunk := process.stdout.read(CHUNK):
                yield chunk
            is_whole = True
        finally:
            if not is_whole:
                process.kill()
            told.join()
    if process.returncode:
        raise DatabaseTrouble(
            "De kopie is niet gemaakt.",
            f"pg_dump meldt: {told.trouble()}",
            "Los dat op en probeer het opnieuw.",
        )
