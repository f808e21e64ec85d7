"""The ways in which a delivery reaches an organisation's own system; the first is a folder of CSV files."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file on its way: its id is the number by which the other system knows it, also a second time."""

    id: UUID
    organisation_id: UUID
    content: bytes


Carry = Callable[[Parcel], None]
"""Hands a parcel over, or raises OSError; the same parcel twice must be one at the other end."""

_carry: list[Carry] = []


def register_transport(carry: Carry) -> None:
    """Name what carries deliveries; the last one registered is used."""
    _carry[:] = [carry]


def carry(parcel: Parcel) -> None:
    """Hand a parcel over. Raises OSError."""
    (_carry[0] if _carry else drop)(parcel)


def folder_of(organisation_id: UUID) -> Path:
    """Where the files for an organisation are put, for its own system to fetch."""
    return Path(settings.OUTBOX) / "deliveries" / str(organisation_id)


def drop(parcel: Parcel) -> None:
    """Put the file in the organisation's folder, whole or not at all; twice is the same file."""
    folder = folder_of(parcel.organisation_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / f".{parcel.id}.part"
    with open(unfinished, "wb", opener=_private) as file:
        file.write(parcel.content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / f"{parcel.id}.csv")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
