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
        from schakel.ground.dossiers.succession import STEP
        from schakel.ground.organisations.leaving import register_farewell, register_leave_check
        from schakel.ground.organisations.succession import register_step

        verbs.register()
        _register_eraser()
        rules.register()
        register_leave_check(holds_regie)
        register_farewell(leave_all)
        register_step(STEP)
        table_changed.connect(derive_all_grants)
        _register_entries()
        _register_tabs()


def _register_eraser() -> None:
    from schakel.ground.dossiers.records import remove_fact
    from schakel.ground.journal.erasing import register_eraser

    register_eraser(
        "fact",
        ("fact.state", "fact.dispute"),
        what=_("dit gegeven, met wat de cliënt ervan vond"),
        rows=remove_fact,
    )


def _register_entries() -> None:
    from schakel.ground.access.menus import MenuEntry, register_entry
    from schakel.ground.access.types import GUIDES, PROFESSIONALS, REGISTRARS, Role

    administrators = frozenset({Role.ADMINISTRATOR})
    register_entry(MenuEntry("dossiers:list", _("Cliënten"), PROFESSIONALS, 20, key="c", icon="people"))
    register_entry(MenuEntry("dossiers:inbox", _("Overdrachten"), PROFESSIONALS, 30, key="o", icon="both"))
    register_entry(MenuEntry("dossiers:message_inbox", _("Overleg"), PROFESSIONALS, 35, key="v", icon="chat"))
    register_entry(MenuEntry("dossiers:concurrent", _("Samenloop"), REGISTRARS, 70, key="l", icon="people"))
    register_entry(MenuEntry("dossiers:oversight", _("Toezicht"), GUIDES, 80, key="t", icon="eye"))
    register_entry(MenuEntry("dossiers:sources", _("Gegevens vrijgeven"), administrators, 62, icon="check"))
    register_entry(
        MenuEntry("dossiers:arrangements", _("Overdrachtsafspraken"), administrators, 60, icon="both")
    )
    register_entry(MenuEntry("dossiers:arrears", _("Achterstand"), administrators, 61, icon="half"))


def _register_tabs() -> None:
    from schakel.ground.access.types import Section
    from schakel.ground.dossiers.panels import Tab, register_tab

    register_tab(Tab("dossiers:dossier", _("Overzicht"), Section.IDENTITY, 0))
    register_tab(Tab("dossiers:facts", _("Gegevens"), Section.WORK_PROFILE, 20))
    register_tab(Tab("dossiers:messages", _("Overleg"), Section.CONTACTS, 55))
    register_tab(Tab("dossiers:letters", _("Brieven"), Section.CONTACTS, 57))
    register_tab(Tab("dossiers:documents", _("Documenten"), Section.IDENTITY, 60))
    register_tab(Tab("dossiers:person", _("Persoon"), Section.IDENTITY, 70))
    register_tab(Tab("dossiers:protection", _("Bescherming"), Section.IDENTITY, 72))
    register_tab(Tab("dossiers:benefits", _("Uitkering"), Section.BENEFIT, 74))
    register_tab(Tab("dossiers:rules", _("Regels"), Section.BENEFIT, 76))
    register_tab(Tab("dossiers:handovers", _("Overdracht"), Section.IDENTITY, 80))
    register_tab(Tab("dossiers:people", _("Mensen"), Section.IDENTITY, 90))
