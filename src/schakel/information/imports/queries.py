"""Reading runs with their rows, and what is known of the clients that a file names."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Count, Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.models import Dossier, JoinRequest
from schakel.ground.dossiers.queries.join_requests import requests_named
from schakel.ground.dossiers.queries.known import ways_in
from schakel.ground.dossiers.shielding import closed_to_actor
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.people.actions import NewEntitlement
from schakel.ground.people.keys import decrypt_named
from schakel.ground.people.queries import known_clients, with_other_bsn
from schakel.information.imports.access import IMPORT
from schakel.information.imports.layouts import BUILT_IN, Layout, built_in
from schakel.information.imports.models import ImportLayout, ImportProgress, ImportRow, ImportRun
from schakel.information.imports.reading import Line, values_of
from schakel.information.imports.sheets import NO_OUTCOME
from schakel.information.imports.types import Entry, Known, Standing

CHUNK = 1000
PAGE = 50
RUNS = 20
Outcome = ImportRow.Outcome
WAITING = (Outcome.NEW, Outcome.KNOWN, Outcome.ASK, Outcome.CHANGED)
REFUSED = (ImportRow.Outcome.WRONG, ImportRow.Outcome.DUPLICATE)
UNDOABLE = (ImportRun.Status.APPLIED, ImportRun.Status.APPLYING, ImportRun.Status.STOPPED)
UNDO_TERM = KEPT_FOR = timedelta(days=30)

_PREVIEW = """
select r.outcome, v.verdict, count(*),
       (array_agg(r.id order by r.number) filter (where v.verdict <> 'open'))[1:50]
  from imports_undo_judged(%s) v join imports_importrow r on r.id = v.row_id group by 1, 2
"""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as its own organisation may see it; name is empty where the row was refused unread or is gone.

    dossier is the number of the dossier that the row is about, where the actor may see that dossier;
    question is what the organisation asked to be able to take the row in.
    """

    row: ImportRow
    name: str
    dossier: str = ""
    question: JoinRequest | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: rows by outcome, how many are applied and how many wait."""

    outcomes: dict[str, int]
    applied: int
    waiting: int

    @property
    def rows(self) -> int:
        return sum(self.outcomes.values())

    @property
    def refused(self) -> int:
        return sum(self.outcomes[outcome] for outcome in REFUSED)


def known_for(organisation_id: UUID, entries: Sequence[Entry]) -> Known:
    """What the chain knows of the clients in at most 1,000 rows, in at most seven statements."""
    usable = [entry.client for entry in entries if not entry.problems]
    by_bsn, by_number = known_clients(
        bsns=[client.bsn for client in usable],
        organisation_id=organisation_id,
        numbers=[client.number for client in usable],
    )
    found = {*by_bsn.values(), *by_number.values()}
    standing, closed = standing_of(found), closed_to_actor(found)
    named = {by_number[c.number]: c.bsn for c in usable if c.bsn and c.number in by_number}
    others = with_other_bsn({i: bsn for i, bsn in named.items() if i not in standing and bsn not in by_bsn})
    elsewhere = found - standing.keys() - closed.keys()
    ways = ways_in(organisation_id, elsewhere)
    return Known(by_bsn, by_number, standing, frozenset(others), closed, ways)


def standing_of(client_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """What a file is compared with, for the clients in whose dossiers the actor's organisation takes part.

    Crosses row-level security for registrars of that organisation; the caller writes each hit
    in the read log.
    """
    ids = list(client_ids)
    if not ids:
        return {}
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from imports_standing(%s::uuid[])", [ids])
        return {row[0]: _standing(row[1:]) for row in cursor.fetchall()}


def runs_of(organisation_id: UUID, before: UUID | None = None) -> list[ImportRun]:
    """At most 21 files of an organisation, newest first; before is the last one shown."""
    IMPORT.check(current_context(), {"organisation_id": organisation_id})
    found = ImportRun.objects.filter(organisation_id=organisation_id)
    last = found.filter(pk=before).first() if before else None
    if last is not None:
        same_moment = Q(started_at=last.started_at, pk__lt=last.pk)
        found = found.filter(same_moment | Q(started_at__lt=last.started_at))
    return list(found.order_by("-started_at", "-id")[: RUNS + 1])


def run_visible(run_id: UUID) -> ImportRun:
    """A run of the actor's own organisation. Raises NotFoundError."""
    context = current_context()
    IMPORT.check(context, {})
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None or run.organisation_id != context.actor.organisation_id:
        raise not_found()
    return run


