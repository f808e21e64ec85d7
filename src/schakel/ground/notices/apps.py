"""The notices room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Registers this room's verbs, the two ways out, the worker's errand and its menu entry."""

    name = "schakel.ground.notices"
    label = "notices"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import Role
        from schakel.ground.journal.working import register_errand
        from schakel.ground.notices import citing, transports, verbs
        from schakel.ground.notices.tasks import send_some

        verbs.register()
        transports.register()
        citing.register()
        register_errand("notices", send_some)
        administrators = frozenset({Role.ADMINISTRATOR})
        register_entry(
            MenuEntry("notices:texts", _("Brieven"), administrators, 60, key="b", theme=Theme.WORK)
        )
