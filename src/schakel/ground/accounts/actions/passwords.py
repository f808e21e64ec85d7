"""Choosing a password: one's own anew, or the first through a link."""

from __future__ import annotations

import hmac
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.accounts import access
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.queries.links import usable_link
from schakel.ground.accounts.records import set_password, streams_of
from schakel.ground.accounts.verbs import PasswordSet
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError


@action(access.OWN)
def change_password(*, actor: Actor, current: str, new: str) -> UUID:
    """Replace the own password; all other sessions end. Returns the account's id.

    Raises InvalidError for a wrong current password, the same again or a weak one.
    """
    account: Account | None = Account.objects.filter(pk=actor.account_id, is_active=True).first()
    if account is None:
        raise not_found()
    _check_change(account, current, new)
    set_password(account, new, field="new")
    _record(account, None)
    return account.pk


@action(access.SYSTEM)
def choose_password(*, actor: Actor, token: str, password: str) -> UUID:
    """Set the password of the account that a link is for, and end the link; returns the account's id.

    Raises NotFoundError when the link was used, is too old or never was, InvalidError for a weak password.
    """
    link = usable_link(token, for_use=True)
    if link is None:
        raise not_found()
    set_password(link.account, password, field="password")
    _record(link.account, link.pk)
    return link.account.pk


def _check_change(account: Account, current: str, new: str) -> None:
    fields = {}
    if not account.check_password(current):
        fields["current"] = gettext("Dit is niet uw huidige wachtwoord.")
    elif hmac.compare_digest(current.encode(), new.encode()):
        fields["new"] = gettext("Dit is het wachtwoord dat u al hebt. Kies een ander.")
    if fields:
        raise InvalidError(gettext("Het wachtwoord is niet gewijzigd."), fields=fields)


def _record(account: Account, link_id: UUID | None) -> None:
    about, *more = streams_of(account.pk)
    content = PasswordSet(str(account.pk), str(link_id) if link_id else None)
    record(content, organisation_id=about, things=[Thing("account", account.pk)], more_streams=more)
