"""Passkeys: keys in a phone, computer or security key with which somebody logs in."""

from __future__ import annotations

from django.db import models

from schakel.ground.accounts.models.account import Account
from schakel.ground.kernel.ids import uuid7


class Passkey(models.Model):
    """One key of an account, for the host at which it was made; only its public half is here.

    credential holds what the standard calls attested credential data. sign_count is the newest count that the
    key told, 0 for keys that do not count: one that goes back is a copy.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.ForeignKey(Account, models.PROTECT, related_name="passkeys")
    name = models.CharField(max_length=60)
    host = models.CharField(max_length=255)
    credential_id = models.BinaryField(max_length=1023, unique=True)
    credential = models.BinaryField()
    sign_count = models.BigIntegerField()
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
