"""Taking rows in, as part of the act that applies: new dossiers, joined ones, and what a file adds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.dossiers.actions import Responsible, ask_to_join, join_known_clients, open_dossiers
from schakel.ground.dossiers.queries.join_requests import asked_before, requests_named
from schakel.ground.dossiers.records import registering
from schakel.ground.journal.reading import log_read
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import current_act
from schakel.ground.people.actions import (
    NewClient,
    add_bsns,
    number_clients,
    refresh_contacts,
    start_entitlements,
)
from schakel.ground.people.keys import one_reading
from schakel.information.imports.befores import keep_before
from schakel.information.imports.checking import asked, compare, judge, let_in
from schakel.information.imports.entries import entry_of
from schakel.information.imports.models import RANKS, ImportRow, ImportRun
from schakel.information.imports.people import people_of
from schakel.information.imports.previewing import COMPARED
from schakel.information.imports.queries import known_for, line_of, standing_of
from schakel.information.imports.reading import values_of
from schakel.information.imports.types import Asked, Changes, Entry, Standing, Verdict
from schakel.information.imports.verbs import ImportApplied, ImportAsked
from schakel.jobseekers.profile.actions import note_last_occupations

Outcome = ImportRow.Outcome
Pair = tuple[Entry, Verdict]
V = TypeVar("V")

_MARK = """
update imports_importrow r
   set outcome = x.outcome, rank = x.rank, problems = x.problems::jsonb, notes = x.notes::jsonb,
       client_id = x.client_id, request_id = coalesce(x.request_id, r.request_id),
       is_applied = x.outcome not in ('wrong', 'same', 'asked'),
       act_id = case when x.outcome not in ('wrong', 'same', 'asked') then %s::uuid end
  from unnest(%b::uuid[], %b::text[], %b::int[], %b::text[], %b::text[], %b::uuid[],
              %b::uuid[])
       as x(id, outcome, rank, problems, notes, client_id, request_id)
 where r.id = x.id
"""


def apply_rows(actor: Actor, run: ImportRun, rows: Sequence[ImportRow]) -> None:
    """Take in these rows and mark them, asking first where others guide; leaves entries on the
    organisation's stream.
    """
    with one_reading():
        _apply(actor, run, rows)


def _apply(actor: Actor, run: ImportRun, rows: Sequence[ImportRow]) -> None:
    pairs, standing = _judged(run, rows)
    because = gettext("ingelezen uit een bestand van de organisatie")
    opened = _open(actor, run, [e for e, v in pairs if v.outcome == Outcome.NEW], because)
    joined = _join(actor, run, [p for p in pairs if p[1].outcome == Outcome.KNOWN], because)
    questions = _ask(actor, run, [p for p in pairs if p[1].outcome == Outcome.ASK])
    added = {v.client_id: v.changes for _e, v in pairs if v.client_id and v.changes}
    standing |= standing_of(joined)
    added |= {i: compare(entry, standing[i])[0] for i, entry in joined.items()}
    _add(actor, run, added)
    _note_titles(actor, run, _titles_of(opened))
    marked = [questions.get(v.client_id) or _opened(entry, v, opened) for entry, v in pairs]
    _mark(rows, marked)
    row_of = {v.client_id: row for row, v in zip(rows, marked, strict=True) if v.client_id}
    keep_before({row_of[i].id: (changes, standing[i]) for i, changes in added.items()})
    _record(run, marked)


def let_in_rows(actor: Actor, run: ImportRun, rows: Sequence[ImportRow]) -> None:
    """Take in rows that waited for a yes; leaves one entry on the organisation's stream."""
    questions = requests_named({row.request_id for row in rows if row.request_id})
    ids = [questions[row.request_id].dossier_id for row in rows if row.request_id]
    standing = standing_of(ids)
    log_read("imports.apply", standing.keys(), COMPARED)
    marked = [let_in(e, i, standing.get(i)) for e, i in zip(_entries(run, rows), ids, strict=True)]
    row_of = {v.client_id: row for row, v in zip(rows, marked, strict=True) if v.changes}
    added = {v.client_id: v.changes for v in marked if v.client_id and v.changes}
    _add(actor, run, added)
    _mark(rows, marked)
    keep_before({row_of[i].id: (changes, standing[i]) for i, changes in added.items()})
    _record(run, marked)


def _entries(run: ImportRun, rows: Sequence[ImportRow]) -> list[Entry]:
    people = people_of(run.organisation_id, run.default_team_id)
    headers = tuple(run.headers)
    values = [values_of(line_of(row).cells, headers, run.mapping) for row in rows]
    return [entry_of(row.number, texts, people) for row, texts in zip(rows, values, strict=True)]


def _judged(run: ImportRun, rows: Sequence[ImportRow]) -> tuple[list[Pair], dict[UUID, Standing]]:
    entries = _entries(run, rows)
    known = known_for(run.organisation_id, entries)
    pairs = [(entry, judge(entry, known)) for entry in entries]
    log_read("imports.apply", known.client_ids, COMPARED)
    return pairs, dict(known.standing)


