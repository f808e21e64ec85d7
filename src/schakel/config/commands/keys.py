"""`schakel keys`: see which keys protect what, change them for new ones, and forget those of before."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from schakel.config.output import OK, say, show_json
from schakel.config.parsing import add_command, add_group
from schakel.config.progress import tell_progress


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "keys", "De sleutels van BSN's, bestanden en documenten.")
    add_command(group, "status", "Toon welke sleutels gelden en wat eronder ligt.", status, has_json=True)
    add_command(
        group, "prepare", "Zet nieuwe sleutels klaar, om te verspreiden over machines.", new, has_json=True
    )
    add_command(group, "rotate", "Wissel de sleutels, of maak het wisselen af.", rotate, has_json=True)
    parser = add_command(group, "forget", "Gooi een oude sleutel voorgoed weg.", forget, has_json=True)
    parser.add_argument("key", metavar="SLEUTEL", help="de naam, zoals k1, van `schakel keys status`")


def status(arguments: argparse.Namespace) -> int:
    """Say for each file which keys count and how many rows lie under each."""
    with _rotation() as (connection, rotation):
        found = rotation.standings(connection)
    for standing in found:
        _tell(standing)
    if arguments.json:
        show_json({"files": [asdict(standing) for standing in found]})
    return OK


def new(arguments: argparse.Namespace) -> int:
    """Put new keys in the files, which nothing is written with yet."""
    with _rotation() as (_connection, rotation):
        made = rotation.prepare_keys()
    _tell_keys("Klaargezet", made)
    say("Zet de bestanden op elke machine, en wissel dan met: schakel keys rotate")
    if arguments.json:
        show_json({"prepared": made})
    return OK


def rotate(arguments: argparse.Namespace) -> int:
    """Encrypt everything anew and retire the old keys; cut off, it goes on at the next call."""
    with _rotation() as (connection, rotation):
        done = rotation.rotate(connection, report=tell_progress)
    _tell_keys("In gebruik", done.keys)
    say(f"{done.rows} rijen zijn opnieuw versleuteld. De vorige sleutels gelden niet meer.")
    say("Zij blijven in het bestand, om oudere kopieën van de database te kunnen lezen.")
    say("Maak nu een nieuwe kopie van people.json en documents.json.")
    if arguments.json:
        show_json(asdict(done))
    return OK


def forget(arguments: argparse.Namespace) -> int:
    """Remove a key that was retired on an earlier day and that nothing names."""
    with _rotation() as (connection, rotation):
        rotation.forget(connection, arguments.key)
    say(f"Sleutel {arguments.key} is weg. Oudere kopieën van de database zijn er niet meer mee te lezen.")
    if arguments.json:
        show_json({"forgotten": arguments.key})
    return OK


@contextmanager
def _rotation() -> Iterator[tuple[Any, Any]]:
    from schakel.config.connecting import connect
    from schakel.config.preparing import prepare

    prepare()
    from schakel.ground.people import rotation

    with connect("owner") as owner:
        yield owner, rotation


def _tell(standing: Any) -> None:
    say(f"{standing.file}: sleutel {standing.current} is in gebruik.")
    for key in (*standing.valid, *standing.retired):
        state = f"buiten gebruik sinds {standing.retired[key]}" if key in standing.retired else "geldt"
        counts = [f"{rows[key]} {name}" for name, rows in standing.rows.items() if rows.get(key)]
        say(f"  {key}: {state}; {', '.join(counts) or 'niets'}.")
    if len(standing.valid) > 1:
        say("  Er gelden twee sleutels. Maak het wisselen af met: schakel keys rotate")


def _tell_keys(word: str, keys: dict[str, str]) -> None:
    for file, key in keys.items():
        say(f"{word}: {key} in {file}.")
