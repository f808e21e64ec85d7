"""The people room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers this room's verbs, and what the database refuses in words."""

    name = "schakel.ground.people"
    label = "people"

    def ready(self) -> None:
        from schakel.ground.kernel.database_errors import register_rule
        from schakel.ground.people import records, verbs

        verbs.register()
        register_rule("people_protection_once", records.protected_already)
