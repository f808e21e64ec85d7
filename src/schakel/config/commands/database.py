"""`schakel database`: the embedded server, the roles for an own one, and copies of either."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from schakel.config.output import OK, PROBLEMS, say, show, show_json
from schakel.config.parsing import add_command, add_group
from schakel.config.progress import tell_progress

_STATES = {
    "absent": "er is nog geen database",
    "stopped": "de database staat stil",
    "running": "de database draait",
    "stale": "de database is onverwacht gestopt",
}


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "database", "Beheer de ingebouwde database.")
    add_command(group, "start", "Start de database; zij blijft draaien.", start, has_json=True)
    add_command(group, "stop", "Stop de database.", stop, has_json=True)
    add_command(group, "status", "Zeg hoe de database eraan toe is (0: zij draait).", status, has_json=True)
    add_command(group, "roles", "Geef de SQL die een beheerder eenmalig op een eigen server draait.", roles)
    parser = add_command(group, "dump", "Maak een kopie van de database in één bestand.", dump, has_json=True)
    parser.add_argument(
        "file", type=Path, metavar="BESTAND", help="waar de kopie komt; nog geen bestaand bestand"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--with-keys",
        action="store_true",
        help="met de sleutels en zegels erbij; wie het bestand heeft, leest dan alles",
    )
    what.add_argument("--schema-only", action="store_true", help="alleen de tabellen en regels, als SQL")
    parser = add_command(
        group, "restore", "Zet een kopie terug in een lege database.", restore, has_json=True
    )
    parser.add_argument("file", type=Path, metavar="BESTAND", help="een bestand van schakel database dump")


def start(arguments: argparse.Namespace) -> int:
    """Start the server; at once when it runs already."""
    from schakel.ground.kernel.database import default_data
    from schakel.ground.kernel.database import start as start_server

    start_server(default_data())
    return status(arguments)


def stop(arguments: argparse.Namespace) -> int:
    """Stop the server; good as well when it didn't run."""
    from schakel.ground.kernel.database import default_data
    from schakel.ground.kernel.database import stop as stop_server

    was_running = stop_server(default_data())
    say("De database is gestopt." if was_running else "De database draaide niet.")
    if arguments.json:
        show_json({"stopped": was_running})
    return OK


def status(arguments: argparse.Namespace) -> int:
    """Tell the state; 1 when it doesn't run."""
    from schakel.ground.kernel.database import default_data
    from schakel.ground.kernel.database import status as status_of

    found = status_of(default_data())
    say(f"{found.data}: {_STATES[found.state]}.")
    if arguments.json:
        show_json({"state": found.state, "pid": found.pid, "data": found.data, "version": found.version})
    return OK if found.state == "running" else PROBLEMS


def roles(arguments: argparse.Namespace) -> int:
    """Print the SQL on standard output."""
    from schakel.ground.kernel.database import roles_sql

    show(roles_sql())
    return OK


def dump(arguments: argparse.Namespace) -> int:
    """Copy the database, or only its schema; people may work meanwhile."""
    from schakel.config.preparing import set_up_django, start_database

    start_database()
    set_up_django()
    from schakel.config.copying import dumping

    path = arguments.file.expanduser().absolute()
    if arguments.schema_only:
        dumping.dump_schema(path)
        say(f"{path}: het schema.")
    else:
        done = dumping.dump(path, with_keys=arguments.with_keys, report=tell_progress)
        _tell_copy(done, has_keys=arguments.with_keys)
    if arguments.json:
        show_json({"file": path, **({} if arguments.schema_only else _figures(done.manifest))})
    return OK


def restore(arguments: argparse.Namespace) -> int:
    """Put a copy back and bring it up to date; 1 when its journal doesn't verify."""
    from schakel.config.copying import restoring

    done = restoring.restore(arguments.file.expanduser().absolute(), report=tell_progress)
    verdict = done.verdict
    say(f"De kopie van {done.manifest.made_at} staat terug: {verdict.dossiers} dossiers.")
    say(f"{done.migrated} wijzigingen van later uitgevoerd." if done.migrated else "Zij was al bijgewerkt.")
    if verdict.ok:
        say(f"Het journaal klopt: {verdict.entries} regels in {verdict.streams} stromen zijn nagerekend.")
    else:
        say(f"Het journaal klopt niet: {verdict.first_broken.what}.")
        say("  Gaat het om een zegel, zet dan de map met zegels en seal.pem terug.")
        say("  Kijk daarna opnieuw met: schakel journal verify")
    say("Controleer de toegang met: schakel access report")
    if arguments.json:
        verified = {"ok": verdict.ok, "migrated": done.migrated, "placed": done.keys}
        show_json({**_figures(done.manifest), **verified})
    return OK if verdict.ok else PROBLEMS


def _figures(manifest: Any) -> dict[str, Any]:
    named = asdict(manifest)
    return {name: named[name] for name in ("schakel", "made_at", "entries", "streams", "seals", "keys")}


def _tell_copy(done: Any, *, has_keys: bool) -> None:
    say(f"{done.path}: {done.manifest.entries} journaalregels in {done.manifest.streams} stromen.")
    for key in done.missing_keys:
        say(f"  Let op: sleutel {key} staat niet op deze machine; wat eronder ligt, is nergens te lezen.")
    if has_keys:
        say("  Let op: de sleutels zitten erin. Wie dit bestand heeft, leest alle BSN's en documenten,")
        say("  en kan zegels zetten. Bewaar het versleuteld en gescheiden van andere kopieën.")
        return
    needed = [f"{file} ({', '.join(ids)})" for file, ids in done.manifest.keys.items() if ids]
    if needed:
        say(f"  Zonder de sleutels: bewaar apart {', '.join(needed)}, en de map met zegels.")
