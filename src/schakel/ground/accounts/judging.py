"""Judging a code of the app, each of which counts once."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.accounts.codes import step_of
from schakel.ground.accounts.models import Authenticator
from schakel.ground.accounts.queries.second_step import authenticator_of
from schakel.ground.accounts.sealing import Sealed, unseal


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
