"""The access room as a Django app; after a migration it brings the table in the database up to date."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    """Loads the access table after migrations."""

    name = "schakel.ground.access"
    label = "access"

    def ready(self) -> None:
        post_migrate.connect(_load_table, sender=self)


def _load_table(using: str, **_kwargs: Any) -> None:
    from schakel.ground.access.loading import load_table

    load_table(using=using)