def layouts_of(organisation_id: UUID) -> list[Layout]:
    """The layouts that come with Schakel, and the newest version of each that the organisation keeps."""
    IMPORT.check(current_context(), {"organisation_id": organisation_id})
    own = ImportLayout.objects.filter(organisation_id=organisation_id).order_by("name", "-version")
    return [*BUILT_IN, *(_layout(row) for row in own.distinct("name"))]


def layout_named(organisation_id: UUID, key: str) -> Layout | None:
    """One layout by its key, of any version; None for one that isn't there."""
    if (found := built_in(key)) is not None:
        return found
    try:
        row = ImportLayout.objects.filter(organisation_id=organisation_id, pk=UUID(key)).first()
    except ValueError:
        return None
    return _layout(row) if row else None


def _layout(row: ImportLayout) -> Layout:
    columns = {name: (header,) for name, header in row.mapping.items()}
    return Layout(str(row.id), row.name, columns, row.version)


def progress_of(run: ImportRun) -> Progress:
    """The counts of a run, in one statement."""
    rows = (
        run.rows.order_by().values("outcome").annotate(all=Count("id"), done=Count("id", Q(is_applied=True)))
    )
    found = {row["outcome"]: row for row in rows}
    outcomes = {o.value: found[o]["all"] if o in found else 0 for o in ImportRow.Outcome}
    waiting = sum(row["all"] - row["done"] for outcome, row in found.items() if outcome in WAITING)
    return Progress(outcomes, sum(row["done"] for row in found.values()), waiting)


def is_undoable(run: ImportRun) -> bool:
    """Whether what was taken in may still go back: for 30 days, and once."""
    since = clock.now() - UNDO_TERM
    stands = run.status in UNDOABLE and (run.finished_at or run.taken_up_at or run.started_at) >= since
    applied = run.rows.filter(is_applied=True, undo="")
    return stands and any(rows.exists() for rows in (applied, waiting_rows(run), agreed_rows(run)))


def agreed_rows(run: ImportRun) -> QuerySet[ImportRow]:
    """Rows whose question was answered with yes, not taken in yet and not forgotten."""
    found = run.rows.filter(outcome=Outcome.ASKED, is_agreed=True, undo="")
    return found.exclude(cipher=b"").order_by("number")


def waiting_rows(run: ImportRun) -> QuerySet[ImportRow]:
    """Rows whose question has no answer yet."""
    state = JoinRequest.State.ASKED
    asked = JoinRequest.objects.filter(organisation_id=run.organisation_id, state=state)
    rows = run.rows.filter(outcome=Outcome.ASKED, undo="", request_id__in=asked.values("pk"))
    return rows.order_by("number")


def answers_of(run: ImportRun) -> dict[str, int]:
    """How many questions of a run wait, were answered with not now, and with yes."""
    rows = run.rows.filter(request_id__isnull=False)
    asked = JoinRequest.objects.filter(pk__in=rows.values("request_id")).order_by()
    found = dict(asked.values_list("state").annotate(count=Count("id")))
    return {state: found.get(state, 0) for state in JoinRequest.State.values}


def keeps_refused(run: ImportRun) -> bool:
    """Whether what stood in refused rows is kept still: till a term after the run was done or undone."""
    done = run.undone_at or run.finished_at
    return done is None or done >= clock.now() - KEPT_FOR


def checked_of(run: ImportRun) -> tuple[int, int]:
    """How many rows of a file the worker has checked, of how many; nothing before it began."""
    found = ImportProgress.objects.filter(run=run).first()
    return (found.done, found.rows) if found else (0, 0)


