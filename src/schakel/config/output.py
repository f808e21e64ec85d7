"""What a command says: one JSON object on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
import traceback
from typing import Any

from schakel.ground.kernel.errors import InvalidError, SchakelError

OK, PROBLEMS, WRONG_USE = 0, 1, 2


def say(text: str = "") -> None:
    """A line for the person at the terminal."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def show(text: str) -> None:
    """A line for the program that called, on standard output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def show_json(result: Any) -> None:
    """The result as one JSON object on one line."""
    show(json.dumps(result, ensure_ascii=False, default=str))


def tell_error(error: Exception) -> int:
    """Say what happened, why and what to do; returns the exit code that belongs to it."""
    what, why, remedy, code = _in_words(error)
    say(what)
    for part in (why, remedy, *getattr(error, "lines", ())):
        if part:
            say(f"  {part}")
    return code


def _in_words(error: Exception) -> tuple[str, str, str, int]:
    if isinstance(error, SchakelError) or hasattr(error, "remedy"):
        code = WRONG_USE if isinstance(error, InvalidError) else PROBLEMS
        return error.what, error.why, error.remedy, code  # type: ignore[attr-defined]
    return (*(_of_database(error) or _unforeseen(error)), PROBLEMS)


def _of_database(error: Exception) -> tuple[str, str, str] | None:
    from django.db import IntegrityError, OperationalError, ProgrammingError

    if isinstance(error, OperationalError):
        return (
            "De database is niet bereikbaar.",
            "Zij draait niet, of het adres of wachtwoord klopt niet.",
            "Bekijk haar met: schakel database status",
        )
    state = getattr(error.__cause__, "sqlstate", "")
    if isinstance(error, IntegrityError) and state == "23505":
        return ("Dit bestaat al.", "Er is er al een met deze naam.", "Kies een andere naam.")
    if isinstance(error, ProgrammingError) and state == "42P01":
        return (
            "De database is nog niet klaar voor gebruik.",
            "Er ontbreken tabellen.",
            "Werk haar bij met: schakel migrate",
        )
    return None


def _unforeseen(error: Exception) -> tuple[str, str, str]:
    """The type and place, never the values: those may name a person."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('/src/', 1)[-1]}:{frames[-1].lineno}" if frames else "onbekend"
    return (
        "Er ging iets mis dat Schakel niet voorzag.",
        f"Soort: {type(error).__name__}, plaats: {place}.",
        "Probeer het opnieuw. Blijft het misgaan, meld dan soort en plaats aan de beheerder.",
    )
