"""`schakel simulate`: a fictional labour-market region with known truth, as files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from schakel.config.output import OK, say, show, show_json
from schakel.config.parsing import add_command
from schakel.config.progress import tell_progress


def register(subparsers: Any) -> None:
    """Add the command."""
    help_text = "Maak een verzonnen arbeidsmarktregio waarvan de waarheid bekend is."
    parser = add_command(subparsers, "simulate", help_text, simulate, has_json=True)
    parser.add_argument("--clients", type=_clients, default=2000, metavar="N", help="aantal cliënten (2000)")
    parser.add_argument("--seed", type=_seed, default=1, metavar="S", help="startgetal van het toeval (1)")
    parser.add_argument("--out", required=True, type=Path, metavar="MAP", help="nieuwe map voor de bestanden")
    parser.add_argument("--region", type=Path, metavar="BESTAND", help="andere kansen dan de onze, als YAML")


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


_clients.__name__ = "aantal van 1 tot 1.000.000"
_seed.__name__ = "startgetal van 0 of hoger"


def simulate(arguments: argparse.Namespace) -> int:
    """Write the files, and tell what stands in them."""
    from schakel.simulation.region.reading import DECLARED, read_region
    from schakel.simulation.region.writing import write_region

    region = read_region(arguments.region or DECLARED)
    manifest = write_region(region, arguments.seed, arguments.clients, arguments.out, report=tell_progress)
    if arguments.json:
        show_json(manifest)
        return OK
    for name, file in manifest["files"].items():
        show(f"{name}: {file['rows']} regels")
    say(f"Alles samen: {manifest['sha256'][:16]}. De waarheid staat in truth.json.")
    return OK
