"""The notices room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Registers this room's verbs, the two ways out, and its menu entry."""

    name = "schakel.ground.notices"
    label = "notices"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import Role
        from schakel.ground.notices import transports, verbs

        verbs.register()
        transports.register()
        administrators = frozenset({Role.ADMINISTRATOR})
        register_entry(MenuEntry("notices:texts", _("Brieven"), administrators, 60, key="b"))
