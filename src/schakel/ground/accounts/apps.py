"""The accounts room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers this room's verbs; accounts are the users that Django's authentication knows."""

    name = "schakel.ground.accounts"
    label = "accounts"

    def ready(self) -> None:
        from schakel.ground.accounts import verbs

        verbs.register()
