"""Reading accounts."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Role
from schakel.ground.accounts.models import Account
from schakel.ground.kernel import clock


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to pick in a demonstration."""

    username: str
    name: str
    roles: str


def account_named(username: str) -> Account | None:
    """The active account with that login name."""
    account: Account | None = Account.objects.filter(username=username, is_active=True).first()
    return account


def demo_accounts() -> list[DemoAccount]:
    """All active accounts that may act today, with the words of their roles, in order of making."""
    roles: dict[str, list[str]] = {}
    for reader in Reader.objects.on(clock.today()).filter(account_id__isnull=False).order_by("id"):
        roles.setdefault(str(reader.account_id), []).append(str(Role(reader.role).label))
    accounts = Account.objects.filter(is_active=True, id__in=roles).order_by("id")
    return [DemoAccount(a.username, a.name, ", ".join(roles[str(a.id)])) for a in accounts]
