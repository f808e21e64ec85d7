"""Checking all rows of a file and storing them with what was found; part of the acts that preview."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from schakel.ground.access.types import Section
from schakel.ground.journal.reading import log_read
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.bulk import add_rows, new_row
from schakel.ground.kernel.ids import uuid7
from schakel.ground.people.actions import NewClient
from schakel.ground.people.keys import current_keys, one_reading
from schakel.information.imports.checking import duplicates, judge, same_client
from schakel.information.imports.entries import entry_of
from schakel.information.imports.models import RANKS, ImportRow, ImportRun
from schakel.information.imports.people import People, people_of
from schakel.information.imports.queries import CHUNK, known_for
from schakel.information.imports.reading import Line, Table
from schakel.information.imports.types import Entry, Verdict
from schakel.information.imports.verbs import ImportPreviewed
from schakel.information.imports.wording import row_sentence

COMPARED = Section.IDENTITY | Section.BENEFIT | Section.WORK_PROFILE


def preview(run: ImportRun, table: Table, tell: Callable[[int, int], None] | None = None) -> None:
    """Store every row with its outcome, and how the file was read; leaves the entry of the act.

    tell hears after each thousand how many rows are checked, of how many.
    """
    with one_reading():
        _preview(run, table, tell)


def _preview(run: ImportRun, table: Table, tell: Callable[[int, int], None] | None) -> None:
    run.mapping, run.headers, run.encoding = table.mapping, list(table.headers), table.encoding
    run.save()
    people = people_of(run.organisation_id, run.default_team_id)
    entries = [_entry(table, line, people) for line in table.lines]
    twins, seen = duplicates(entries), dict[UUID, int]()
    counts = dict.fromkeys(ImportRow.Outcome, 0)
    for chunk in _chunks(list(zip(table.lines, entries, strict=True))):
        known = known_for(run.organisation_id, [entry for _line, entry in chunk])
        verdicts = [judge(entry, known, twins.get(entry.number, "")) for _line, entry in chunk]
        verdicts = [same_client(v, e.number, seen) for v, (_line, e) in zip(verdicts, chunk, strict=True)]
        log_read("imports.preview", known.client_ids, COMPARED)
        rows = [_row(run, line, verdict) for (line, _entry), verdict in zip(chunk, verdicts, strict=True)]
        add_rows(rows)
        for row in rows:
            counts[ImportRow.Outcome(row.outcome)] += 1
        if tell is not None:
            tell(sum(counts.values()), len(entries))
    wrong, double = counts[ImportRow.Outcome.WRONG], counts[ImportRow.Outcome.DUPLICATE]
    content = ImportPreviewed(run.file_digest, sum(counts.values()), wrong, double)
    record(content, organisation_id=run.organisation_id, things=[Thing("import", run.id)])


def _entry(table: Table, line: Line, people: People) -> Entry:
    if line.problem:
        return Entry(line.number, NewClient(""), problems=(row_sentence(line.problem),))
    return entry_of(line.number, table.values(line), people)


def _row(run: ImportRun, line: Line, verdict: Verdict) -> ImportRow:
    row_id, keys = uuid7(), current_keys()
    text = json.dumps({"cells": line.cells, "problem": line.problem}, ensure_ascii=False)
    return new_row(
        ImportRow,
        id=row_id,
        run_id=run.id,
        number=line.number,
        outcome=verdict.outcome,
        rank=RANKS[ImportRow.Outcome(verdict.outcome)],
        problems=list(verdict.problems),
        notes=list(verdict.notes),
        cipher=keys.encrypt(text, row_id),
        key_id=keys.id,
        client_id=verdict.client_id,
        request_id=verdict.request_id,
    )


def _chunks(pairs: Sequence[tuple[Line, Entry]]) -> Iterator[list[tuple[Line, Entry]]]:
    rest = iter(pairs)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
