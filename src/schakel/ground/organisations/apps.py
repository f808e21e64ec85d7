"""The organisations room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Registers this room's verbs and its menu entries."""

    name = "schakel.ground.organisations"
    label = "organisations"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import Role
        from schakel.ground.organisations import rules, verbs
        from schakel.ground.organisations.leaving import register_farewell
        from schakel.ground.organisations.pairing import end_pair_of

        verbs.register()
        rules.register()
        register_farewell(end_pair_of)
        administrators = frozenset({Role.ADMINISTRATOR})
        everyone_at_work = frozenset(Role) - {Role.CLIENT}
        register_entry(MenuEntry("organisations:members", _("Medewerkers"), administrators, 50, key="m"))
        register_entry(MenuEntry("organisations:wishes", _("Verbeterwensen"), administrators, 60, key="v"))
        register_entry(MenuEntry("organisations:directory", _("Wie is wie"), everyone_at_work, 80, key="w"))
