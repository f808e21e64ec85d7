"""What can be said of accounts in the journal; never what somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.accounts.verbs import machines, passkeys, sign_on
from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class AccountMade:
    """An account was made."""

    account: str


@dataclass(frozen=True, slots=True)
class LoginClosed:
    """After too many failed tries no more are heard for a while, or until somebody unlocks.

    Without an account nobody has that name, or the second step is meant nowhere.
    """

    account: str | None
    step: str
    is_locked: bool


@dataclass(frozen=True, slots=True)
class LoginOpened:
    """Somebody unlocked an account."""

    account: str


@dataclass(frozen=True, slots=True)
class LinkMade:
    """An account got a link with which to choose a password once."""

    account: str
    link: str
    kind: str


@dataclass(frozen=True, slots=True)
class PasswordSet:
    """A new password was chosen: by whoever is logged in, or through a link."""

    account: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    """Every session of an account ended."""

    account: str


@dataclass(frozen=True, slots=True)
class AccountClosed:
    """An account was deactivated."""

    account: str
    reason: str


@dataclass(frozen=True, slots=True)
class AccountReopened:
    """An account may log in again."""

    account: str


@dataclass(frozen=True, slots=True)
class SecondStepSet:
    """An account got a second step."""

    account: str


@dataclass(frozen=True, slots=True)
class SecondStepRemoved:
    """An account lost its second step: taken away by its owner, or by an administrator."""

    account: str


@dataclass(frozen=True, slots=True)
class RecoveryUsed:
    """A code on paper took the place of the app."""

    account: str


@dataclass(frozen=True, slots=True)
class CodesRenewed:
    """The codes on paper were replaced."""

    account: str


def register() -> None:
    """Make this room's verbs known."""
    machines.register()
    passkeys.register()
    sign_on.register()
    register_verb("account.make", AccountMade, section=None, heading=lambda c: gettext("Account gemaakt"))
    register_verb("login.close", LoginClosed, section=None, heading=_closed)
    register_verb("login.open", LoginOpened, section=None, heading=lambda c: gettext("Account ontgrendeld"))
    register_verb(
        "login.link", LinkMade, section=None, heading=lambda c: gettext("Link om in te loggen gemaakt")
    )
    register_verb("password.set", PasswordSet, section=None, heading=lambda c: gettext("Wachtwoord gekozen"))
    register_verb("session.end", SessionsEnded, section=None, heading=lambda c: gettext("Overal uitgelogd"))
    register_verb("account.close", AccountClosed, section=None, heading=lambda c: gettext("Account gesloten"))
    register_verb(
        "account.reopen", AccountReopened, section=None, heading=lambda c: gettext("Account weer geopend")
    )
    _register_second_step()


def _register_second_step() -> None:
    register_verb(
        "second_step.set", SecondStepSet, section=None, heading=lambda c: gettext("Tweede stap ingesteld")
    )
    register_verb(
        "second_step.remove",
        SecondStepRemoved,
        section=None,
        heading=lambda c: gettext("Tweede stap weggehaald"),
    )
    register_verb(
        "second_step.recover", RecoveryUsed, section=None, heading=lambda c: gettext("Herstelcode gebruikt")
    )
    register_verb(
        "second_step.codes", CodesRenewed, section=None, heading=lambda c: gettext("Nieuwe herstelcodes")
    )


def _closed(content: dict[str, Any]) -> str:
    if content["is_locked"]:
        return gettext("Account vergrendeld na te veel pogingen om in te loggen")
    return gettext("Inloggen gepauzeerd na te veel pogingen")
