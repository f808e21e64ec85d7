"""Reading with which accounts people log in at an organisation, for its administrator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.access.permissions import not_found
from schakel.ground.accounts.models import Account, OneTimeLink
from schakel.ground.accounts.queries.second_step import with_second_step
from schakel.ground.accounts.throttling import NEVER, closed_among, key_of_account, key_of_name
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Membership, Professional

_KEY, _ID = "professional__sort_key", "professional__account_id"

PAGE = 50


class State(TextChoices):
    """By what an administrator looks for accounts."""

    INVITED = "invited", _("uitgenodigd, nog niet geweest")
    CLOSED = "closed", _("gesloten")
    ONE_STEP = "one_step", _("zonder tweede stap")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which accounts: with these words in a name, that role, that state, and after the last one shown."""

    words: str = ""
    role: str = ""
    state: str = ""
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account with its roles here: whether it is closed, locked, waiting, or invited and not yet used."""

    account: Account
    roles: tuple[str, ...]
    closed_until: datetime | None
    link: OneTimeLink | None
    has_second_step: bool

    @property
    def is_locked(self) -> bool:
        """Whether somebody must unlock it."""
        return self.closed_until is not None and self.closed_until >= NEVER

    @property
    def is_waiting(self) -> bool:
        """Whether logging in is paused for a while."""
        return self.closed_until is not None and not self.is_locked

    @property
    def is_invited(self) -> bool:
        """Whether nobody chose a password yet."""
        return not self.account.has_usable_password()


def accounts_at(organisation_id: UUID, wanted: Wanted | None = None) -> tuple[list[AccountRow], bool]:
    """The next 50 accounts with a role here today, in Dutch order of names, and whether there are more."""
    wanted = wanted or Wanted()
    here = Membership.objects.on(clock.today()).filter(organisation_id=organisation_id)
    found = _in_state(here.filter(role=wanted.role) if wanted.role else here, wanted.state)
    if text := wanted.words.strip():
        found = found.filter(
            Q(professional__name__icontains=text) | Q(professional__account__username__icontains=text)
        )
    ids = _after(found, wanted.after).order_by(_KEY, _ID).values_list(_KEY, _ID)
    shown = [account_id for _key, account_id in ids.distinct()[: PAGE + 1]]
    return _rows(organisation_id, shown[:PAGE]), len(shown) > PAGE


def roles_at(organisation_id: UUID) -> list[str]:
    """The roles that people have here today."""
    found = Membership.objects.on(clock.today()).filter(organisation_id=organisation_id)
    return list(found.order_by("role").values_list("role", flat=True).distinct())


def account_at(organisation_id: UUID, account_id: UUID) -> AccountRow:
    """One of these accounts. Raises NotFoundError for one without a role here today."""
    rows = _rows(organisation_id, [account_id])
    if not rows:
        raise not_found()
    return rows[0]


def works_elsewhere(organisation_id: UUID, account_id: UUID) -> bool:
    """Whether the account opens more than what this organisation gave it, now or from a later day."""
    not_ended = Q(valid_to=None) | Q(valid_to__gt=clock.today())
    readers = Reader.objects.filter(not_ended, account_id=account_id)
    return readers.exclude(organisation_id=organisation_id).exists()


def _in_state(found: QuerySet[Membership], state: str) -> QuerySet[Membership]:
    if state == State.INVITED:
        return found.filter(professional__account__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    if state == State.CLOSED:
        return found.filter(professional__account__is_active=False)
    if state == State.ONE_STEP:
        return found.filter(professional__account__authenticator=None, professional__account__passkeys=None)
    return found


def _after(found: QuerySet[Membership], account_id: UUID | None) -> QuerySet[Membership]:
    """What comes after an account in the order of names; one that is not there is before all."""
    if account_id is None:
        return found
    last = Professional.objects.filter(account_id=account_id).values_list("sort_key", flat=True).first()
    if last is None:
        return found
    return found.filter(Q(**{f"{_KEY}__gt": last}) | Q(**{_KEY: last, f"{_ID}__gt": account_id}))


def _rows(organisation_id: UUID, account_ids: list[UUID]) -> list[AccountRow]:
    members = (
        Membership.objects.on(clock.today())
        .filter(organisation_id=organisation_id, professional__account_id__in=account_ids)
        .select_related("professional__account", "organisation")
        .order_by("role")
    )
    by_account: dict[UUID, list[Membership]] = {}
    for member in members:
        by_account.setdefault(member.professional.account_id, []).append(member)
    accounts = {pk: by_account[pk][0].professional.account for pk in account_ids if pk in by_account}
    links, closed, stepped = _links(accounts), _closed(accounts.values()), with_second_step(accounts)
    return [
        AccountRow(
            account,
            tuple(member.role_words for member in by_account[pk]),
            closed.get(pk),
            links.get(pk),
            pk in stepped,
        )
        for pk, account in accounts.items()
    ]


def _links(account_ids: Iterable[UUID]) -> dict[UUID, OneTimeLink]:
    """The link of each account that can still be used, or was not in time."""
    found = OneTimeLink.objects.filter(account_id__in=list(account_ids), used_at=None)
    return {link.account_id: link for link in found}


def _closed(accounts: Iterable[Any]) -> dict[UUID, datetime]:
    keys = {key: one.pk for one in accounts for key in (key_of_name(one.username), key_of_account(one.pk))}
    latest: dict[UUID, datetime] = {}
    for key, until in closed_among(keys).items():
        latest[keys[key]] = max(until, latest.get(keys[key], until))
    return latest
