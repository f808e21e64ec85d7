"""What can be said in the journal of logging in at one's own organisation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class SignOnSet:
    """A provider was entered or changed."""

    sign_on: str
    slug: str


@dataclass(frozen=True, slots=True)
class SignOnEnded:
    """Nobody logs in by this provider any more."""

    sign_on: str
    slug: str


@dataclass(frozen=True, slots=True)
class SignOnLinked:
    """Somebody at the provider is known as an account from now on."""

    sign_on: str
    account: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "sign_on.set",
        SignOnSet,
        section=None,
        heading=lambda c: gettext("Inloggen via de eigen organisatie ingesteld"),
    )
    register_verb(
        "sign_on.end",
        SignOnEnded,
        section=None,
        heading=lambda c: gettext("Inloggen via de eigen organisatie gestopt"),
    )
    register_verb(
        "sign_on.link",
        SignOnLinked,
        section=None,
        heading=lambda c: gettext("Account gekoppeld aan de eigen organisatie"),
    )
