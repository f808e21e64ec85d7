"""The account with which someone logs in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from schakel.ground.kernel.ids import uuid7


class AccountQuerySet(BaseUserManager["Account"]):
    """Finds accounts by the name they log in with."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """Someone who logs in: a professional, a client or an administrator; roles stand elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="nl")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects: Any = AccountQuerySet()
