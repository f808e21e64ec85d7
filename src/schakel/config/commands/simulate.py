"""`schakel simulate`: a fictional labour-market region with known truth, as files or inside Schakel."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.config.output import OK, say, show, show_json
from schakel.config.parsing import add_command
from schakel.config.progress import tell_progress
from schakel.ground.kernel.errors import InvalidError

if TYPE_CHECKING:
    from schakel.simulation.region.declared import Region


def register(subparsers: Any) -> None:
    """Add the command."""
    help_text = "Maak een verzonnen arbeidsmarktregio waarvan de waarheid bekend is."
    parser = add_command(subparsers, "simulate", help_text, simulate, has_json=True)
    parser.add_argument("--clients", type=_clients, default=2000, metavar="N", help="aantal cliënten (2000)")
    parser.add_argument("--seed", type=_seed, default=1, metavar="S", help="startgetal van het toeval (1)")
    parser.add_argument("--out", type=Path, metavar="MAP", help="nieuwe map voor de bestanden")
    parser.add_argument(
        "--into-database", action="store_true", help="laat de regio leven in een lege database van Schakel"
    )
    parser.add_argument(
        "--password",
        default="",
        metavar="WOORD",
        help="waarmee iedereen die in de verzonnen regio werkt kan inloggen (anders kan niemand dat)",
    )
    parser.add_argument("--region", type=Path, metavar="BESTAND", help="andere kansen dan de onze, als YAML")
    parser.add_argument(
        "--until", type=_month, metavar="MAAND",
        help="laatste maand, zoals 2026-10 (in een database anders de vorige maand)",
    )  # fmt: skip


def _clients(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1_000_000:
        raise ValueError(text)
    return number


def _seed(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**31:
        raise ValueError(text)
    return number


def _month(text: str) -> int:
    """The number of a month since year 0."""
    day = date.fromisoformat(f"{text}-01")
    return day.year * 12 + day.month - 1


_clients.__name__ = "aantal van 1 tot 1.000.000"
_seed.__name__ = "startgetal van 0 of hoger"
_month.__name__ = "maand zoals 2026-10"


def simulate(arguments: argparse.Namespace) -> int:
    """Write the files, fill the database, or both."""
    from schakel.simulation.region.reading import DECLARED, read_region

    if arguments.out is None and not arguments.into_database:
        raise InvalidError(
            "Er is niet gezegd waar de regio heen moet.",
            "Zij kan in bestanden en in de database.",
            "Kies --out MAP, --into-database, of beide.",
        )
    region = read_region(arguments.region or DECLARED)
    if arguments.until is not None:
        region = region.until(arguments.until)
    if arguments.into_database:
        region = _fill(arguments, region)
    if arguments.out is not None:
        _write(arguments, region)
    return OK


def _write(arguments: argparse.Namespace, region: Region) -> None:
    from schakel.simulation.region.writing import write_region

    manifest = write_region(region, arguments.seed, arguments.clients, arguments.out, report=tell_progress)
    if arguments.json:
        show_json(manifest)
        return
    for name, file in manifest["files"].items():
        show(f"{name}: {file['rows']} regels")
    say(f"Alles samen: {manifest['sha256'][:16]}. De waarheid staat in truth.json.")


def _fill(arguments: argparse.Namespace, region: Region) -> Region:
    """Fill the database; returns the region with the months that were lived there."""
    from schakel.config.preparing import migrate, set_up_django, start_database

    start_database()
    set_up_django()
    from schakel.ground.kernel import clock
    from schakel.simulation.living.filling import fill

    migrate()
    if arguments.until is None:
        today = clock.today()
        region = region.until(today.year * 12 + today.month - 2)
    told = fill(region, arguments.seed, arguments.clients, report=tell_progress, password=arguments.password)
    say(f"{sum(told.values())} gebeurtenissen van {arguments.clients} cliënten staan in de database.")
    say("Controleer het journaal met: schakel journal verify")
    if arguments.json and arguments.out is None:
        show_json({"clients": arguments.clients, "seed": arguments.seed, "events": told})
    return region
