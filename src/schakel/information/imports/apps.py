"""The imports room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The imports room as a Django app."""

    name = "schakel.information.imports"
    label = "imports"
