"""The contacts room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Registers this room's verbs."""

    name = "schakel.jobseekers.contacts"
    label = "contacts"

    def ready(self) -> None:
        from schakel.jobseekers.contacts import actions

        actions.register()
