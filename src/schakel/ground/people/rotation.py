"""Keys changed for new ones: what lies under the old is encrypted anew in batches, then the old is retired.

Runs as the owner, outside any act: nothing that somebody may know changes. What was done stands in the rows
themselves, which name their key, so a run that was cut off goes on where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, SchakelError
from schakel.ground.people.keyring import Ring, replace_ring, with_new_key

BATCH = 500
_LOCK = 7_071_001

Report = Callable[[str, int, int], None]
Recrypt = Callable[[str, bytes, UUID], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file of keys: its name, where it is, how it is read and what a new generation is made of.

    retire is called in a transaction when no row uses the key any more, and may raise ConflictError; tidy
    afterwards takes away what only the retired key needed.
    """

    name: str
    path: Callable[[], Path]
    ring: Callable[[], Ring]
    fresh: Callable[[], Any]
    retire: Callable[[Any, str], None] | None = None
    tidy: Callable[[Any], None] | None = None


@dataclass(frozen=True, slots=True)
class Store:
    """Encrypted rows: a table with the columns that recrypt gives anew, of which the first names the key.

    recrypt takes the key's id, the cipher and the row's id. fit is a condition that all encrypted rows meet.
    """

    name: str
    file: str
    table: str
    id_column: str
    key_column: str
    cipher_column: str
    columns: tuple[tuple[str, str], ...]
    recrypt: Recrypt
    fit: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How one file of keys stands, with for each store how many rows lie under which key."""

    file: str
    current: str
    valid: tuple[str, ...]
    retired: dict[str, str]
    made: dict[str, str]
    rows: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Rotated:
    """What one run changed: the files with their key in use, and how many rows were encrypted anew."""

    keys: dict[str, str]
    rows: int


_files: dict[str, KeyFile] = {}
_stores: dict[str, Store] = {}


def register_file(file: KeyFile) -> None:
    """Make a file of keys known at start-up."""
    _files[file.name] = file


def register_store(store: Store) -> None:
    """Make encrypted rows known at start-up, so that their key is changed with the others."""
    _stores[store.name] = store


def standings(connection: Any) -> list[Standing]:
    """How every file of keys stands; connection is a psycopg connection of the owner."""
    return [_standing(connection, file) for file in _files.values()]


def key_paths() -> dict[str, Path]:
    """Where each file of keys is on this machine, by its name."""
    return {file.name: file.path() for file in _files.values()}


def keys_in_rows(connection: Any) -> dict[str, set[str]]:
    """For each file of keys the ids that rows name; also for a database of before some of its tables."""
    return {
        file.name: {
            key_id
            for store in _of(file)
            if _is_there(connection, store)
            for key_id in _by_key(connection, store)
            if key_id
        }
        for file in _files.values()
    }


def prepare_keys() -> dict[str, str]:
    """Put a new generation in every file, not yet in use; returns the new ids.

    For several machines that serve one database: each gets the files before the first row needs them.
    """
    made = {}
    for file in _files.values():
        ring = with_new_key(file.ring(), file.fresh(), clock.today().isoformat())
        replace_ring(file.path(), ring)
        made[file.name] = ring.newest
    return made


def rotate(connection: Any, *, report: Report, batch: int = BATCH) -> Rotated:
    """Change all keys for new ones, or finish the change that was cut off.

    connection is a psycopg connection of the owner that commits by itself. Raises ConflictError when
    another runs, or when rows can't be read with the key that they name.
    """
    with _alone(connection):
        files = [_begin(file) for file in _to_rotate()]
        count = sum(_convert(connection, store, report, batch) for file in files for store in _of(file))
        for file in files:
            _retire(connection, file, report, batch)
        return Rotated({file.name: file.ring().current for file in files}, count)


def forget(connection: Any, key_id: str) -> None:
    """Remove a retired key from its file for ever.

    Raises ConflictError for a key that isn't retired since an earlier day or that rows still name, since
    what was written meanwhile could then never be read.
    """
    with _alone(connection):
        file = next((file for file in _files.values() if key_id in file.ring().retired), None)
        if file is None or file.ring().retired[key_id] >= clock.today().isoformat():
            raise _not_retired(key_id)
        _refuse_in_use(connection, file, key_id)
        ring = file.ring()
        parts = ({k: v for k, v in part.items() if k != key_id} for part in (ring.keys, ring.retired))
        keys, retired = parts
        replace_ring(file.path(), replace(ring, keys=keys, retired=retired))


def retired_long_ago(standing: Standing, day: date) -> list[str]:
    """The retired keys that may be forgotten on a day."""
    return [key for key, since in standing.retired.items() if since < day.isoformat()]


def _standing(connection: Any, file: KeyFile) -> Standing:
    ring = file.ring()
    rows = {store.name: dict(_by_key(connection, store)) for store in _of(file)}
    return Standing(file.name, ring.current, ring.valid, dict(ring.retired), dict(ring.made), rows)


def _to_rotate() -> list[KeyFile]:
    """Those whose change was cut off; else all."""
    cut_off = [file for file in _files.values() if _is_cut_off(file.ring())]
    return cut_off or list(_files.values())


def _is_cut_off(ring: Ring) -> bool:
    return len(ring.valid) > 1 and ring.current == ring.newest


def _begin(file: KeyFile) -> KeyFile:
    ring = file.ring()
    if _is_cut_off(ring):
        return file
    if len(ring.valid) == 1:
        ring = with_new_key(ring, file.fresh(), clock.today().isoformat())
    replace_ring(file.path(), replace(ring, current=ring.newest))
    return file


def _convert(connection: Any, store: Store, report: Report, batch: int) -> int:
    current = _files[store.file].ring().current
    total, done, unreadable = _left(connection, store, current), 0, 0
    after: UUID | None = UUID(int=0)
    while after is not None:
        after, changed, failed = _convert_batch(connection, store, current, after, batch)
        done, unreadable = done + changed, unreadable + failed
        if total:
            report(store.name, done, max(total, done))
    if unreadable:
        raise _unreadable(store, unreadable)
    return done


def _convert_batch(
    connection: Any, store: Store, current: str, after: UUID, batch: int
) -> tuple[UUID | None, int, int]:
    """Encrypt the next rows anew; returns where to go on, how many were done and how many can't be read."""
    with connection.transaction():
        rows = connection.execute(_selecting(store), [current, after, batch]).fetchall()
        if not rows:
            return None, 0, 0
        changed = []
        for row_id, key_id, cipher in rows:
            try:
                changed.append((row_id, *store.recrypt(key_id, bytes(cipher), row_id)))
            except (InvalidTag, SchakelError):
                continue
        if changed:
            connection.execute(_updating(store), [list(column) for column in zip(*changed, strict=True)])
    return rows[-1][0], len(changed), len(rows) - len(changed)


