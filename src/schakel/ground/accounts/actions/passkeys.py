"""Making, naming and taking away one's own passkeys."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.accounts import access
from schakel.ground.accounts.models import Passkey
from schakel.ground.accounts.passkeys import Made
from schakel.ground.accounts.queries.passkeys import passkey_of
from schakel.ground.accounts.records import held_account, streams_of
from schakel.ground.accounts.verbs.passkeys import PasskeyAdded, PasskeyRemoved, PasskeyRenamed
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError

MOST = 10
"""Keys of one account: every phone and computer of somebody, and not a collection."""


@action(access.OWN)
def add_passkey(*, actor: Actor, name: str, host: str, made: Made) -> UUID:
    """Let the own account log in with a key that the browser made; returns the key's id.

    Who does this must have judged the browser's answer. Raises ConflictError for the eleventh, and for a key
    that is there already.
    """
    account = held_account(access.own_id(actor))
    _check_room(account.pk, made)
    passkey = Passkey(
        account=account,
        name=name,
        host=host,
        credential_id=made.credential_id,
        credential=made.credential,
        sign_count=made.sign_count,
        made_at=clock.now(),
    )
    passkey.save(force_insert=True)
    _record(PasskeyAdded(str(account.pk), str(passkey.pk)), account.pk)
    return passkey.pk


@action(access.OWN)
def rename_passkey(*, actor: Actor, passkey_id: UUID, name: str) -> UUID:
    """Call one of the own keys something else; returns its id."""
    passkey = passkey_of(access.own_id(actor), passkey_id)
    Passkey.objects.filter(pk=passkey.pk).update(name=name)
    _record(PasskeyRenamed(str(passkey.account_id), str(passkey.pk)), passkey.account_id)
    return passkey.pk


@action(access.OWN)
def remove_passkey(*, actor: Actor, passkey_id: UUID) -> UUID:
    """Let one of the own keys open nothing any more; returns its id."""
    passkey = passkey_of(access.own_id(actor), passkey_id)
    account_id = passkey.account_id
    Passkey.objects.filter(pk=passkey.pk).delete()
    _record(PasskeyRemoved(str(account_id), str(passkey_id)), account_id)
    return passkey_id


def _check_room(account_id: UUID, made: Made) -> None:
    if Passkey.objects.filter(account_id=account_id).count() >= MOST:
        raise ConflictError(
            gettext("U hebt al tien passkeys."),
            gettext("Meer dan tien houdt niemand uit elkaar."),
            gettext("Haal eerst een passkey weg die u niet meer gebruikt."),
        )
    if Passkey.objects.filter(credential_id=made.credential_id).exists():
        raise ConflictError(
            gettext("Deze passkey is er al."),
            gettext("Elke passkey hoort bij één account."),
            gettext("Gebruik de passkey die er is, of een ander apparaat."),
        )


def _record(content: object, account_id: UUID) -> None:
    about, *more = streams_of(account_id)
    record(content, organisation_id=about, things=[Thing("account", account_id)], more_streams=more)
