"""The ways in which a delivery reaches an organisation's own system; the first is a folder of CSV files."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from schakel.ground.kernel.clock import AMSTERDAM

COLUMNS = (
    "levering",
    "soort",
    "cliëntnummer",
    "dossiernummer",
    "datum",
    "tijd",
    "opschrift",
    "tekst",
    "vervangt",
)
_CALCULATED = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Shipment:
    """One entry as it leaves: its id is the number of the delivery, also when it is sent again.

    client_number is the organisation's own, and empty where it has none. replaces is the id of the delivery
    that this one corrects.
    """

    id: UUID
    organisation_id: UUID
    verb: str
    client_number: str
    dossier_number: str
    occurred_at: datetime
    heading: str
    text: str
    replaces: str = ""


Carry = Callable[[Shipment], None]
"""Hands a shipment over, or raises OSError; the same shipment twice must be one at the other end."""

_carry: list[Carry] = []


def register_transport(carry: Carry) -> None:
    """Name what carries deliveries; the last one registered is used."""
    _carry[:] = [carry]


def carry(shipment: Shipment) -> None:
    """Hand a shipment over. Raises OSError."""
    (_carry[0] if _carry else drop)(shipment)


def folder_of(organisation_id: UUID) -> Path:
    """Where the files for an organisation are put, for its own system to fetch."""
    return Path(settings.OUTBOX) / "deliveries" / str(organisation_id)


def drop(shipment: Shipment) -> None:
    """Put a file with one row in the organisation's folder, whole or not at all; twice is the same file."""
    folder = folder_of(shipment.organisation_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / f".{shipment.id}.part"
    with open(unfinished, "wb", opener=_private) as file:
        file.write(_text(shipment).encode("utf-8-sig"))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / f"{shipment.id}.csv")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _text(shipment: Shipment) -> str:
    local = shipment.occurred_at.astimezone(AMSTERDAM)
    cells = (
        str(shipment.id),
        shipment.verb,
        shipment.client_number,
        shipment.dossier_number,
        local.strftime("%d-%m-%Y"),
        local.strftime("%H:%M"),
        shipment.heading,
        shipment.text,
        shipment.replaces,
    )
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([COLUMNS, [_safe(cell) for cell in cells]])
    return file.getvalue()


def _safe(cell: str) -> str:
    """A text that a spreadsheet would calculate gets a sign before it."""
    return f"'{cell}" if cell.startswith(_CALCULATED) else cell
