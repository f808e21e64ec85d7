"""`schakel bench NAME`: measure, beside a named baseline in the same run, on this machine."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from schakel.config.output import OK, WRONG_USE, say, show_json
from schakel.config.parsing import add_command

CHECKOUT = Path(__file__).resolve().parents[4]
BENCHES = CHECKOUT / "tests" / "performance"


def register(subparsers: Any) -> None:
    """Add the command where the benchmarks are: in a checkout."""
    if not BENCHES.is_dir():
        return
    parser = add_command(subparsers, "bench", "Meet iets, naast een ijkpunt in dezelfde ronde.", bench)
    parser.add_argument("name", metavar="NAAM", choices=names(), help=", ".join(names()))
    parser.add_argument(
        "--snapshot",
        type=Path,
        metavar="DIR",
        help="map met een momentopname (anders SCHAKEL_SNAPSHOT, of er wordt een kleine gemaakt)",
    )


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem.removeprefix("bench_").replace("_", "-") for path in BENCHES.glob("bench_*.py"))


def bench(arguments: argparse.Namespace) -> int:
    """Print one JSON line; data that lies beside the checkout is used when it is there."""
    sys.path.insert(0, str(CHECKOUT))
    if arguments.snapshot is not None:
        os.environ["SCHAKEL_SNAPSHOT"] = str(arguments.snapshot.expanduser().resolve())
    try:
        module = import_module(f"tests.performance.bench_{arguments.name.replace('-', '_')}")
    except ImportError as error:
        say(f"Deze meting heeft iets nodig dat hier niet staat: {error.name}.")
        say("  Zet de ontwikkelomgeving op met: make dev")
        return WRONG_USE
    show_json(module.run(_shared()))
    return OK


def _shared() -> Path | None:
    named = os.environ.get("SCHAKEL_SHARED")
    folder = Path(named) if named else CHECKOUT.parent / "shared"
    return folder if folder.is_dir() else None
