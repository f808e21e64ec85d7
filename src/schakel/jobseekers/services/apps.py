"""The services room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    """Registers this room's verbs, its tab, the catalogue in the menu, and which norms services rest on."""

    name = "schakel.jobseekers.services"
    label = "services"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import STAFF, Section
        from schakel.ground.dossiers.panels import Tab, register_tab
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.journal.writing import subscribe
        from schakel.ground.people.verbs import DEATH
        from schakel.jobseekers.services import records, telling, verbs

        verbs.register()
        telling.register()
        register_eraser(
            "service_use",
            verbs.OF_USE,
            what=_("deze dienst, met alles wat erover is vastgelegd"),
            rows=records.remove_use,
        )
        register_eraser("service_fact", ("service.fact",), what=_("dit gegeven"), rows=records.remove_fact)
        register_eraser("entry", (), rows=records.forget_reason)
        subscribe(DEATH, records.stop_services)
        register_entry(MenuEntry("services:services", _("Diensten"), STAFF, 84, icon="work"))
        register_tab(Tab("services:uses", _("Diensten"), Section.PLAN, 42))
