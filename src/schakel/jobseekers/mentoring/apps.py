"""The mentoring room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringConfig(AppConfig):
    """Registers this room's verbs, its places in the menu, and what is erased every day."""

    name = "schakel.jobseekers.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from datetime import time

        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import GUIDES
        from schakel.ground.journal.daily import DailyTask, register_daily
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.norms.house import MENTOR_FEEDBACK
        from schakel.ground.norms.uses import Use, UseKind, register_use
        from schakel.jobseekers.mentoring import access, records, verbs
        from schakel.jobseekers.mentoring.erasing import erase_due_visits

        verbs.register()
        register_use(MENTOR_FEEDBACK, Use(UseKind.TERM, _("Feedback van een mentor wordt gewist")))
        register_eraser(
            "mentor_visit",
            verbs.OF_VISIT,
            what=_("dat een mentor meekeek bij dit gesprek"),
            rows=records.remove_visit,
        )
        label = _("feedback van mentoren wissen na de bewaartermijn")
        register_daily(DailyTask("mentoring", erase_due_visits, at=time(3, 50), label=label))
        words = _("Meekijken en feedback")
        register_entry(MenuEntry("mentoring:visits", words, GUIDES, 83, icon="eye"))
        register_entry(MenuEntry("mentoring:day", _("Mijn meekijkdag"), access.MENTORS, 4, icon="eye"))
        register_entry(MenuEntry("mentoring:shared", _("Gedeelde feedback"), access.LEADERS, 83, icon="eye"))
