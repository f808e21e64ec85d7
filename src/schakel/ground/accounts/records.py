"""Making the row of an account, for acts of this room and of those that give logins."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from schakel.ground.accounts.models import Account
from schakel.ground.kernel.errors import ConflictError, InvalidError


def make_account(*, username: str, name: str, password: str | None) -> Account:
    """A new account, saved. Raises ConflictError for a taken name, InvalidError for a weak password."""
    if Account.objects.filter(username=username).exists():
        raise ConflictError(
            gettext("Deze inlognaam bestaat al."),
            gettext("Elke inlognaam hoort bij één persoon."),
            gettext("Kies een andere."),
        )
    account = Account(username=username, name=name)
    account.set_password(_checked(password, account) if password is not None else None)
    account.save(force_insert=True)
    return account


def _checked(password: str, account: Account) -> str:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidError(
            gettext("Dit wachtwoord is te zwak."),
            " ".join(error.messages),
            gettext("Kies een langer wachtwoord."),
        ) from error
    return password
