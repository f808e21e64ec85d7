"""The people room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers this room's verbs, and who receives a client's post."""

    name = "schakel.ground.people"
    label = "people"

    def ready(self) -> None:
        from schakel.ground.people import addressing, verbs

        verbs.register()
        addressing.register()
