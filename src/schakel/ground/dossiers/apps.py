"""The dossiers room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Registers this room's verbs and the rules of regie in words."""

    name = "schakel.ground.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from schakel.ground.dossiers import rules, verbs

        verbs.register()
        rules.register()
