"""The norms room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NormsConfig(AppConfig):
    """Registers this room's place in the menu and its verbs."""

    name = "schakel.ground.norms"
    label = "norms"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import STAFF, Role
        from schakel.ground.norms import testing
        from schakel.ground.norms.access import JUDGES
        from schakel.ground.norms.actions import criteria, house, law, local

        register_entry(
            MenuEntry("norms:norms", _("Normen"), STAFF, 85, key="n", icon="par", theme=Theme.WORK)
        )
        administrators = frozenset({Role.ADMINISTRATOR})
        register_entry(
            MenuEntry("norms:house", _("Huisnormen"), administrators, 92, icon="par", theme=Theme.WORK)
        )
        entry = MenuEntry("norms:local", _("Plaatselijke regels"), JUDGES, 93, icon="par", theme=Theme.WORK)
        register_entry(entry)
        criteria.register()
        law.register()
        house.register()
        local.register()
        testing.register()
