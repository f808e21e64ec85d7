"""Reading accounts."""

from __future__ import annotations

from schakel.ground.accounts.models import Account


def account_named(username: str) -> Account | None:
    """The active account with that login name."""
    account: Account | None = Account.objects.filter(username=username, is_active=True).first()
    return account
