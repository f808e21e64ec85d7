"""Bringing the access table into the database, where the derivation of grants reads it."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.dispatch import Signal

from schakel.ground.access.models import Cell
from schakel.ground.access.table import cells

table_changed = Signal()
"""Sent with `using` in the transaction in which cells changed, so that grants change together with them."""


def load_table(*, using: str) -> int:
    """Make the database's cells equal to the file's; returns how many there are. Run by the owner."""
    rows = [{"section_bit": cell.section_bit, **asdict(cell)} for cell in cells()]
    with transaction.atomic(using=using):
        stored = Cell.objects.using(using)
        if {tuple(row.values()) for row in rows} != set(stored.values_list(*rows[0])):
            stored.all().delete()
            stored.bulk_create(Cell(**row) for row in rows)
            table_changed.send(Cell, using=using)
    return len(rows)
