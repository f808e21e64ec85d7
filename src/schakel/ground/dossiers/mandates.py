"""What follows from a mandate in dossiers: grants, and a list of what was entered on somebody's behalf."""

from __future__ import annotations

import json

from schakel.ground.access.types import Section, section_named
from schakel.ground.dossiers.models import DelegatedEntry, Participation
from schakel.ground.dossiers.records import derive_grants, keep_delegated
from schakel.ground.journal.writing import Recorded
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context


def open_dossiers_of(entry: Recorded) -> None:
    """A mandate was given or ended: the grants of the principal's dossiers follow, in the same act."""
    today = clock.today()
    rows = Participation.objects.on(today).filter(reader_id=entry.content.principal)
    derive_grants(rows.values_list("dossier_id", flat=True).distinct())


def note_delegated(entries: list[Recorded]) -> None:
    """Keep which entries were made for another, so that the other can say whether they are right."""
    actor = current_context().actor
    if actor.principal_id is None:
        return
    keep_delegated(
        DelegatedEntry(
            entry_id=entry.id,
            dossier_id=entry.dossier_id,
            section_bit=int(_section(entry)),
            reader_id=actor.reader_id,
            principal_id=actor.principal_id,
            made_at=clock.now(),
        )
        for entry in entries
        if entry.dossier_id is not None
    )


def _section(entry: Recorded) -> Section:
    return section_named(json.loads(entry.header)["section"])
