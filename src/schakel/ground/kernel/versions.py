"""Optimistic concurrency: a row counts its versions, and a write names the one it was based on."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.db.models import F

from schakel.ground.kernel.errors import StaleVersionError

V = TypeVar("V", bound="Versioned")


class Versioned(models.Model):
    """A row that two people may change at the same time."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def update_version(row: V, expected_version: int | None, **changes: Any) -> V:
    """Write the changes if the row is still at expected_version (None: whatever it is), else refuse.

    Raises StaleVersionError with the row as it is now; nothing is written then.
    """
    wanted = row.version if expected_version is None else expected_version
    query = type(row)._default_manager.filter(pk=row.pk, version=wanted)
    if not query.update(version=F("version") + 1, **changes):
        row.refresh_from_db()
        raise StaleVersionError(row)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version = wanted + 1
    return row
