"""Reading passkeys."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.accounts.models import Passkey


def passkeys_of(account_id: UUID) -> list[Passkey]:
    """The keys of an account, the newest last."""
    return list(Passkey.objects.filter(account_id=account_id).order_by("made_at", "id"))


def passkey_of(account_id: UUID, passkey_id: UUID) -> Passkey:
    """One of these keys. Raises NotFoundError."""
    found = Passkey.objects.filter(account_id=account_id, pk=passkey_id).first()
    if found is None:
        raise not_found()
    return found


def passkey_with(credential_id: bytes, host: str) -> Passkey | None:
    """The key with that id, made at that host, of somebody who may log in."""
    found = Passkey.objects.select_related("account").filter(credential_id=credential_id, host=host)
    return found.filter(account__is_active=True).first()
