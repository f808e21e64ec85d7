"""`schakel services`: check the catalogue of services, with the examples beside them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from schakel.config.output import OK, PROBLEMS, say, show_json
from schakel.config.parsing import add_command, add_group


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "services", "De catalogus van diensten.")
    parser = add_command(
        group,
        "check",
        "Controleer de catalogus, of een bestand ervan, met de voorbeelden.",
        check,
        has_json=True,
    )
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="BESTAND", help="YAML, zie docs/formats/services.md"
    )


def check(arguments: argparse.Namespace) -> int:
    """Read the services and run their examples; whatever is wrong is named with file, line and reason."""
    from schakel.jobseekers.services.catalogue.checking import differences

    catalogue = _catalogue(arguments.file)
    problems = differences(catalogue)
    for preset in catalogue.presets.values():
        examples = sum(len(one.examples) for one in preset.services.values())
        count = len(preset.services)
        say(f"{preset.label}, versie {preset.edition}: {count} diensten, {examples} voorbeelden.")
    say(f"Kenmerk: {catalogue.digest}")
    for problem in problems:
        say(f"  {problem}")
    if arguments.json:
        counts = {key: len(preset.services) for key, preset in catalogue.presets.items()}
        lines = [str(problem) for problem in problems]
        show_json({"services": counts, "digest": catalogue.digest, "problems": lines})
    return PROBLEMS if problems else OK


def _catalogue(file: Path | None) -> Any:
    from schakel.ground.norms.registers import the_register
    from schakel.jobseekers.services.catalogue.loading import load_presets
    from schakel.jobseekers.services.catalogue.shelf import FOLDER, the_catalogue

    return the_catalogue() if file is None else load_presets([file], FOLDER / "facts.yaml", the_register())
