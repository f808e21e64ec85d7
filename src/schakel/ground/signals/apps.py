"""The signals room as a Django app."""

from __future__ import annotations

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignalsConfig(AppConfig):
    """Registers this room's verbs, its first kinds, what feeds them, its marks in lists, menu and tab."""

    name = "schakel.ground.signals"
    label = "signals"

    def ready(self) -> None:
        from schakel.ground.dossiers.absence import register_absence
        from schakel.ground.dossiers.panels import register_row_marks
        from schakel.ground.dossiers.verbs.merging import MERGE, UNMERGE
        from schakel.ground.journal.daily import DailyTask, register_daily
        from schakel.ground.journal.writing import subscribe_to_act
        from schakel.ground.norms.practice import register_practice
        from schakel.ground.organisations.queries import absent_without_cover
        from schakel.ground.signals import dossier_kinds, verbs
        from schakel.ground.signals.queries import marks_of, practice
        from schakel.ground.signals.refreshing import after_merge, refresh_all

        verbs.register()
        dossier_kinds.register()
        subscribe_to_act((MERGE, UNMERGE), after_merge)
        register_row_marks(marks_of)
        register_practice("signals", practice.tell)
        register_absence(absent_without_cover)
        register_daily(DailyTask("signals", refresh_all, at=time(4, 0), label=_("signalen herberekenen")))
        _register_places()


def _register_places() -> None:
    from schakel.ground.access.menus import MenuEntry, Theme, register_entry
    from schakel.ground.access.types import PROFESSIONALS, Role, Section
    from schakel.ground.dossiers.panels import Tab, register_tab

    register_entry(MenuEntry("signals:list", _("Signalen"), PROFESSIONALS, 25, key="s", icon="warn"))
    administrators = frozenset({Role.ADMINISTRATOR})
    register_entry(
        MenuEntry(
            "signals:numbers", _("Signalen in cijfers"), administrators, 94, icon="warn", theme=Theme.FIGURES
        )
    )
    register_tab(Tab("signals:dossier", _("Signalen"), Section.IDENTITY, 85))
