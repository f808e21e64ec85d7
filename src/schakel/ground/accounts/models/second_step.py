"""The second step of logging in: an app that shows codes, and codes on paper for when it is lost."""

from __future__ import annotations

from django.db import models

from schakel.ground.accounts.models.account import Account
from schakel.ground.kernel.ids import uuid7


class Authenticator(models.Model):
    """The app with which an account proves itself; its secret lies encrypted under the key that key_id names.

    last_step is the newest half minute of which a code was used: no code counts twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.OneToOneField(Account, models.PROTECT, related_name="authenticator")
    secret_cipher = models.BinaryField()
    key_id = models.CharField(max_length=20)
    last_step = models.BigIntegerField()
    made_at = models.DateTimeField()


class RecoveryCode(models.Model):
    """A code on paper that counts once in the place of the app; only a keyed hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.ForeignKey(Account, models.PROTECT, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "digest"], name="accounts_recovery_code_once")
        ]
