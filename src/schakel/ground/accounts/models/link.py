"""Links that let somebody choose a password once."""

from __future__ import annotations

from django.db import models

from schakel.ground.accounts.models.account import Account
from schakel.ground.kernel.ids import uuid7


class OneTimeLink(models.Model):
    """A way in for one account, to be used once and in time; only its digest is kept.

    The newest counts: a new link, like a password that was chosen, ends those before it.
    """

    class Kind(models.TextChoices):
        """What the link is for."""

        INVITATION = "invitation"
        RESET = "reset"

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.ForeignKey(Account, models.PROTECT, related_name="links")
    kind = models.CharField(max_length=10, choices=Kind)
    digest = models.BinaryField(max_length=32, unique=True)
    made_by = models.IntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-made_at"], name="accounts_link_of_account")]
