"""What can be done about an entry of the course: a higher room registers its way, this room shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from schakel.ground.journal.timeline import TimelineEntry


class EntryLink(NamedTuple):
    """A way on from an entry: its address and its words."""

    url: str
    label: str


MakeLink = Callable[[TimelineEntry, UUID], EntryLink | None]
_makers: dict[str, MakeLink] = {}


def register_link(verb: str, make: MakeLink) -> None:
    """Offer a way on from every entry of a verb; make gets the entry and the dossier's id."""
    _makers[verb] = make


def links_for(entry: TimelineEntry, dossier_id: UUID) -> list[EntryLink]:
    """The ways on from an entry; none from one that was erased."""
    make = _makers.get(entry.verb)
    link = make(entry, dossier_id) if make is not None and entry.content else None
    return [link] if link is not None else []