def _selecting(store: Store) -> str:
    return (
        f"select {store.id_column}, {store.key_column}, {store.cipher_column} from {store.table}"  # noqa: S608
        f" where {store.fit} and {store.key_column} <> %s and {store.id_column} > %s"
        f" order by {store.id_column} limit %s for no key update"
    )


def _updating(store: Store) -> str:
    names = [name for name, _kind in store.columns]
    arrays = ", ".join(["%s::uuid[]", *(f"%s::{kind}[]" for _name, kind in store.columns)])
    setting = ", ".join(f"{name} = x.{name}" for name in names)
    return (
        f"update {store.table} t set {setting}"  # noqa: S608
        f" from unnest({arrays}) as x(id, {', '.join(names)}) where t.{store.id_column} = x.id"
    )


def _retire(connection: Any, file: KeyFile, report: Report, batch: int) -> None:
    """Retire the old key, once rows that were written with it meanwhile are encrypted anew as well."""
    ring = file.ring()
    for old in ring.valid[1:]:
        for store in _of(file):
            _convert(connection, store, report, batch)
        with connection.transaction():
            if file.retire is not None:
                file.retire(connection, old)
            _refuse_in_use(connection, file, old)
        if file.tidy is not None:
            file.tidy(connection)
        replace_ring(file.path(), replace(ring, retired={**ring.retired, old: clock.today().isoformat()}))


def _refuse_in_use(connection: Any, file: KeyFile, key_id: str) -> None:
    if any(_by_key(connection, store).get(key_id) for store in _of(file)):
        raise ConflictError(
            gettext("Sleutel %(key)s is nog in gebruik.") % {"key": key_id},
            gettext("Er kwamen net gegevens bij die er nog mee zijn vastgelegd."),
            gettext("Begin opnieuw met: schakel keys rotate"),
        )


def _of(file: KeyFile) -> list[Store]:
    return [store for store in _stores.values() if store.file == file.name]


def _is_there(connection: Any, store: Store) -> bool:
    found = connection.execute(
        "select count(*) from information_schema.columns"
        " where table_schema = 'public' and table_name = %s and column_name = any (%s)",
        [store.table, [store.id_column, store.key_column]],
    ).fetchone()
    return bool(found[0] == 2)


def _left(connection: Any, store: Store, current: str) -> int:
    return sum(count for key_id, count in _by_key(connection, store).items() if key_id != current)


def _by_key(connection: Any, store: Store) -> Counter[str]:
    rows = connection.execute(
        f"select {store.key_column}, count(*) from {store.table} where {store.fit} group by 1"  # noqa: S608
    )
    return Counter(dict(rows.fetchall()))


@contextmanager
def _alone(connection: Any) -> Iterator[None]:
    if not connection.execute("select pg_try_advisory_lock(%s)", [_LOCK]).fetchone()[0]:
        raise ConflictError(
            gettext("De sleutels worden al gewisseld."),
            gettext("Een andere opdracht is ermee bezig."),
            gettext("Wacht tot die klaar is, en kijk dan met: schakel keys status"),
        )
    try:
        yield
    finally:
        connection.execute("select pg_advisory_unlock(%s)", [_LOCK])


def _unreadable(store: Store, count: int) -> ConflictError:
    return ConflictError(
        gettext("%(count)d rijen zijn niet te lezen (%(store)s).") % {"count": count, "store": store.name},
        gettext("De sleutel die zij noemen ontbreekt, of hun inhoud is veranderd."),
        gettext("De oude sleutel blijft gelden. Zet het bestand met alle sleutels terug, of een kopie."),
    )


def _not_retired(key_id: str) -> ConflictError:
    return ConflictError(
        gettext("Sleutel %(key)s kan niet weg.") % {"key": key_id},
        gettext("Alleen een sleutel die vóór vandaag buiten gebruik ging, kan worden vergeten."),
        gettext("Bekijk de sleutels met: schakel keys status"),
    )
