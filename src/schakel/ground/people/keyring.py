"""A file of keys: which generation is in use, which still counts, and which is kept for old copies only."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from schakel.ground.kernel.errors import ConflictError

_FOR_OTHERS = stat.S_IRWXO | stat.S_IWGRP | stat.S_IXGRP
"""The group may read, since secrets that are mounted for a service often come so; nobody else may."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Generations of keys by id, as they stand in the file.

    current is what new rows are written with. A generation that is not retired counts: it may still be in
    use by rows and by other machines. retired and made give days as ISO text.
    """

    current: str
    keys: Mapping[str, Any]
    retired: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)

    @property
    def valid(self) -> tuple[str, ...]:
        """The ids that count, the current one first; never more than two."""
        others = sorted(key for key in self.keys if key != self.current and key not in self.retired)
        return (self.current, *others)

    @property
    def newest(self) -> str:
        """The generation that was made last."""
        return max(self.keys, key=_number)


def read_ring(path: Path, make: Callable[[], None]) -> Ring:
    """The ring of a file, read again when the file changed; make is called when there is no file.

    Raises ConflictError when others on the machine can read it.
    """
    if not path.exists():
        make()
    found = path.stat()
    return _read(path, (found.st_mtime_ns, found.st_size, found.st_ino), stat.S_IMODE(found.st_mode))


@lru_cache(maxsize=8)
def _read(path: Path, _stamp: tuple[int, int, int], mode: int) -> Ring:
    if mode & _FOR_OTHERS:
        raise _open_to_others(path)
    stored = json.loads(path.read_text(encoding="ascii"))
    return Ring(stored["current"], stored["keys"], stored.get("retired", {}), stored.get("made", {}))


def fingerprints(path: Path) -> dict[str, str]:
    """What tells each generation of a file from another of the same id; nothing when there is no file.

    It gives none away: keys are 256 random bits, which nobody finds by their digest. Raises ConflictError as
    read_ring does.
    """
    if not path.exists():
        return {}
    ring = read_ring(path, lambda: None)
    return {key: _fingerprint(material) for key, material in ring.keys.items()}


def make_ring(path: Path, key_id: str, material: Any, day: str) -> None:
    """Write a first generation; a process that made one just before wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = _written(path, Ring(key_id, {key_id: material}, made={key_id: day}))
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()


def replace_ring(path: Path, ring: Ring) -> None:
    """Put a ring in the place of the one before, whole or not at all."""
    owner = path.stat()
    temporary = _written(path, ring)
    if os.geteuid() == 0:
        os.chown(temporary, owner.st_uid, owner.st_gid)
    temporary.chmod(stat.S_IMODE(owner.st_mode))
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def with_new_key(ring: Ring, material: Any, day: str) -> Ring:
    """The ring with one generation more, not yet in use. Raises ConflictError while two count already."""
    if len(ring.valid) > 1:
        raise ConflictError(
            gettext("Er staat al een nieuwe sleutel klaar."),
            gettext("Er gelden hoogstens twee sleutels tegelijk."),
            gettext("Maak het wisselen eerst af met: schakel keys rotate"),
        )
    key_id = f"{ring.newest[0]}{_number(ring.newest) + 1}"
    return replace(ring, keys={**ring.keys, key_id: material}, made={**ring.made, key_id: day})


def _fingerprint(material: Any) -> str:
    return hashlib.sha256(json.dumps(material, sort_keys=True).encode()).hexdigest()[:16]


def _written(path: Path, ring: Ring) -> Path:
    text = json.dumps(
        {
            "current": ring.current,
            "keys": dict(ring.keys),
            "retired": dict(ring.retired),
            "made": dict(ring.made),
        }
    )
    temporary = path.with_suffix(f".{secrets.token_hex(8)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return temporary


def _number(key_id: str) -> int:
    return int(key_id[1:])


def _open_to_others(path: Path) -> ConflictError:
    return ConflictError(
        gettext("Anderen op deze machine kunnen bij de sleutels."),
        gettext("De rechten op %(file)s zijn te ruim.") % {"file": path.name},
        gettext("Sluit het bestand met: chmod 600, en ga na wie het las."),
    )
