"""Judging a code of the app, each of which counts once, and a passkey."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from schakel.ground.accounts.codes import step_of
from schakel.ground.accounts.models import Account, Authenticator, Passkey
from schakel.ground.accounts.passkeys import Shown, State, WrongAnswer, host_of, judge_shown, shown_in
from schakel.ground.accounts.queries.passkeys import passkey_with
from schakel.ground.accounts.queries.second_step import authenticator_of
from schakel.ground.accounts.sealing import Sealed, unseal
from schakel.ground.kernel import clock


def is_right_code(account_id: UUID, code: str) -> bool:
    """Whether the app shows this code now; a right one counts once and never again."""
    row = authenticator_of(account_id)
    if row is None:
        return False
    secret = unseal(Sealed(row.key_id, bytes(row.secret_cipher)), row.pk)
    step = step_of(secret, code, after=row.last_step)
    if step is None:
        return False
    # Two at once: the second finds no row with an earlier step any more.
    return bool(Authenticator.objects.filter(pk=row.pk, last_step__lt=step).update(last_step=step))


def account_by_passkey(request: HttpRequest, state: State, answer: str) -> Account | None:
    """The account of the key that the browser showed, if it signed what was asked; its count goes up."""
    try:
        shown = shown_in(answer)
        passkey = passkey_with(shown.credential_id, host_of(request))
        if passkey is None or shown.user != passkey.account_id.bytes:
            return None
        judge_shown(request, state, answer, passkey)
    except WrongAnswer:
        return None
    return passkey.account if _counts_on(passkey, shown) else None


def _counts_on(passkey: Passkey, shown: Shown) -> bool:
    """Whether the count went up, as the standard asks; of two with one count a copy was made."""
    goes_up = Q(sign_count__lt=shown.sign_count)
    if shown.sign_count == 0:
        goes_up = Q(sign_count=0)
    found = Passkey.objects.filter(goes_up, pk=passkey.pk)
    return bool(found.update(sign_count=shown.sign_count, last_used_at=clock.now()))
