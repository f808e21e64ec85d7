"""The dossiers room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The dossiers room as a Django app."""

    name = "schakel.ground.dossiers"
    label = "dossiers"