def _open(actor: Actor, run: ImportRun, entries: Sequence[Entry], because: str) -> dict[UUID, Entry]:
    if not entries:
        return {}
    clients = [(entry.client, _responsible(entry)) for entry in entries]
    organisation_id = run.organisation_id
    ids = open_dossiers(
        actor=actor, organisation_id=organisation_id, clients=clients, source="file", because=because
    )
    return dict(zip(ids, entries, strict=True))


def _join(actor: Actor, run: ImportRun, pairs: Sequence[Pair], because: str) -> dict[UUID, Entry]:
    """Let the organisation take part first; only then may what the file says be set against the dossier."""
    entries = {verdict.client_id: entry for entry, verdict in pairs if verdict.client_id}
    if entries:
        join_known_clients(
            actor=actor,
            organisation_id=run.organisation_id,
            clients={i: (_responsible(entry), NewClient("")) for i, entry in entries.items()},
            because=because,
        )
    return entries


def _ask(actor: Actor, run: ImportRun, pairs: Sequence[Pair]) -> dict[UUID | None, Verdict]:
    """Ask to take part; what the file says waits for the answer. Returns what becomes of each row."""
    clients = {v.client_id: _responsible(entry) for entry, v in pairs if v.client_id}
    if not clients:
        return {}
    because = gettext("staat in een bestand van de organisatie")
    organisation_id = run.organisation_id
    ask_to_join(actor=actor, organisation_id=organisation_id, clients=clients, because=because, source="file")
    record(ImportAsked(len(clients)), organisation_id=run.organisation_id, things=[Thing("import", run.id)])
    found = asked_before(organisation_id, clients.keys())
    return {i: asked(Asked(question.pk, question.asked_on)) for i, question in found.items()}


def _add(actor: Actor, run: ImportRun, added: Mapping[UUID, Changes]) -> None:
    """BSNs, numbers, rights, contact fields and titles, each in one act for all clients."""
    organisation_id = run.organisation_id
    if bsns := _picked(added, lambda changes: changes.bsn):
        add_bsns(actor=actor, organisation_id=organisation_id, bsns=bsns)
    if numbers := _picked(added, lambda changes: changes.number):
        with registering():
            number_clients(actor=actor, organisation_id=organisation_id, numbers=numbers)
    if rights := _picked(added, lambda changes: changes.entitlement):
        with registering():
            start_entitlements(actor=actor, organisation_id=organisation_id, entitlements=rights)
    if contacts := _picked(added, lambda changes: changes.contact):
        refresh_contacts(actor=actor, organisation_id=organisation_id, contacts=contacts)
    _note_titles(actor, run, _picked(added, lambda changes: changes.title))


def _note_titles(actor: Actor, run: ImportRun, titles: Mapping[UUID, str]) -> None:
    if titles:
        with registering():
            note_last_occupations(actor=actor, organisation_id=run.organisation_id, titles=titles.items())


def _titles_of(opened: Mapping[UUID, Entry]) -> dict[UUID, str]:
    return {client_id: entry.last_title for client_id, entry in opened.items() if entry.last_title}


def _picked(added: Mapping[UUID, Changes], pick: Callable[[Changes], V | None]) -> dict[UUID, V]:
    found = {client_id: pick(changes) for client_id, changes in added.items()}
    return {client_id: value for client_id, value in found.items() if value}


def _responsible(entry: Entry) -> Responsible:
    if entry.responsible is None:
        raise ValueError("a row without problems has someone responsible")
    return entry.responsible


def _opened(entry: Entry, verdict: Verdict, opened: Mapping[UUID, Entry]) -> Verdict:
    return replace(verdict, client_id=entry.client.id) if entry.client.id in opened else verdict


def _mark(rows: Sequence[ImportRow], verdicts: Sequence[Verdict]) -> None:
    columns: list[Any] = [
        current_act().id,
        [row.id for row in rows],
        [str(v.outcome) for v in verdicts],
        [RANKS[Outcome(v.outcome)] for v in verdicts],
        [json.dumps(v.problems) for v in verdicts],
        [json.dumps(v.notes) for v in verdicts],
        [v.client_id for v in verdicts],
        [v.request_id for v in verdicts],
    ]
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_MARK, columns)


def _record(run: ImportRun, verdicts: Sequence[Verdict]) -> None:
    counts = dict.fromkeys(Outcome, 0)
    for verdict in verdicts:
        counts[Outcome(verdict.outcome)] += 1
    content = ImportApplied(
        len(verdicts),
        counts[Outcome.NEW],
        counts[Outcome.KNOWN],
        counts[Outcome.CHANGED],
        counts[Outcome.WRONG],
    )
    record(content, organisation_id=run.organisation_id, things=[Thing("import", run.id)])
