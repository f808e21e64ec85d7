"""The workshops room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    """Registers this room's verbs, its tab, its place in the menu and in the day."""

    name = "schakel.jobseekers.workshops"
    label = "workshops"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import Section
        from schakel.ground.dossiers.panels import Tab, register_tab
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.journal.writing import subscribe
        from schakel.ground.people.verbs import DEATH
        from schakel.jobseekers.plans.day import register_day_source
        from schakel.jobseekers.workshops import access, day, records, rules, verbs

        verbs.register()
        rules.register()
        register_day_source("workshops", day.due_sessions)
        register_eraser(
            "workshop_invitation",
            verbs.OF_INVITATION,
            what=_("deze uitnodiging voor een groepsbijeenkomst"),
            rows=records.remove_invitation,
        )
        subscribe(DEATH, records.end_invitations)
        register_tab(Tab("workshops:of_dossier", _("Bijeenkomsten"), Section.PLAN, 44))
        register_entry(
            MenuEntry("workshops:sessions", _("Groepsbijeenkomsten"), access.PLANNERS, 85, icon="people")
        )
