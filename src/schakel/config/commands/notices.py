"""`schakel notices`: send what waits in the queue, now."""

from __future__ import annotations

import argparse
from typing import Any

from schakel.config.output import OK, PROBLEMS, say, show_json
from schakel.config.parsing import add_command, add_group

WORDS = {
    "sent": "verstuurd",
    "held": "tegengehouden",
    "failed": "niet gelukt",
    "waits": "wacht op een volgende poging",
    "withdrawn": "intussen ingetrokken",
}


def register(subparsers: Any) -> None:
    """Add the command."""
    group = add_group(subparsers, "notices", "Brieven en e-mails die klaarstaan.")
    add_command(group, "send", "Verstuur wat aan de beurt is.", send, has_json=True)


def send(arguments: argparse.Namespace) -> int:
    """Send what is due; 1 when something was held or failed."""
    from schakel.config.preparing import prepare

    prepare()
    from schakel.ground.notices.tasks import send_due

    outcomes = send_due(limit=10_000)
    for outcome, words in WORDS.items():
        if outcomes[outcome]:
            say(f"{outcomes[outcome]} {words}")
    if not outcomes:
        say("Er is niets aan de beurt.")
    if arguments.json:
        show_json({name: outcomes[name] for name in WORDS})
    return PROBLEMS if outcomes["held"] or outcomes["failed"] else OK