def undone_of(run: ImportRun) -> tuple[int, int]:
    """How many rows were undone, and how many stay as they are."""
    rows = run.rows.exclude(undo="").order_by().values("undo").annotate(count=Count("id"))
    found = {row["undo"]: row["count"] for row in rows}
    return found.get(ImportRow.Undo.UNDONE, 0), found.get(ImportRow.Undo.KEPT, 0)


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What undoing would do: rows by outcome that go back, by reason that stay, and the first of those."""

    back: dict[str, int]
    stays: dict[str, int]
    first: list[tuple[ImportRow, str, str]]

    @property
    def rows(self) -> int:
        return sum(self.back.values())


def undo_preview(run: ImportRun) -> UndoPreview:
    """What undoing a run would do by now; of rows that stay the first 50, with their dossier if visible."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_PREVIEW, [run.id])
        found = cursor.fetchall()
    back = Counter({outcome: count for outcome, verdict, count, _ids in found if verdict == "open"})
    back += Counter(known=agreed_rows(run).count(), asked=waiting_rows(run).count())
    stays = Counter[str]()
    for _outcome, verdict, count, _ids in found:
        stays[verdict] += 0 if verdict == "open" else count
    words = {i: verdict for _o, verdict, _c, ids in found if verdict != "open" for i in ids}
    rows = list(run.rows.filter(pk__in=words).order_by("number")[:PAGE])
    numbers = _numbers_of({row.client_id for row in rows if row.client_id})
    first = [(row, words[row.pk], numbers.get(row.client_id, "")) for row in rows]
    return UndoPreview(dict(back), +stays, first)


def rows_page(run: ImportRun, outcome: str = "", after: tuple[int, int] | None = None) -> list[ShownRow]:
    """At most 51 rows, problems first and then by line; after is the rank and line of the last one shown.

    outcome narrows them to what became of them: by taking in, or by undoing.
    """
    rows = run.rows.all()
    if outcome in ImportRow.Undo:
        rows = rows.filter(undo=outcome)
    elif outcome:
        rows = rows.filter(outcome=outcome)
    if after is not None:
        rows = rows.filter(Q(rank=after[0], number__gt=after[1]) | Q(rank__gt=after[0]))
    found = list(rows.order_by("rank", "number")[: PAGE + 1])
    numbers = _numbers_of({row.client_id for row in found if row.client_id})
    questions = requests_named({row.request_id for row in found if row.request_id})
    return [
        ShownRow(
            row,
            _name(run, row),
            numbers.get(row.client_id, ""),
            questions.get(row.request_id) if row.request_id else None,
        )
        for row in found
    ]


def _numbers_of(client_ids: set[UUID]) -> dict[UUID | None, str]:
    """The dossiers among these that the actor may see; nothing tells whether there are others."""
    return dict(Dossier.objects.filter(pk__in=client_ids).values_list("pk", "number")) if client_ids else {}


def refused_rows(run: ImportRun) -> Iterable[tuple[ImportRow, Line]]:
    """The rows that were not taken in, in order of the file, with their cells as they were."""
    for row in run.rows.filter(outcome__in=REFUSED).order_by("number").iterator():
        yield row, line_of(row)


def line_of(row: ImportRow) -> Line:
    """The row as it was read; without cells when it was erased after applying."""
    if not row.cipher:
        return Line(row.number, ())
    stored = json.loads(decrypt_named(row.key_id, bytes(row.cipher), row.id))
    return Line(row.number, tuple(stored["cells"]), stored["problem"])


def _name(run: ImportRun, row: ImportRow) -> str:
    line = line_of(row)
    if line.problem or not line.cells:
        return ""
    values = values_of(line.cells, tuple(run.headers), run.mapping)
    parts = (values.get(name, "") for name in ("given_names", "prefix", "family_name"))
    return " ".join(part for part in parts if part and part != NO_OUTCOME)


def _standing(row: tuple[Any, ...]) -> Standing:
    search_name, birth_date, bsn_hash, phone, email, place, replaceable, title, numbers, rights = row
    return Standing(
        search_name,
        birth_date,
        bytes(bsn_hash) if bsn_hash is not None else None,
        {"phone": phone, "email": email, "place": place},
        frozenset(replaceable),
        title,
        frozenset(numbers),
        tuple(_right(right) for right in (json.loads(rights) if isinstance(rights, str) else rights)),
    )


def _right(stored: dict[str, Any]) -> NewEntitlement:
    end = stored["valid_to"]
    return NewEntitlement(
        stored["regime"],
        date.fromisoformat(stored["valid_from"]),
        date.fromisoformat(end) if end else None,
        stored["hours"],
    )
