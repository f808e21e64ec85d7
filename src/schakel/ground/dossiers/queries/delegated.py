"""What was entered on one's behalf, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schakel.ground.dossiers.models import DelegatedEntry
from schakel.ground.journal.timeline import said_in
from schakel.ground.kernel.actors import current_context
from schakel.ground.organisations.queries import ReaderName, names_of_readers

PAGE = 25


@dataclass(frozen=True, slots=True)
class Delegated:
    """An entry made for the actor: what it says, by whom, and the verdict on it."""

    row: DelegatedEntry
    heading: str
    lines: list[str]
    by: str


def delegated_to_judge(*, is_open: bool, before: UUID | None = None) -> tuple[list[Delegated], bool]:
    """At most 25 entries made for the actor, not yet judged or judged, and whether there are more."""
    actor = current_context().actor
    found = DelegatedEntry.objects.filter(principal_id=actor.reader_id)
    found = found.filter(verdict="") if is_open else found.exclude(verdict="")
    if before is not None:
        found = found.filter(entry_id__lt=before)
    rows = list(found.select_related("dossier__client").order_by("-entry_id")[: PAGE + 1])
    shown = rows[:PAGE]
    said = said_in(row.entry_id for row in shown) if shown else {}
    names = names_of_readers(row.reader_id for row in shown)
    return [_delegated(row, said, names) for row in shown if row.entry_id in said], len(rows) > PAGE


def _delegated(
    row: DelegatedEntry, said: dict[UUID, tuple[str, list[str]]], names: dict[int, ReaderName]
) -> Delegated:
    heading, lines = said[row.entry_id]
    by = names.get(row.reader_id)
    return Delegated(row, heading, lines, by.name if by else "")
