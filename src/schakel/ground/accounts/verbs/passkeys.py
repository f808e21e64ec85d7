"""What can be said of passkeys in the journal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class PasskeyAdded:
    """An account got a passkey."""

    account: str
    passkey: str


@dataclass(frozen=True, slots=True)
class PasskeyRenamed:
    """A passkey is called something else."""

    account: str
    passkey: str


@dataclass(frozen=True, slots=True)
class PasskeyRemoved:
    """A passkey opens nothing any more."""

    account: str
    passkey: str


def register() -> None:
    """Make these verbs known."""
    register_verb("passkey.add", PasskeyAdded, section=None, heading=lambda c: gettext("Passkey gemaakt"))
    register_verb(
        "passkey.rename", PasskeyRenamed, section=None, heading=lambda c: gettext("Passkey anders genoemd")
    )
    register_verb(
        "passkey.remove", PasskeyRemoved, section=None, heading=lambda c: gettext("Passkey weggehaald")
    )
