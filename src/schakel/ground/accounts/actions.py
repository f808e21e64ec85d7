"""Making accounts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from schakel.ground.access.permissions import SystemNeed
from schakel.ground.accounts.models import Account
from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError


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
    if Account.objects.filter(username=username).exists():
        raise ConflictError(
            gettext("Deze inlognaam bestaat al."), gettext("Elke inlognaam hoort bij één persoon."), gettext("Kies een andere.")
        )
    account = Account(username=username, name=name)
    account.set_password(_checked(password, account) if password is not None else None)
    account.save(force_insert=True)
    things = [Thing("account", account.id)]
    record(AccountMade(str(account.id)), organisation_id=organisation_id, things=things)
    return account.id


def _checked(password: str, account: Account) -> str:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidError(
            gettext("Dit wachtwoord is te zwak."), " ".join(error.messages), gettext("Kies een langer wachtwoord.")
        ) from error
    return password
