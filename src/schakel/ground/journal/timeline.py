"""The course of a dossier as its reader may see it: entries with their content, newest first.

Of a dossier to which another was joined it has the entries of both streams.
"""

from __future__ import annotations

import json
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
from schakel.ground.journal.decisions import EVALUATE, decision_lines, evaluation_line
from schakel.ground.journal.erasing import ErasureReason
from schakel.ground.journal.models import Entry
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
    """One entry, ready to show; of erased content nothing is left, and erased_by is the reader who did it.

    evaluation is what was found later of a decision, if it was looked back on.
    """

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
    erased_by: int | None = None
    evaluation: dict[str, Any] | None = None


# Planning this takes longer than answering it. So that one plan serves all dossiers, nothing that differs
# between them may be known to the planner: the streams come from a query of their own, and what is the same
# for all is written out.
_SQL = """
select e.id, e.verb, e.verb_version, e.occurred_at, e.recorded_at, e.reader_id, e.organisation_id,
       e.supersedes_id, c.body,
       exists (select 1 from journal_entry later
                where later.supersedes_id = e.id and later.dossier_id = any (<streams>)),
       gone.reader_id, gone.body,
       (select judged.body from journal_entry v join journal_content judged on judged.entry_id = v.id
         where e.verb = <decision> and v.verb = <evaluate> and v.dossier_id = any (<streams>)
           and strpos(v.header, e.id::text) > 0
         order by v.recorded_at desc, v.id desc limit 1)
  from journal_entry e left join journal_content c on c.entry_id = e.id
  left join lateral (
    select by.reader_id, why.body from journal_erasedcontent x
      join journal_entry by on by.id = x.erasure_id join journal_content why on why.entry_id = by.id
     where x.entry_id = e.id) gone on true
 where e.dossier_id = any (<streams>) {sections} {verbs} {before} {entry}
 order by e.occurred_at desc, e.id desc limit {limit}
"""
_SAME = {
    "<streams>": "(select journal_streams(%(dossier)s))::uuid[]",
    "<decision>": f"'{DECISION}'",
    "<evaluate>": f"'{EVALUATE}'",
}
for _name, _words in _SAME.items():
    _SQL = _SQL.replace(_name, _words)


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
        entry="",
        sections="" if sections is None else "and e.section_bit & %(sections)s <> 0",
        verbs="" if verbs is None else "and e.verb = any(%(verbs)s)",
        before="" if before is None else "and (e.occurred_at, e.id) < (%(at)s, %(id)s)",
        limit=int(limit),
    )
    at, last = before or (None, None)
    values: dict[str, Any] = {"dossier": dossier_id, "verbs": verbs, "at": at, "id": last}
    values["sections"] = None if sections is None else int(sections)
    return _entries(sql, values)


def entries_named(
    dossier_id: UUID, entry_ids: Iterable[UUID], *, sections: Section | None = None
) -> list[TimelineEntry]:
    """These entries of a dossier, as far as the actor may see them, newest first."""
    wanted = list(entry_ids)
    sql = _SQL.format(
        entry="and e.id = any(%(wanted)s::uuid[])",
        sections="" if sections is None else "and e.section_bit & %(sections)s <> 0",
        verbs="",
        before="",
        limit="%(limit)s",
    )
    values: dict[str, Any] = {"dossier": dossier_id, "wanted": wanted, "limit": len(wanted)}
    return _entries(sql, values | {"sections": None if sections is None else int(sections)})


_SAID = """
select e.id, e.verb, e.verb_version, c.body
  from journal_entry e left join journal_content c on c.entry_id = e.id
 where e.id = any(%s::uuid[])
"""


def said_in(entry_ids: Iterable[UUID]) -> dict[UUID, tuple[str, list[str]]]:
    """Heading and lines of these entries, of whatever dossier, as far as the actor may see them."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_SAID, [list(entry_ids)])
        return {row[0]: _said(*row[1:]) for row in cursor.fetchall()}


def _said(name: str, version: int, body: Any) -> tuple[str, list[str]]:
    if body is None:
        return gettext("Gewist"), []
    verb = verb_named(name, version)
    content = read_content(verb, bytes(body))
    return verb.heading(content), verb.lines(content)


@dataclass(frozen=True, slots=True)
class Origin:
    """In which role and for which purpose an entry was made, and the section it belongs to."""

    role: str
    purpose: str
    section: Section


def origin_of(entry_id: UUID) -> Origin:
    """Where an entry that the actor may see came from, as its header says."""
    entry = Entry.objects.values_list("header", "section_bit").get(pk=entry_id)
    header = json.loads(entry[0])
    return Origin(header["role"], header["purpose"], Section(entry[1]))


def _entries(sql: str, values: dict[str, Any]) -> list[TimelineEntry]:
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
    entry_id, name, version, occurred, recorded, reader, organisation, supersedes, body, is_superseded = row[
        :10
    ]
    erased_by, erasure, judged = row[10:]
    verb = verb_named(name, version)
    content = read_content(verb, bytes(body)) if body is not None else {}
    is_decision = name == DECISION and body is not None
    evaluation = json.loads(bytes(judged)) if judged is not None else None
    return TimelineEntry(
        id=entry_id,
        verb=name,
        occurred_at=occurred,
        recorded_at=recorded,
        reader_id=reader,
        organisation_id=organisation,
        glyph=verb.glyph,
        heading=verb.heading(content) if body is not None else gettext("Gewist"),
        lines=verb.lines(content) if body is not None else _why_erased(erasure),
        decision=_card(content, evaluation) if is_decision else None,
        supersedes_id=supersedes,
        is_superseded=is_superseded,
        content=content,
        erased_by=erased_by,
        evaluation=evaluation,
    )


def _card(content: dict[str, Any], evaluation: dict[str, Any] | None) -> dict[str, Any]:
    return {**decision_lines(content), "evaluation": evaluation_line(evaluation) if evaluation else ""}


def _why_erased(erasure: Any) -> list[str]:
    if erasure is None:
        return []
    return [gettext("want %(why)s") % {"why": ErasureReason(json.loads(bytes(erasure))["reason"]).label}]
