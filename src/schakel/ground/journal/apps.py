"""The journal as a Django app; it registers itself as the place where acts are written."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """Registers the writer and the store of submit keys with the kernel."""

    name = "schakel.ground.journal"
    label = "journal"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import Role
        from schakel.ground.journal import actions, decisions, erasing
        from schakel.ground.journal.daily import DailyTask, register_daily
        from schakel.ground.journal.sealing import seal_today
        from schakel.ground.journal.submissions import SubmissionStore
        from schakel.ground.journal.writing import write_entries
        from schakel.ground.kernel import acts

        acts.register_writer(write_entries)
        acts.register_submissions(SubmissionStore())
        decisions.register()
        erasing.register()
        actions.register()
        administrators = frozenset({Role.ADMINISTRATOR})
        register_entry(
            MenuEntry(
                "journal:background",
                _("Achtergrond"),
                administrators,
                95,
                key="a",
                icon="doc",
                theme=Theme.FILES,
            )
        )
        register_daily(DailyTask("journal.seal", seal_today, label=_("Het journaal verzegelen")))
