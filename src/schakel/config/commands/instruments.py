"""`schakel instruments`: check, load and remove instruments for a diagnosis."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from schakel.config.output import OK, say, show_json
from schakel.config.parsing import add_command, add_group

FILE_HELP = "YAML, zie docs/formats/instruments.md"


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "instruments", "Instrumenten voor de diagnose.")
    for name, help_text, run in (
        ("check", "Controleer het bestand van een instrument.", check),
        ("load", "Laad een instrument, zodat iedereen het kan gebruiken.", load),
    ):
        parser = add_command(group, name, help_text, run, has_json=True)
        parser.add_argument("file", type=Path, metavar="BESTAND", help=FILE_HELP)
    parser = add_command(group, "remove", "Verwijder een instrument dat niemand gebruikte.", remove)
    parser.add_argument("digest", metavar="KENMERK", help="kenmerk dat check en load noemen")


def check(arguments: argparse.Namespace) -> int:
    """Read a file as an instrument, and name what is wrong with file, line and reason."""
    from schakel.jobseekers.diagnosis.instruments.loading import read_instrument

    found = read_instrument(arguments.file)
    scores = sum(len(part.scores) for part in found.parts)
    say(f"{found.key}, versie {found.edition}: {len(found.parts)} delen, {scores} scores.")
    say(f"Kenmerk: {found.digest}")
    if arguments.json:
        show_json({"key": found.key, "edition": found.edition, "digest": found.digest, "scores": scores})
    return OK


def load(arguments: argparse.Namespace) -> int:
    """Let everyone begin diagnoses with this instrument; running it again changes nothing."""
    from schakel.config.preparing import as_system, prepare
    from schakel.jobseekers.diagnosis.instruments.loading import read_instrument

    found = read_instrument(arguments.file)
    prepare()
    from schakel.jobseekers.diagnosis.actions import load_instrument

    with as_system() as actor:
        load_instrument(actor=actor, raw=found.text.encode(), file=arguments.file.name)
    say(f"Geladen: {found.key}, versie {found.edition}. Kenmerk: {found.digest}")
    if arguments.json:
        show_json({"key": found.key, "edition": found.edition, "digest": found.digest})
    return OK


def remove(arguments: argparse.Namespace) -> int:
    """Take away an instrument that was never used."""
    from schakel.config.preparing import as_system, prepare

    prepare()
    from schakel.jobseekers.diagnosis.actions import remove_instrument

    with as_system() as actor:
        remove_instrument(actor=actor, digest=arguments.digest)
    say("Het instrument is verwijderd.")
    return OK
