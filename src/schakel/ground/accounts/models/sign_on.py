"""Logging in at one's own organisation: where that is, which roles it may name, and who is who there."""

from __future__ import annotations

from django.db import models

from schakel.ground.access.types import Role
from schakel.ground.accounts.models.account import Account
from schakel.ground.kernel.ids import uuid7


class SignOn(models.Model):
    """One provider of OpenID Connect, for the people of one organisation; its secret is not kept here.

    name_claim is what of its answer is the login name here, role_claim what names the roles. is_two_step says
    that it asks a second step of its own. Whoever runs the installation enters it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation_id = models.UUIDField()
    slug = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    name_claim = models.CharField(max_length=60)
    role_claim = models.CharField(max_length=60)
    is_two_step = models.BooleanField(default=False)
    is_on = models.BooleanField(default=True)


class SignOnRole(models.Model):
    """A word of the provider, and a role of here that it opens for who has that role already."""

    sign_on = models.ForeignKey(SignOn, models.CASCADE, related_name="roles")
    word = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sign_on", "word", "role"], name="accounts_sign_on_role_once")
        ]


class SignOnSubject(models.Model):
    """Somebody at the provider, and the account here; once known, a changed login name changes nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    sign_on = models.ForeignKey(SignOn, models.PROTECT, related_name="subjects")
    subject = models.CharField(max_length=255)
    account = models.ForeignKey(Account, models.PROTECT, related_name="subjects")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sign_on", "subject"], name="accounts_sign_on_subject_once"),
            models.UniqueConstraint(fields=["sign_on", "account"], name="accounts_sign_on_account_once"),
        ]
