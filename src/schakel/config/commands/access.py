"""`schakel access report`: read every protected table as every reader, against the access table."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from schakel.config.output import OK, PROBLEMS, say, show_json
from schakel.config.parsing import add_command, add_group

SHOWN = 20


def register(subparsers: Any) -> None:
    """Add the command."""
    group = add_group(subparsers, "access", "De toegang controleren.")
    add_command(group, "report", "Zoek wat iemand ziet en niet mag zien.", report, has_json=True)


def report(arguments: argparse.Namespace) -> int:
    """Say how many questions were asked and which were answered wrongly; 1 when there is a leak."""
    from schakel.config.connecting import connect
    from schakel.config.preparing import prepare

    prepare()
    from schakel.ground.dossiers import access_report
    from schakel.ground.kernel import clock

    with connect("owner") as owner, connect("default") as app:
        found = access_report.report(owner, app, clock.today())
    if arguments.json:
        show_json({"probes": found.probes, "leaks": [asdict(leak) for leak in found.leaks]})
    say(f"{found.probes} vragen gesteld, {len(found.leaks)} lekken gevonden.")
    for leak in found.leaks[:SHOWN]:
        say(f"  lezer {leak.reader}, dossier {leak.dossier}: {leak.what}")
    return PROBLEMS if found.leaks else OK
