"""Bringing the access table into the database, where the derivation of grants reads it."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from schakel.ground.access.models import Cell
from schakel.ground.access.table import cells


def load_table(*, using: str) -> int:
    """Make the database's cells equal to the file's; returns how many there are. Run by the owner."""
    rows = [Cell(section_bit=cell.section_bit, **asdict(cell)) for cell in cells()]
    with transaction.atomic(using=using):
        Cell.objects.using(using).all().delete()
        Cell.objects.using(using).bulk_create(rows)
    return len(rows)
