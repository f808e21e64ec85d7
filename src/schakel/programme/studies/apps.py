"""The studies room as a Django app."""

from __future__ import annotations

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StudiesConfig(AppConfig):
    """Registers this room's verbs, its places in the menu, and what is forgotten every day."""

    name = "schakel.programme.studies"
    label = "studies"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.journal.daily import DailyTask, register_daily
        from schakel.programme.studies import access, verbs
        from schakel.programme.studies.forgetting import forget_due_samples

        verbs.register()
        label = _("steekproeven van onderzoek vergeten na hun termijn")
        register_daily(DailyTask("studies", forget_due_samples, at=time(3, 55), label=label))
        register_entry(MenuEntry("studies:list", _("Onderzoek"), access.STUDIERS, 89, icon="search"))
        words = _("Antwoord op onderzoek")
        register_entry(MenuEntry("studies:waiting", words, access.RECORDERS, 84, icon="search"))
