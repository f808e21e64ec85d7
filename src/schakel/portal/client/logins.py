"""The account with which a client logs in."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.accounts.models import Account
from schakel.ground.people.models import Client


def login_of(dossier_id: UUID) -> Account | None:
    """The account of the client of this dossier, closed or not; None for one who has none."""
    client = Client.objects.select_related("reader").filter(pk=dossier_id).first()
    if client is None or client.reader is None:
        return None
    account: Account | None = Account.objects.filter(pk=client.reader.account_id).first()
    return account
