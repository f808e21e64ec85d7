"""What can be said of service identities in the journal; never their tokens."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class MachineMade:
    """A program got a token for a task."""

    machine: str
    task: str
    days: int


@dataclass(frozen=True, slots=True)
class MachineRenewed:
    """A program got another token; the one before opens nothing."""

    machine: str
    days: int


@dataclass(frozen=True, slots=True)
class MachineEnded:
    """A program comes in no more."""

    machine: str


def register() -> None:
    """Make these verbs known."""
    register_verb("machine.make", MachineMade, section=None, heading=lambda c: gettext("Koppeling gemaakt"))
    register_verb(
        "machine.renew",
        MachineRenewed,
        section=None,
        heading=lambda c: gettext("Koppeling kreeg nieuwe sleutel"),
    )
    register_verb("machine.end", MachineEnded, section=None, heading=lambda c: gettext("Koppeling gestopt"))
