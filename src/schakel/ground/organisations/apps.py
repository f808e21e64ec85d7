"""The organisations room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers this room's verbs."""

    name = "schakel.ground.organisations"
    label = "organisations"

    def ready(self) -> None:
        from schakel.ground.organisations import verbs

        verbs.register()
