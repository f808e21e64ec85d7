"""`schakel journal verify`: recompute the whole journal from the bytes that were stored."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from schakel.config.output import OK, PROBLEMS, say, show_json
from schakel.config.parsing import add_command, add_group


def register(subparsers: Any) -> None:
    """Add the command."""
    group = add_group(subparsers, "journal", "Het journaal controleren.")
    add_command(group, "verify", "Reken alle ketens na, met hun inhoud.", verify, has_json=True)


def verify(arguments: argparse.Namespace) -> int:
    """Say how much was read and whether it holds; 1 when something was changed behind the acts."""
    from schakel.config.connecting import connect
    from schakel.config.preparing import prepare

    prepare()
    from schakel.ground.journal import verification

    with connect("owner") as owner:
        verdict = verification.verify(owner)
    if arguments.json:
        show_json(asdict(verdict))
    _tell(verdict)
    return OK if verdict.ok else PROBLEMS


def _tell(verdict: Any) -> None:
    say(f"{verdict.entries} regels in {verdict.streams} stromen, {verdict.dossiers} dossiers.")
    if verdict.ok:
        say("Alles klopt: elke keten en elke inhoud is nagerekend.")
        return
    broken = verdict.first_broken
    say("Het journaal klopt niet.")
    say(f"  Eerste breuk: stroom {broken.stream}, regel {broken.sequence}: {broken.what}.")
    say("  Bewaar de database zoals zij is en vergelijk haar met een back-up.")
