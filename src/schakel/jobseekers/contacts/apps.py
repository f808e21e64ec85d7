"""The contacts room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """The contacts room as a Django app."""

    name = "schakel.jobseekers.contacts"
    label = "contacts"
