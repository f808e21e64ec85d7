"""The one error of the embedded database: what happened, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TAIL_BYTES = 4096
TAIL_LINES = 6


class DatabaseTrouble(Exception):  # noqa: N818  a trouble with its remedy, as the messages call it
    """The embedded server can't do what was asked; its text is a Dutch message.

    `log` names the server's log where there is one; the last lines of it become part of the message.
    """

    def __init__(self, what: str, why: str, remedy: str, log: Path | None = None) -> None:
        super().__init__(what, why, remedy, log)
        self.what, self.why, self.remedy, self.log = what, why, remedy, log
        self.lines = last_lines(log) if log else []

    def __str__(self) -> str:
        message = f"{self.what} {self.why} {self.remedy}"
        if not self.lines:
            return message
        return "\n  ".join([f"{message}\nLaatste regels van {self.log}:", *self.lines])


def last_lines(log: Path) -> list[str]:
    """Return the last lines of a log, none when it can't be read."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - TAIL_BYTES))
            return file.read().decode(errors="replace").splitlines()[-TAIL_LINES:]
    except OSError:
        return []


@contextmanager
def explained(data: Path) -> Iterator[None]:
    """Turn a refusal of the file system into a DatabaseTrouble about this data folder."""
    try:
        yield
    except PermissionError as error:
        raise DatabaseTrouble(
            f"De database in {data} is niet bereikbaar.",
            f"U mag niet bij {error.filename}: dat hoort bij een andere gebruiker.",
            "Start Schakel als de gebruiker die deze map maakte, of kies met SCHAKEL_DATA een eigen map.",
        ) from error
    except OSError as error:
        raise DatabaseTrouble(
            f"De database in {data} is niet bereikbaar.",
            f"Het systeem meldt: {error}.",
            "Controleer of de map bestaat, beschrijfbaar is en of er ruimte is op de schijf.",
        ) from error
