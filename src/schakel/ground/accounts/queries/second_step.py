"""Whether an account has a second step, and whether it must."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from schakel.ground.access.readers import readers_of
from schakel.ground.access.types import Role
from schakel.ground.accounts.models import Authenticator, Passkey, RecoveryCode


def authenticator_of(account_id: UUID) -> Authenticator | None:
    """The app of an account, if it has one."""
    return Authenticator.objects.filter(account_id=account_id).first()


def with_second_step(account_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these accounts have an app or a passkey."""
    wanted = list(account_ids)
    apps = Authenticator.objects.filter(account_id__in=wanted).values_list("account_id", flat=True)
    keys = Passkey.objects.filter(account_id__in=wanted).values_list("account_id", flat=True)
    return set(apps.union(keys))


def codes_left(account_id: UUID) -> int:
    """How many codes on paper can still be used."""
    return RecoveryCode.objects.filter(account_id=account_id, used_at=None).count()


def must_have_second_step(account_id: UUID) -> bool:
    """Whether this installation asks it of this account: of everyone at work, outside a demonstration."""
    if settings.IS_DEMO or settings.SECOND_STEP != "required":
        return False
    return any(reader.role != Role.CLIENT for reader in readers_of(account_id))
