"""Whom a visitor of a demonstration can be: accounts by organisation, with what each will see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.access.types import PROFESSIONALS, Role
from schakel.ground.accounts.models import Account
from schakel.ground.kernel import clock
from schakel.ground.organisations.queries import ReaderName, names_of_readers

SHOWN = 12
"""At most this many accounts of one group are offered: a simulated region has thousands."""

_STORIES: dict[Role, str | Promise] = {
    Role.CLIENT: _("Ziet het eigen plan, wie er helpt en wie er keek."),
    Role.WORK_COACH: _("Begeleidt mensen met een uitkering van UWV naar werk."),
    Role.CLIENT_MANAGER: _("Begeleidt mensen met bijstand naar werk."),
    Role.BACK_OFFICE: _("Beslist over uitkeringen en ziet geen diagnose."),
    Role.TRAJECTORY_GUIDE: _("Ziet alleen wie voor een dienst is aangemeld."),
    Role.ADMINISTRATOR: _("Beheert medewerkers en teams en opent geen dossier."),
}
_HELPS = _("Ziet alleen de delen van een dossier die bij de eigen taak horen.")
_OPENS_NOTHING = _("Ziet wie er in de keten werkt en opent geen dossier.")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to pick: who it is, as what, and what it shows."""

    username: str
    name: str
    role: str
    story: str


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """The accounts of one organisation, or the clients; more counts those that are not offered."""

    label: str
    accounts: list[DemoAccount]
    more: int


def groups_to_play() -> list[DemoGroup]:
    """All active accounts that may act today, clients first and then each organisation by name.

    An account with several seats stands under each; it chooses its seat after logging in.
    """
    readers = list(Reader.objects.on(clock.today()).filter(account_id__isnull=False).order_by("id"))
    accounts = Account.objects.filter(is_active=True).in_bulk([r.account_id for r in readers])
    names = names_of_readers(r.pk for r in readers if r.role != Role.CLIENT)
    groups: dict[str, list[Reader]] = {"": []}
    for reader in readers:
        if reader.account_id in accounts:
            groups.setdefault(_group_of(reader, names), []).append(reader)
    return [_group(label, groups[label], accounts) for label in sorted(groups) if groups[label]]


def _group_of(reader: Reader, names: dict[int, ReaderName]) -> str:
    return names[reader.pk].organisation if reader.pk in names else ""


def _group(label: str, readers: list[Reader], accounts: dict[UUID | None, Any]) -> DemoGroup:
    shown = _by_role(readers)[:SHOWN]
    words = [_account(accounts[r.account_id], Role(r.role)) for r in shown]
    return DemoGroup(label or gettext("Cliënten"), words, len(readers) - len(shown))


def _story(role: Role) -> str | Promise:
    if role in _STORIES:
        return _STORIES[role]
    return _HELPS if role in PROFESSIONALS else _OPENS_NOTHING


def _by_role(readers: Iterable[Reader]) -> list[Reader]:
    """One of each role first, so that a long group still shows every role."""
    seen: dict[str, int] = {}
    ranked = []
    for reader in readers:
        seen[reader.role] = seen.get(reader.role, 0) + 1
        ranked.append((seen[reader.role], reader.pk, reader))
    return [reader for _rank, _pk, reader in sorted(ranked, key=lambda item: item[:2])]


def _account(account: Account, role: Role) -> DemoAccount:
    return DemoAccount(account.username, account.name, str(role.label), str(_story(role)))
