"""Setting a second step up, using it, and taking it away."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.accounts import access
from schakel.ground.accounts.codes import digest_of_code, step_of
from schakel.ground.accounts.judging import is_right_code
from schakel.ground.accounts.models import Account, Authenticator, RecoveryCode
from schakel.ground.accounts.queries.second_step import authenticator_of, must_have_second_step
from schakel.ground.accounts.records import (
    held_account,
    keep_paper_codes,
    remove_second_step,
    streams_of,
)
from schakel.ground.accounts.sealing import seal
from schakel.ground.accounts.verbs import (
    CodesRenewed,
    RecoveryUsed,
    SecondStepRemoved,
    SecondStepSet,
)
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7


@action(access.OF_ACCOUNT)
def enrol(*, actor: Actor, account_id: UUID, secret: str, code: str, paper_codes: list[str]) -> UUID:
    """Give an account its second step, once the app shows the right code; returns the account's id.

    Who does this must have judged the password. Raises InvalidError for a wrong code, ConflictError when
    there is one already.
    """
    account = held_account(account_id)
    if authenticator_of(account_id) is not None:
        raise ConflictError(
            gettext("U hebt al een tweede stap."),
            gettext("Ieder account heeft er één."),
            gettext("Haal de oude eerst weg bij Mijn account."),
        )
    step = step_of(secret, code, after=0)
    if step is None:
        raise _wrong_code()
    row_id = uuid7()
    sealed = seal(secret, row_id)
    Authenticator(
        id=row_id,
        account=account,
        secret_cipher=sealed.cipher,
        key_id=sealed.key_id,
        last_step=step,
        made_at=clock.now(),
    ).save(force_insert=True)
    keep_paper_codes(account, paper_codes)
    _record(SecondStepSet(str(account_id)), account_id)
    return account_id


@action(access.SYSTEM)
def use_paper_code(*, actor: Actor, account_id: UUID, code: str) -> UUID:
    """Use up a code on paper; returns its id. Raises InvalidError for one that is wrong or was used."""
    found = RecoveryCode.objects.filter(
        account_id=account_id, digest=digest_of_code(account_id, code), used_at=None
    )
    row = found.select_for_update().first()
    if row is None:
        raise _wrong_code()
    RecoveryCode.objects.filter(pk=row.pk).update(used_at=clock.now())
    _record(RecoveryUsed(str(account_id)), account_id)
    return row.pk


@action(access.OWN)
def renew_paper_codes(*, actor: Actor, code: str, paper_codes: list[str]) -> UUID:
    """Replace all codes on paper, with a code of the app; returns the account's id."""
    account = _own_with_code(actor, code)
    keep_paper_codes(account, paper_codes)
    _record(CodesRenewed(str(account.pk)), account.pk)
    return account.pk


@action(access.OWN)
def remove_own_second_step(*, actor: Actor, code: str) -> UUID:
    """Take the own second step away, with a code of the app; returns the account's id.

    Raises ConflictError where everyone at work must have one.
    """
    if actor.account_id is not None and must_have_second_step(actor.account_id):
        raise ConflictError(
            gettext("De tweede stap kan niet weg."),
            gettext("Wie hier werkt, logt in met twee stappen."),
            gettext("Hebt u een andere telefoon? Vraag de beheerder om de tweede stap weg te halen."),
        )
    account = _own_with_code(actor, code)
    remove_second_step(account.pk)
    _record(SecondStepRemoved(str(account.pk)), account.pk)
    return account.pk


def _own_with_code(actor: Actor, code: str) -> Account:
    if actor.account_id is None:
        raise not_found()
    account = held_account(actor.account_id)
    if not is_right_code(account.pk, code):
        raise _wrong_code()
    return account


def _wrong_code() -> InvalidError:
    sentence = gettext("Deze code klopt niet of is al gebruikt. Wacht op de volgende code.")
    return InvalidError(gettext("Deze code klopt niet."), fields={"code": sentence})


def _record(content: object, account_id: UUID) -> None:
    about, *more = streams_of(account_id)
    record(content, organisation_id=about, things=[Thing("account", account_id)], more_streams=more)
