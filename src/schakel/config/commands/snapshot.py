"""`schakel snapshot build`: a large database of people who do not exist, to measure on."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from schakel.config.output import OK, say, show_json
from schakel.config.parsing import add_command, add_group
from schakel.config.progress import tell_progress


def register(subparsers: Any) -> None:
    """Add the command."""
    group = add_group(subparsers, "snapshot", "Een grote database met verzonnen mensen, om op te meten.")
    parser = add_command(
        group, "build", "Vul een lege database; wat er staat, wordt geweigerd.", build, has_json=True
    )
    parser.add_argument(
        "--dossiers", type=int, default=20_000, metavar="N", help="aantal dossiers (anders 20000)"
    )
    parser.add_argument(
        "--entries", type=int, metavar="M", help="aantal journaalregels (anders vijf voor elk dossier)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="startgetal van het toeval (anders 1)"
    )
    parser.add_argument(
        "--truth", type=Path, metavar="BESTAND", help="schrijf ook wat er waar is van de verzonnen regio"
    )


def build(arguments: argparse.Namespace) -> int:
    """Make the tables when they aren't there, fill them, and tell how long it took."""
    from schakel.config.preparing import migrate, set_up_django, start_database

    start_database()
    set_up_django()
    from schakel.simulation.snapshot import Sizes
    from schakel.simulation.snapshot import build as build_snapshot

    sizes = Sizes(arguments.dossiers, arguments.entries or 5 * arguments.dossiers, arguments.seed)
    migrate()
    built = build_snapshot(sizes, report=tell_progress, truth=arguments.truth)
    say(f"\n{built.dossiers} dossiers en {built.entries} journaalregels in {built.seconds} seconden.")
    say("Controleer het journaal met: schakel journal verify")
    if arguments.json:
        show_json(asdict(built))
    return OK
