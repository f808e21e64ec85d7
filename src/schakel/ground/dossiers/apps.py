"""The dossiers room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    """Registers this room's verbs, the rules of regie, who may not leave yet, its menu and its tabs."""

    name = "schakel.ground.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from schakel.ground.access.loading import table_changed
        from schakel.ground.dossiers import rules, verbs
        from schakel.ground.dossiers.leaving import holds_regie, leave_all
        from schakel.ground.dossiers.rederiving import derive_all_grants
        from schakel.ground.organisations.leaving import register_farewell, register_leave_check

        verbs.register()
        rules.register()
        register_leave_check(holds_regie)
        register_farewell(leave_all)
        table_changed.connect(derive_all_grants)
        _register_entries()
        _register_tabs()


def _register_entries() -> None:
    from schakel.ground.access.menus import MenuEntry, register_entry
    from schakel.ground.access.types import GUIDES, PROFESSIONALS, Role

    register_entry(MenuEntry("dossiers:list", _("Cliënten"), PROFESSIONALS, 20, key="c", icon="people"))
    register_entry(MenuEntry("dossiers:inbox", _("Overdrachten"), GUIDES, 30, key="o", icon="both"))
    administrators = frozenset({Role.ADMINISTRATOR})
    register_entry(MenuEntry("dossiers:sources", _("Gegevens vrijgeven"), administrators, 60, icon="check"))
    register_entry(MenuEntry("dossiers:oversight", _("Toezicht"), GUIDES, 80, key="t", icon="eye"))


def _register_tabs() -> None:
    from schakel.ground.access.types import Section
    from schakel.ground.dossiers.panels import Tab, register_tab

    register_tab(Tab("dossiers:dossier", _("Overzicht"), Section.IDENTITY, 0))
    register_tab(Tab("dossiers:facts", _("Gegevens"), Section.WORK_PROFILE, 20))
    register_tab(Tab("dossiers:people", _("Mensen"), Section.IDENTITY, 90))
