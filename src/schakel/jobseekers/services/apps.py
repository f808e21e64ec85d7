"""The services room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    """Registers this room's verbs, its tab, the catalogue in the menu, and which norms services rest on."""

    name = "schakel.jobseekers.services"
    label = "services"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import STAFF, Section
        from schakel.ground.dossiers.first_help import register_first_help
        from schakel.ground.dossiers.panels import Tab, register_tab
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.journal.writing import subscribe
        from schakel.ground.people.verbs import DEATH
        from schakel.jobseekers.diagnosis.occasions import register_occasions
        from schakel.jobseekers.plans.day import register_day_source
        from schakel.jobseekers.services import (
            access,
            access_report,
            day,
            debt_terms,
            records,
            signal_kinds,
            telling,
            verbs,
            waiting,
        )
        from schakel.jobseekers.services.catalogue.levels import APPROVERS
        from schakel.jobseekers.services.queries.first_help import first_help
        from schakel.jobseekers.services.queries.uses import results_awaited

        verbs.register()
        access_report.register()
        debt_terms.register()
        signal_kinds.register()
        register_occasions(results_awaited)
        telling.register()
        register_day_source("services", day.due_services)
        register_day_source("approvals", day.to_decide_items)
        to_decide = _("Te beslissen")
        asked = MenuEntry(
            "services:approvals", to_decide, APPROVERS, 61, icon="check", waiting=waiting.approvals_wait
        )
        register_entry(asked)
        register_eraser(
            "service_use",
            verbs.OF_USE,
            what=_("deze dienst, met alles wat erover is vastgelegd"),
            rows=records.remove_use,
        )
        register_eraser("service_fact", ("service.fact",), what=_("dit gegeven"), rows=records.remove_fact)
        register_eraser(
            "debt_help",
            verbs.debts.NAMES,
            what=_("deze vraag om schuldhulp, met alles wat erover is vastgelegd"),
            rows=records.remove_debt_help,
        )
        register_eraser("entry", (), rows=records.forget_reason)
        subscribe(DEATH, records.stop_services)
        subscribe("service.end", records.ask_to_compare_estimate)
        register_entry(
            MenuEntry("services:services", _("Diensten"), STAFF, 84, icon="work", theme=Theme.WORK)
        )
        register_entry(
            MenuEntry(
                "services:figures",
                _("Diensten in cijfers"),
                access.READERS_OF_FIGURES,
                86,
                icon="work",
                theme=Theme.FIGURES,
            )
        )
        register_tab(Tab("services:uses", _("Diensten"), Section.PLAN, 42))
        register_tab(Tab("services:debt_help", _("Schuldhulp"), Section.LIFE_DOMAINS, 78))
        register_first_help(first_help)
