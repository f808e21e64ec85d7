"""The accounts room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Registers this room's verbs and menu entry; accounts are the users of Django's authentication."""

    name = "schakel.ground.accounts"
    label = "accounts"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import Role
        from schakel.ground.accounts import verbs

        verbs.register()
        administrators = frozenset({Role.ADMINISTRATOR})
        register_entry(
            MenuEntry(
                "accounts:machines", _("Koppelingen"), administrators, 86, icon="doc", theme=Theme.PEOPLE
            )
        )
        words = _("Inloggen via uw organisatie")
        about = _("Bij welke aanbieder mensen van uw organisatie inloggen, en dat stopzetten.")
        register_entry(
            MenuEntry("accounts:sign_ons", words, administrators, 87, about=about, theme=Theme.PEOPLE)
        )
