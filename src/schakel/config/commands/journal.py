"""`schakel journal`: recompute it from what was stored, seal it, and see how its subscribers stand."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from schakel.config.output import OK, PROBLEMS, say, show_json
from schakel.config.parsing import add_command, add_group


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "journal", "Het journaal controleren, verzegelen en volgen.")
    add_command(group, "verify", "Reken alle ketens en zegels na, met hun inhoud.", verify, has_json=True)
    add_command(group, "seal", "Zet een zegel buiten de database.", seal, has_json=True)
    add_command(group, "subscribers", "Toon hoever de abonnees zijn.", subscribers, has_json=True)


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
    say(f"Gewist op een besluit: {verdict.erased}. Zegels: {verdict.seals}.")
    if not verdict.seals:
        say("  Zonder zegels blijft ongezien wat iemand met alle rechten van het einde afknipt.")
        say("  Zet er een met: schakel journal seal")
    if verdict.ok:
        say("Alles klopt: elke keten, elke inhoud en elk zegel is nagerekend.")
        return
    broken = verdict.first_broken
    place = f"stroom {broken.stream}, regel {broken.sequence}: " if broken.stream else ""
    say("Het journaal klopt niet.")
    say(f"  Eerste breuk: {place}{broken.what}.")
    say("  Bewaar de database en de zegels zoals zij zijn en vergelijk ze met een back-up.")


def seal(arguments: argparse.Namespace) -> int:
    """Write the next seal; 1 when an earlier one, or what it covers, is not as it was."""
    from schakel.config.preparing import prepare

    prepare()
    from schakel.ground.journal.sealing import seal_today
    from schakel.ground.journal.seals import seal_folder

    number = seal_today()
    say(f"Zegel {number} staat in {seal_folder()}.")
    if arguments.json:
        show_json({"seal": number, "folder": str(seal_folder())})
    return OK


def subscribers(arguments: argparse.Namespace) -> int:
    """Say how far each subscriber is and what was set aside; 1 when something was."""
    from schakel.config.preparing import prepare

    prepare()
    from schakel.ground.journal import daily
    from schakel.ground.journal.following import standings

    found, tasks = standings(using="owner"), daily.states(using="owner")
    if arguments.json:
        show_json({"subscribers": [asdict(s) for s in found], "daily": [asdict(t) for t in tasks]})
    _tell_subscribers(found, tasks)
    return PROBLEMS if any(s.parked for s in found) else OK


def _tell_subscribers(found: list[Any], tasks: list[Any]) -> None:
    if not found:
        say("Er zijn geen abonnees.")
    for state in found:
        say(f"{state.name}: {state.seen} regels gedaan, {state.lag} wachten, {state.parked} opzij gezet.")
        if state.error:
            say(f"  Laatste fout: {state.error}.")
    for task in tasks:
        when = f"{task.ended_at:%Y-%m-%d %H:%M}" if task.ended_at else "nog niet gedaan"
        failed = f" Fout: {task.error}." if task.error else ""
        say(f"{task.name}: elke dag vanaf {task.at:%H:%M}, {when}.{failed}")
