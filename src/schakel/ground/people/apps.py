"""The people room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people room as a Django app."""

    name = "schakel.ground.people"
    label = "people"
