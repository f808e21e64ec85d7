"""The course of a dossier as its reader may see it: entries with their content, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.journal.decisions import decision_lines
from schakel.ground.journal.verbs import Glyph, all_verbs, read_content, verb_named
from schakel.ground.kernel.actors import current_context

DECISION = "decision.record"


class Show(TextChoices):
    """What a reader wants to see of the timeline."""

    ALL = "all", _("Alles")
    CHOICES = "choices", _("Keuzes")
    CONTACTS = "contacts", _("Contact")
    HANDOVERS = "handovers", _("Overdracht")
    CLIENT = "client", _("Van cliënt")


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry, ready to show; content is empty and is_erased set where it was erased."""

    id: UUID
    verb: str
    occurred_at: datetime
    recorded_at: datetime
    reader_id: int
    organisation_id: UUID | None
    glyph: str
    heading: str
    lines: list[str]
    decision: dict[str, Any] | None
    supersedes_id: UUID | None
    is_superseded: bool
    content: dict[str, Any] = field(default_factory=dict)


_SQL = """
select e.id, e.verb, e.verb_version, e.occurred_at, e.recorded_at, e.reader_id, e.organisation_id,
       e.supersedes_id, c.body,
       exists (select 1 from journal_entry later
                where later.supersedes_id = e.id and later.dossier_id = e.dossier_id)
  from journal_entry e left join journal_content c on c.entry_id = e.id
 where e.dossier_id = %(dossier)s {sections} {verbs} {before}
 order by e.occurred_at desc, e.id desc limit %(limit)s
"""


def timeline(
    dossier_id: UUID,
    *,
    show: str = Show.ALL,
    limit: int = 20,
    before: tuple[datetime, UUID] | None = None,
    sections: Section | None = None,
) -> list[TimelineEntry]:
    """At most `limit` entries before a place in the timeline (moment and id), newest first.

    sections narrows what is granted to what the purpose in force allows.
    """
    verbs = _verbs_of(show)
    sql = _SQL.format(
        sections="" if sections is None else "and e.section_bit & %(sections)s <> 0",
        verbs="" if verbs is None else "and e.verb = any(%(verbs)s)",
        before="" if before is None else "and (e.occurred_at, e.id) < (%(at)s, %(id)s)",
    )
    at, last = before or (None, None)
    values = {"dossier": dossier_id, "verbs": verbs, "limit": limit, "at": at, "id": last}
    values["sections"] = None if sections is None else int(sections)
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(sql, values)
        return [_entry(row) for row in cursor.fetchall()]


def _verbs_of(show: str) -> list[str] | None:
    wanted: dict[str, Iterable[str]] = {
        Show.CHOICES: (DECISION,),
        Show.CONTACTS: (v.name for v in all_verbs() if v.name.startswith("contact.")),
        Show.HANDOVERS: (v.name for v in all_verbs() if v.glyph in {Glyph.HANDOVER, Glyph.HANDOVER_OPEN}),
        Show.CLIENT: (v.name for v in all_verbs() if v.glyph == Glyph.CLIENT),
    }
    return list(dict.fromkeys(wanted[show])) if show in wanted else None


def _entry(row: tuple[Any, ...]) -> TimelineEntry:
    entry_id, name, version, occurred, recorded, reader, organisation, supersedes, body, is_superseded = row
    verb = verb_named(name, version)
    content = read_content(verb, bytes(body)) if body is not None else {}
    is_decision = name == DECISION and body is not None
    return TimelineEntry(
        id=entry_id,
        verb=name,
        occurred_at=occurred,
        recorded_at=recorded,
        reader_id=reader,
        organisation_id=organisation,
        glyph=verb.glyph,
        heading=verb.heading(content) if body is not None else gettext("Gewist op besluit"),
        lines=verb.lines(content) if body is not None else [],
        decision=decision_lines(content) if is_decision else None,
        supersedes_id=supersedes,
        is_superseded=is_superseded,
        content=content,
    )
