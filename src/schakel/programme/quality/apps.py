"""The quality room as a Django app."""

from __future__ import annotations

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    """Registers this room's verbs, its place in the menu, and the worker's counting."""

    name = "schakel.programme.quality"
    label = "quality"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.journal.daily import DailyTask, register_daily
        from schakel.ground.journal.working import register_errand
        from schakel.ground.journal.writing import subscribe_to_every_act
        from schakel.programme.quality import verbs
        from schakel.programme.quality.access import READERS_OF_TIMES, VIEWERS
        from schakel.programme.quality.counting import ask_all, count_some
        from schakel.programme.quality.timing import count_sent_form

        verbs.register()
        register_errand("completeness", count_some)
        label = _("de volledigheid van dossiers tellen")
        register_daily(DailyTask("completeness", ask_all, at=time(4, 10), label=label))
        subscribe_to_every_act(count_sent_form)
        times = _("Tijd aan formulieren")
        register_entry(
            MenuEntry("quality:form_times", times, READERS_OF_TIMES, 88, icon="half", theme=Theme.FIGURES)
        )
        register_entry(
            MenuEntry("quality:quality", _("Volledigheid"), VIEWERS, 87, icon="check", theme=Theme.FIGURES)
        )
