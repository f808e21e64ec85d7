"""Putting a copy back in an empty database, in one transaction, and bringing it up to date."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from schakel.config.connecting import connect
from schakel.config.copying.bundle import DATABASE, Copy, Report, open_copy
from schakel.config.copying.manifest import Manifest
from schakel.config.copying.programs import Listener, environment, program
from schakel.config.copying.statements import (
    ANALYSED,
    BEGIN,
    HOLDS_ANY,
    OTHER_JOURNAL,
    RENUMBER,
    ending,
)
from schakel.config.preparing import is_embedded, migrate, set_up_django, start_database
from schakel.ground.kernel.database import DatabaseTrouble, default_data, discard, status
from schakel.ground.kernel.errors import ConflictError

_ROWS = re.compile(r"processing data for table")
_STATE = re.compile(r"(?:ERROR|FATAL): +([0-9A-Z]{5})\b")
NOTHING_LEFT = "Er is niets teruggezet."


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, how many migrations were run after it, and what the journal says of itself."""

    manifest: Manifest
    migrated: int
    keys: tuple[str, ...]
    verdict: Any


def restore(path: Path, *, report: Report) -> Restored:
    """Put a copy back in the database of the settings; it must be empty.

    Raises InvalidError or ConflictError when it is refused, DatabaseTrouble when PostgreSQL can't; then
    everything is as it was. Once the rows stand, only bringing them up to date can still fail.
    """
    with open_copy(path) as copy:
        copy.check(report)
        with _as_it_was():
            start_database()
            set_up_django()
            _refuse_newer(copy.manifest)
            with _only_restore() as owner, _placed(copy) as placed:
                _refuse_without_keys(copy.manifest)
                _put_back(copy, owner.info.server_version // 10000, report)
        migrated = migrate()
        return Restored(copy.manifest, migrated, tuple(placed), _judge())


def _judge() -> Any:
    from schakel.ground.journal import verification

    with connect("owner") as owner:
        owner.execute(f"analyze {owner.execute(ANALYSED).fetchone()[0]}")
        return verification.verify(owner)


@contextmanager
def _as_it_was() -> Iterator[None]:
    """After any failure no server, cluster or folder is left that wasn't there before."""
    data = default_data()
    was_there, was_empty = data.exists(), not (data.is_dir() and any(data.iterdir()))
    had_cluster = not is_embedded() or status(data).state != "absent"
    try:
        yield
    except BaseException:
        if not had_cluster:
            from django.db import connections

            connections.close_all()
            discard(data)
        if was_empty and not had_cluster and data.is_dir():
            _empty(data, keep=was_there)
        raise


def _empty(data: Path, *, keep: bool) -> None:
    for path in data.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    if not keep:
        data.rmdir()


@contextmanager
def _only_restore() -> Iterator[Any]:
    """A connection of the owner to an empty database into which nobody else puts a copy meanwhile."""
    with connect("owner") as owner:
        is_alone = owner.execute("select pg_try_advisory_lock(7071002)").fetchone()[0]
        if not is_alone or owner.execute(HOLDS_ANY).fetchone()[0]:
            raise ConflictError(
                "De database is niet leeg.",
                "Een kopie komt niet over andere gegevens heen, en niet bij een andere opdracht.",
                f"{NOTHING_LEFT} Wijs met --data een lege map aan, of maak een lege database.",
            )
        yield owner


def _refuse_newer(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = [name for name in manifest.migrations if name not in known]
    if unknown:
        raise ConflictError(
            "De kopie is van een nieuwere Schakel.",
            f"Zij is van versie {manifest.schakel}, hier is {version('schakel')}; onbekend zijn"
            f" {len(unknown)} wijzigingen, zoals {unknown[0]}.",
            f"{NOTHING_LEFT} Installeer eerst die versie of een latere.",
        )


def _refuse_without_keys(manifest: Manifest) -> None:
    """A key of the same name may be another one: each installation begins with k1."""
    from schakel.ground.people.keyring import fingerprints
    from schakel.ground.people.rotation import key_paths

    paths = key_paths()
    for file, needed in manifest.keys.items():
        here = fingerprints(paths[file]) if file in paths else {}
        for key, fingerprint in needed.items():
            if key not in here or fingerprint not in ("", here[key]):
                raise ConflictError(
                    "De sleutels van deze kopie zijn er niet.",
                    f"Wat versleuteld is, noemt sleutel {key} van {file};"
                    f" {'hier heet een andere zo' if key in here else 'die staat hier niet'}.",
                    f"{NOTHING_LEFT} Zet de kopie van {file} in {paths.get(file, Path(file)).parent}"
                    " en probeer het opnieuw.",
                )


@contextmanager
def _placed(copy: Copy) -> Iterator[list[str]]:
    """Put keys and seals of the copy where there are none; after a failure they are taken away again."""
    made: list[Path] = []
    try:
        for name, path in _places(copy).items():
            content = copy.content(name)
            if not path.exists():
                _write_new(path, content)
                made.append(path)
            elif name.startswith("seals/") and path.read_bytes() != content:
                raise ConflictError(
                    "Er liggen hier andere zegels.",
                    f"{path.name} in {path.parent} is niet dat van de kopie.",
                    f"{NOTHING_LEFT} Zet die map opzij en probeer het opnieuw.",
                )
        yield [path.name for path in made]
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def _places(copy: Copy) -> dict[str, Path]:
    from schakel.ground.journal.seals import seal_folder, seal_key_path
    from schakel.ground.people.rotation import key_paths

    known = {f"keys/{name}": path for name, path in key_paths().items()} | {"keys/seal.pem": seal_key_path()}
    return {
        name: known.get(name, seal_folder() / name.partition("/")[2])
        for name in copy.parts
        if name != DATABASE
    }


def _write_new(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_back(copy: Copy, major: int, report: Report) -> None:
    """All in one transaction of psql: whatever ends too soon, ends without its commit."""
    manifest = copy.manifest
    if manifest.postgresql > major:
        raise DatabaseTrouble(
            "De kopie is van een nieuwere PostgreSQL.",
            f"Zij is van versie {manifest.postgresql}, deze server is van {major}.",
            f"{NOTHING_LEFT} Gebruik een server van die versie of een latere.",
        )
    reader = program("pg_restore", major=manifest.postgresql)
    with _Session(major) as session:
        session.say(BEGIN)
        session.take(copy, reader, "pre-data", lambda _number: None)
        session.take(copy, reader, "data", lambda n: report("Tabellen", n, manifest.tables))
        session.say(RENUMBER)
        report("Indexen en regels", 0, 1)
        session.take(copy, reader, "post-data", lambda _number: None)
        session.say(ending(entries=manifest.entries, streams=manifest.streams, heads=manifest.heads))
    report("Indexen en regels", 1, 1)


class _Session:
    """psql, which is told everything through one pipe; leaving the block waits for its end."""

    def __init__(self, major: int) -> None:
        from django.conf import settings

        words = (
            "--no-psqlrc",
            "--quiet",
            "--no-password",
            "--set=ON_ERROR_STOP=1",
            "--set=VERBOSITY=sqlstate",
        )
        self._psql = subprocess.Popen(  # noqa: S603  a program of PostgreSQL with our own arguments, no shell
            [program("psql", major=major), *words],
            env=environment(settings.DATABASES["owner"]),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            bufsize=0,
        )
        self._told = Listener(self._psql.stderr, _ROWS, lambda _number: None)

    def __enter__(self) -> _Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: object) -> None:
        assert self._psql.stdin is not None
        assert self._psql.stderr is not None
        with suppress(OSError):
            self._psql.stdin.close()
        code = self._psql.wait()
        self._told.join()
        self._psql.stderr.close()
        if code and (kind is None or issubclass(kind, (DatabaseTrouble, BrokenPipeError))):
            raise self._refusal() from None

    def say(self, text: str) -> None:
        """Statements of our own."""
        assert self._psql.stdin is not None
        self._psql.stdin.write(text.encode())

    def take(self, copy: Copy, reader: str, section: str, at_table: Any) -> None:
        """One section of the copy, as statements and rows."""
        process = subprocess.Popen(  # noqa: S603  a program of PostgreSQL with our own arguments, no shell
            [reader, f"--section={section}", "--no-owner", "--file=-", "--verbose"],
            stdin=subprocess.PIPE,
            stdout=self._psql.stdin,
            stderr=subprocess.PIPE,
        )
        with process:
            told = Listener(process.stderr, _ROWS, at_table)
            feeder = _Feeder(copy, process.stdin)
            feeder.join()
            process.wait()
            told.join()
        if feeder.error is not None:
            raise feeder.error
        if process.returncode:
            raise DatabaseTrouble(
                "De kopie is niet teruggezet.",
                f"pg_restore meldt: {told.trouble()}",
                f"{NOTHING_LEFT} Probeer het opnieuw, of neem een andere kopie.",
            )

    def _refusal(self) -> ConflictError | DatabaseTrouble:
        """What the database said by its state only: its own words may hold values of rows."""
        found = _STATE.search(self._told.trouble())
        if found and found[1] == OTHER_JOURNAL:
            return ConflictError(
                "De kopie is niet teruggezet.",
                "Het journaal erin is niet zoals de kopie van zichzelf zegt.",
                f"{NOTHING_LEFT} Neem een andere kopie.",
            )
        return DatabaseTrouble(
            "De kopie is niet teruggezet.",
            f"De database weigert haar, met code {found[1] if found else 'onbekend'}.",
            f"{NOTHING_LEFT} Controleer de ruimte, en de rollen met: schakel database roles",
        )


class _Feeder(threading.Thread):
    """Hands the copy's content to a program, as far as it wants to read."""

    def __init__(self, copy: Copy, target: Any) -> None:
        super().__init__(daemon=True)
        self._copy, self._target = copy, target
        self.error: ConflictError | None = None
        self.start()

    def run(self) -> None:
        """Until the end, or until the program has what it needs."""
        try:
            for chunk in self._copy.chunks(DATABASE):
                self._target.write(chunk)
        except BrokenPipeError:
            pass
        except ConflictError as error:
            self.error = error
        finally:
            with suppress(OSError):
                self._target.close()
