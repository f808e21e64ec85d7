"""The client's pages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClientPortalConfig(AppConfig):
    """Registers this room's verbs, the client's menu, and the panel on the dossier."""

    name = "schakel.portal.client"
    label = "client_portal"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import Role, Section
        from schakel.ground.dossiers.panels import Panel, register_panel
        from schakel.ground.journal.erasing import register_eraser
        from schakel.portal.client import actions
        from schakel.portal.client.choices import VIEW_GIVEN
        from schakel.portal.client.views import login

        actions.register()
        register_eraser("entry", (VIEW_GIVEN,))
        clients = frozenset({Role.CLIENT})
        register_entry(MenuEntry("client:start", _("Start"), clients, 10, key="s", icon="home"))
        register_entry(MenuEntry("client:plan", _("Mijn plan"), clients, 20, key="p", icon="doc"))
        register_entry(MenuEntry("client:data", _("Mijn gegevens"), clients, 30, key="m", icon="user"))
        register_entry(MenuEntry("client:letters", _("Brieven"), clients, 35, key="b", icon="doc"))
        register_entry(MenuEntry("client:looks", _("Wie keek"), clients, 40, key="w", icon="eye"))
        template = "client/login_panel.html"
        register_panel(Panel("client:login", "side", 90, Section.IDENTITY, template, login.panel))
