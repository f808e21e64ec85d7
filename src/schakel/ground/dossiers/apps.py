"""The dossiers room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Registers this room's verbs, the rules of regie in words, and who may not leave yet."""

    name = "schakel.ground.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from schakel.ground.dossiers import rules, verbs
        from schakel.ground.dossiers.leaving import holds_regie
        from schakel.ground.organisations.leaving import register_leave_check

        verbs.register()
        rules.register()
        register_leave_check(holds_regie)
