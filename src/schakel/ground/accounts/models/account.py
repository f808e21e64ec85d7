"""The account with which someone logs in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from schakel.ground.kernel.ids import uuid7

_SALT = "schakel.accounts.session"


class AccountQuerySet(BaseUserManager["Account"]):
    """Finds accounts by the name they log in with."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """Someone who logs in: a professional, a client or an administrator; roles stand elsewhere.

    A session holds for one session_round: the next round, like a new password, ends all sessions at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="nl")
    is_active = models.BooleanField(default=True)
    session_round = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "username"
    objects: Any = AccountQuerySet()

    def get_session_auth_hash(self) -> str:
        """What a session must carry to count: it changes with the password and with the round."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the secrets of before, while a secret is replaced."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes) -> str:
        value = f"{self.session_round}:{self.password}"
        return salted_hmac(_SALT, value, secret=secret, algorithm="sha256").hexdigest()
