"""The client's pages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ClientPortalConfig(AppConfig):
    """Registers this room's verbs."""

    name = "schakel.portal.client"
    label = "client_portal"

    def ready(self) -> None:
        from schakel.portal.client import actions

        actions.register()
