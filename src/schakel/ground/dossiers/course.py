"""The timeline in the shape that web/components/timeline.html shows: who, when, why, corrected or late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from schakel.ground.journal.timeline import TimelineEntry
from schakel.ground.journal.verbs import Glyph
from schakel.ground.kernel.clock import AMSTERDAM
from schakel.ground.kernel.dates import short_date
from schakel.ground.organisations.queries import ReaderName, names_of_readers
from schakel.ground.people.models import Client

LATE = timedelta(days=1)
"""Recorded longer than this after it happened, an entry says so."""

Place = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class Since:
    """From when things are new to a reader: what others recorded after their earlier visit."""

    at: datetime | None
    reader_id: int

    def covers(self, entry: TimelineEntry) -> bool:
        """Whether the entry is new to the reader."""
        return self.at is not None and entry.recorded_at > self.at and entry.reader_id != self.reader_id


NEVER = Since(None, 0)


def shown_entries(
    entries: Iterable[TimelineEntry], client: Client, today: date, since: Since = NEVER
) -> list[dict[str, Any]]:
    """Entries ready for the component, newest first as they came."""
    rows = list(entries)
    names = names_of_readers(
        reader for entry in rows for reader in (entry.reader_id, entry.erased_by) if reader
    )
    return [
        _shown(entry, _by(entry, names, client), client, today)
        | _gone(entry, names)
        | {"is_new": since.covers(entry)}
        for entry in rows
    ]


def _gone(entry: TimelineEntry, names: dict[int, ReaderName]) -> dict[str, Any]:
    """Of an erased entry, who erased it."""
    found = names.get(entry.erased_by or 0)
    if found is None:
        return {}
    words = {"name": found.name, "organisation": found.organisation}
    return {"note": gettext("gewist door %(name)s, %(organisation)s") % words}


def place_words(entry: TimelineEntry) -> str:
    """The place of an entry in the timeline, for an address."""
    return f"{entry.occurred_at.isoformat()}~{entry.id}"


def place_named(words: str) -> Place | None:
    """The place that an address names; None for anything else."""
    moment, _mark, entry_id = words.partition("~")
    try:
        at = datetime.fromisoformat(moment.replace(" ", "+"))
        return (at, UUID(entry_id)) if at.tzinfo is not None else None
    except ValueError:
        return None


def _shown(entry: TimelineEntry, by: str, client: Client, today: date) -> dict[str, Any]:
    is_late = entry.recorded_at - entry.occurred_at > LATE
    recorded = {"day": short_date(entry.recorded_at, today)}
    return {
        "day": entry.occurred_at,
        "time": entry.occurred_at,
        "glyph": Glyph.CLIENT if _is_own_word(entry, client) else entry.glyph,
        "heading": entry.heading,
        "url": reverse("dossiers:entry", args=[client.pk, entry.id]),
        "by": by,
        "lines": [_line(text) for text in entry.lines],
        "decision": _decision(entry, today) if entry.decision else None,
        "is_superseded": entry.is_superseded,
        "note": gettext("later vastgelegd op %(day)s") % recorded if is_late else "",
    }


def _line(text: str) -> dict[str, str]:
    because = gettext("want ")
    return {"reason": text.removeprefix(because)} if text.startswith(because) else {"text": text}


def _by(entry: TimelineEntry, names: dict[int, ReaderName], client: Client) -> str:
    if _is_own_word(entry, client):
        return gettext("cliënt zelf")
    found = names.get(entry.reader_id)
    return (
        f"{found.name}, {found.organisation_on(entry.occurred_at.astimezone(AMSTERDAM).date())}"
        if found
        else "Schakel"
    )


def _is_own_word(entry: TimelineEntry, client: Client) -> bool:
    """Whether the client did this, and not somebody about them."""
    return client.reader_id is not None and entry.reader_id == client.reader_id


def _decision(entry: TimelineEntry, today: date) -> dict[str, Any]:
    """The card as the journal words it, with the day of the expectation as people say it."""
    card: dict[str, Any] = dict(entry.decision or {})
    options = entry.content.get("options") or []
    card["considered"] = [o["name"] for o in options if o["name"] != entry.content.get("chosen")]
    expected = entry.content.get("expected")
    if expected:
        words = {"what": expected["what"], "chance": expected["chance"]}
        words["by"] = short_date(date.fromisoformat(expected["by"]), today)
        card["expected"] = gettext("%(what)s vóór %(by)s, kans %(chance)s op 10") % words
    return card
