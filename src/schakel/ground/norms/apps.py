"""The norms room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NormsConfig(AppConfig):
    """Registers this room's place in the menu and its verbs."""

    name = "schakel.ground.norms"
    label = "norms"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import STAFF
        from schakel.ground.norms import actions

        register_entry(MenuEntry("norms:norms", _("Normen"), STAFF, 85, key="n", icon="par"))
        actions.register()
