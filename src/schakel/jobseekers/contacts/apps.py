"""The contacts room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    """Registers this room's verbs, its tab and its panel on the dossier."""

    name = "schakel.jobseekers.contacts"
    label = "contacts"

    def ready(self) -> None:
        from schakel.ground.access.types import Section
        from schakel.ground.dossiers.panels import (
            Panel,
            Tab,
            register_draft_page,
            register_panel,
            register_tab,
        )
        from schakel.ground.journal.erasing import register_eraser
        from schakel.jobseekers.contacts import actions, queries, records, signal_kinds, telling

        actions.register()
        telling.register()
        signal_kinds.register()
        register_eraser(
            "contact",
            ("contact.record", "contact.correct"),
            what=_("dit contact, met elke verbetering ervan"),
            rows=records.remove_contact,
        )
        register_tab(Tab("contacts:list", _("Contacten"), Section.CONTACTS, 50))
        register_draft_page("contact", "contacts:list")
        register_panel(
            Panel(
                "last_contact", "side", 20, Section.CONTACTS, "contacts/last_panel.html", queries.last_contact
            )
        )
