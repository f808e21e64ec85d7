"""Which fields a dossier should have: each room names its own, and tells set-based which are filled.

A room's SQL function `completeness_of_<room>(dossiers uuid[], organisation uuid, day date)` gives a row with
dossier_id, field, section_bit and is_known for each field that is asked of a dossier. What is not asked gives
no row: a life domain that nobody opened is not incomplete, and a source that holds something back is not
silence.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from schakel.ground.access.types import Section


@dataclass(frozen=True, slots=True)
class Field:
    """What a dossier should tell: its key in counts, its words, and the tab where it is filled in."""

    key: str
    label: str | Promise
    section: Section
    url_name: str


@dataclass(frozen=True, slots=True)
class RoomFields:
    """The fields of one room; its name ends that of its SQL function."""

    room: str
    fields: tuple[Field, ...]


_rooms: dict[str, RoomFields] = {}


def register_fields(fields: RoomFields) -> None:
    """Let a room's fields be counted, at start-up; the same room twice is one room."""
    _rooms[fields.room] = fields


def counted_rooms() -> list[str]:
    """The rooms that named fields, by name."""
    return sorted(_rooms)


def all_fields() -> list[Field]:
    """Every field, in the order of the sections and within one as the rooms named them."""
    found = [field for room in counted_rooms() for field in _rooms[room].fields]
    return sorted(found, key=lambda field: field.section)


def field_of(key: str) -> Field | None:
    """The field with that key, if a room still names it."""
    return next((field for field in all_fields() if field.key == key), None)
