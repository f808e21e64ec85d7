"""Making accounts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import SystemNeed
from schakel.ground.accounts.records import make_account
from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action


@dataclass(frozen=True, slots=True)
class AccountMade:
    """An account was made."""

    account: str


def register() -> None:
    """Make this room's verbs known."""
    register_verb("account.make", AccountMade, section=None, heading=lambda c: gettext("Account gemaakt"))


@action(SystemNeed())
def create_account(
    *, actor: Actor, organisation_id: UUID, username: str, name: str, password: str | None
) -> UUID:
    """Make an account and return its id; without a password nobody can log in with it by password.

    Raises ConflictError when the login name is taken, InvalidError when the password is too weak.
    """
    account = make_account(username=username, name=name, password=password)
    things = [Thing("account", account.id)]
    record(AccountMade(str(account.id)), organisation_id=organisation_id, things=things)
    return account.id
