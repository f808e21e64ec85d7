"""Pages of imports: upload, columns, preview, progress and report."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Purpose, Section
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.queries import names_of_readers, teams_of
from schakel.information.imports.actions import (
    apply_chunk,
    keep_file,
    preview_import,
    preview_kept,
    queue_check,
    queue_run,
    save_layout,
    stop_run,
)
from schakel.information.imports.choosing import layout_mapping
from schakel.information.imports.forms import ColumnsForm, UploadForm, named
from schakel.information.imports.holding import GOING_ON
from schakel.information.imports.layouts import fit
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.queries import (
    CHUNK,
    PAGE,
    REFUSED,
    RUNS,
    ShownRow,
    checked_of,
    is_undoable,
    keeps_refused,
    layout_named,
    layouts_of,
    progress_of,
    refused_rows,
    rows_page,
    run_visible,
    runs_of,
    undone_of,
)
from schakel.information.imports.views.questions import standing_of_questions
from schakel.information.imports.wording import answer_sentence, stays_because
from schakel.web.forms import explain
from schakel.web.pages import REGISTRARS, SchakelRequest, page

Status = ImportRun.Status
LARGEST_AT_ONCE = 256 * 1024
"""Bytes of a file that is checked while its reader waits, some two thousand rows; the worker takes larger."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
_STATES = {
    "wrong": "late",
    "duplicate": "soon",
    "changed": "info",
    "known": "info",
    "ask": "info",
    "asked": "open",
    "new": "good",
    "same": "open",
}


@page(REGISTRARS, Purpose.INTAKE)
@require_http_methods(["GET", "POST"])
def start(request: SchakelRequest) -> HttpResponse:
    """Choose a file; below it the files that were read before."""
    organisation_id = _organisation(request)
    teams, layouts = teams_of(organisation_id), layouts_of(organisation_id)
    form = UploadForm(request.POST or None, request.FILES or None, teams=teams, layouts=layouts)
    if request.method == "POST" and form.is_valid():
        try:
            return _to_run(_taken(request, form, organisation_id))
        except InvalidError as error:
            explain(form, error)
    context = {"form": form, "submit_key": uuid7(), **_runs(organisation_id, _before(request))}
    return render(request, "imports/start.html", context, status=422 if form.errors else 200)


@page(REGISTRARS, Purpose.INTAKE)
@require_http_methods(["GET", "POST"])
def columns(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """Say for a kept file which column is which."""
    run = run_visible(run_id)
    if run.status != Status.KEPT:
        return _to_run(run.id)
    layout = layout_named(run.organisation_id, run.layout) if run.layout else None
    data = request.POST if request.method == "POST" else None
    form = ColumnsForm(data, headers=run.headers, layout=layout)
    if request.method == "POST" and form.is_valid():
        try:
            return _chosen(request, run, form)
        except InvalidError as error:
            explain(form, error)
    context = {
        "form": form,
        "run": run,
        "layout": named(layout) if layout else "",
        "lay": fit(layout, run.headers) if layout else None,
        "submit_key": uuid7(),
        "breadcrumbs": _crumbs(run),
    }
    return render(request, "imports/columns.html", context, status=422 if form.errors else 200)


@page(REGISTRARS, Purpose.INTAKE)
@require_GET
def run(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """One file: what was found and, once it is taken in, what became of it."""
    found = run_visible(run_id)
    if found.status == Status.KEPT:
        return redirect("imports:columns", run_id=found.id)
    if found.status == Status.CHECKING:
        return _checking(request, found)
    progress = progress_of(found)
    outcome = _outcome(request)
    # While the worker is busy the page asks itself again and again: its rows would fill the read log.
    is_busy, back = found.status in (Status.QUEUED, Status.UNDOING), undone_of(found)
    shown = [] if is_busy else rows_page(found, outcome, _after(request))
    log_read("imports.run", {s.row.client_id for s in shown if s.row.client_id}, Section.IDENTITY)
    total = progress.applied + progress.waiting
    context = {
        "run": found,
        "progress": progress,
        "total": total,
        "is_busy": is_busy,
        "is_large": progress.waiting > CHUNK,
        "undone": dict(zip(ImportRow.Undo.values, back, strict=True)),
        "undo_done": sum(back),
        "may_undo": not is_busy and is_undoable(found),
        "undo_total": progress.applied + progress.outcomes["asked"],
        **standing_of_questions(found, progress),
        "may_mend": keeps_refused(found),
        "filters": _filters(progress.outcomes, outcome, back if found.status == Status.UNDONE else ()),
        "rows": [_shown(one) for one in shown[:PAGE]],
        "pager": _pager(shown, outcome, is_first="after" not in request.GET),
        "submit_key": uuid7(),
        "breadcrumbs": _crumbs(found),
    }
    return render(request, "imports/run.html", context)


def _checking(request: SchakelRequest, found: ImportRun) -> HttpResponse:
    """A file that the worker is checking: how far it is, and none of its rows yet."""
    done, rows = checked_of(found)
    context = {"run": found, "done": done, "rows": rows, "is_busy": True, "breadcrumbs": _crumbs(found)}
    return render(request, "imports/checking.html", context)


@page(REGISTRARS, Purpose.INTAKE)
@require_POST
def apply(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """Take in a small file at once; hand a larger one to the worker."""
    found = run_visible(run_id)
    if found.status not in GOING_ON:
        return _to_run(found.id)
    arguments: dict[str, Any] = {"organisation_id": found.organisation_id, "run_id": found.id}
    if progress_of(found).waiting > CHUNK:
        queue_run(actor=request.actor, **arguments, **_key(request))
        return _to_run(found.id)
    apply_chunk(actor=request.actor, **arguments, **_key(request))
    if not progress_of(found).waiting and run_visible(run_id).status != Status.APPLIED:
        apply_chunk(actor=request.actor, **arguments)
    if run_visible(run_id).status == Status.APPLIED:
        applied = progress_of(found).applied
        words = ngettext("%(count)s regel is verwerkt.", "%(count)s regels zijn verwerkt.", applied)
        messages.success(request, words % {"count": applied})
    return _to_run(found.id)


@page(REGISTRARS, Purpose.INTAKE)
@require_POST
def stop(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """Take a file out of the worker's hands; what was taken in stays."""
    found = run_visible(run_id)
    if found.status == Status.QUEUED:
        because = gettext("Gestopt door %(name)s.") % {"name": request.actor.name}
        stop_run(
            actor=request.actor,
            organisation_id=found.organisation_id,
            run_id=found.id,
            because=because,
            **_key(request),
        )
        messages.success(request, gettext("Het verwerken is gestopt. Wat verwerkt is, blijft staan."))
    return _to_run(found.id)


@page(REGISTRARS, Purpose.INTAKE)
@require_GET
def refused(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """The rows that were not taken in, with their reasons, to mend and read in again."""
    found = run_visible(run_id)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="geweigerde-regels.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer, delimiter=";")
    writer.writerow([*found.headers, gettext("regel in bestand"), gettext("reden van weigering")])
    width = len(found.headers)
    rows = list(refused_rows(found))
    log_read("imports.refused", {row.client_id for row, _line in rows if row.client_id}, Section.IDENTITY)
    for row, line in rows:
        cells = [*line.cells[:width], *[""] * (width - len(line.cells))]
        writer.writerow([*map(_safe, cells), row.number, " ".join(row.problems)])
    return answer


def _runs(organisation_id: UUID, before: UUID | None) -> dict[str, Any]:
    found = runs_of(organisation_id, before)
    shown, pager = found[:RUNS], dict[str, str]()
    if len(found) > RUNS:
        pager["next_url"] = f"?{urlencode({'before': str(shown[-1].pk)})}"
    if before is not None:
        pager["previous_url"] = reverse("imports:start")
    names = names_of_readers(run.reader_id for run in shown)
    return {"runs": [(run, names.get(run.reader_id)) for run in shown], "pager": pager}


def _before(request: SchakelRequest) -> UUID | None:
    try:
        return UUID(request.GET["before"])
    except (KeyError, ValueError):
        return None


def _chosen(request: SchakelRequest, run: ImportRun, form: ColumnsForm) -> HttpResponse:
    """The kept file previewed with the columns that were chosen, kept as a layout where a name was given."""
    organisation_id, mapping = run.organisation_id, form.mapping()
    is_large = len(run.content_cipher or b"") > LARGEST_AT_ONCE
    check: Callable[..., UUID] = queue_check if is_large else preview_kept
    check(
        actor=request.actor,
        organisation_id=organisation_id,
        run_id=run.id,
        mapping=mapping,
        **_key(request),
    )
    if name := form.cleaned_data["layout_name"]:
        save_layout(actor=request.actor, organisation_id=organisation_id, name=name, mapping=mapping)
        messages.success(request, gettext("De indeling is bewaard. Kies haar bij het volgende bestand."))
    return _to_run(run.id)


def _taken(request: SchakelRequest, form: UploadForm, organisation_id: UUID) -> UUID:
    """A run of the uploaded file: previewed at once, or kept where its columns must be chosen."""
    file, key = form.cleaned_data["file"], form.cleaned_data["layout"]
    arguments: dict[str, Any] = {
        "organisation_id": organisation_id,
        "file_name": file.name,
        "content": file.read(),
        "default_team_id": form.team_id(),
        "layout": key,
    }
    if not form.cleaned_data["chooses_columns"]:
        try:
            mapping = layout_mapping(organisation_id, key, arguments["content"])
            if file.size > LARGEST_AT_ONCE:
                return _queued(request, arguments, mapping)
            return preview_import(actor=request.actor, mapping=mapping, **arguments, **_key(request))
        except InvalidError as error:
            if "columns" not in error.fields:
                raise
    return keep_file(actor=request.actor, **arguments, **_key(request))


def _queued(request: SchakelRequest, arguments: dict[str, Any], mapping: dict[str, str] | None) -> UUID:
    """A large file kept and handed to the worker: no request waits for a hundred thousand rows."""
    organisation_id: UUID = arguments["organisation_id"]
    run_id = keep_file(actor=request.actor, **arguments, **_key(request))
    if run_visible(run_id).status == Status.KEPT:
        queue_check(actor=request.actor, organisation_id=organisation_id, run_id=run_id, mapping=mapping)
    return run_id


def _organisation(request: SchakelRequest) -> UUID:
    organisation_id = request.actor.organisation_id
    assert organisation_id is not None
    return organisation_id


def _key(request: SchakelRequest) -> dict[str, Any]:
    """The submit key of the form, where it is one."""
    try:
        return {"submit_key": UUID(request.POST.get("submit_key", ""))}
    except ValueError:
        return {}


def _to_run(run_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("imports:run", args=[run_id]))


def _crumbs(found: ImportRun) -> list[dict[str, str]]:
    return [{"label": gettext("Inlezen"), "url": reverse("imports:start")}, {"label": found.file_name}]


def _outcome(request: SchakelRequest) -> str:
    wanted = request.GET.get("outcome", "")
    return wanted if wanted in ImportRow.Outcome or wanted in ImportRow.Undo else ""


def _after(request: SchakelRequest) -> tuple[int, int] | None:
    rank, _dot, number = request.GET.get("after", "").partition(".")
    is_place = rank.isdecimal() and number.isdecimal() and len(rank) < 5 and len(number) < 10
    return (int(rank), int(number)) if is_place else None


def _filters(outcomes: dict[str, int], chosen: str, back: Sequence[int]) -> list[dict[str, Any]]:
    everything = {
        "label": gettext("Alles"),
        "count": sum(outcomes.values()),
        "url": "?",
        "current": not chosen,
    }
    counts: dict[Any, int] = {outcome: outcomes[outcome] for outcome in ImportRow.Outcome}
    counts |= dict(zip(ImportRow.Undo, back, strict=False))
    parts = [
        {
            "label": str(state.label).capitalize(),
            "count": count,
            "url": f"?outcome={state.value}",
            "current": state == chosen,
        }
        for state, count in counts.items()
        if count or state == chosen
    ]
    return [everything, *parts]


def _shown(one: ShownRow) -> dict[str, Any]:
    row = one.row
    outcome = ImportRow.Outcome(row.outcome)
    return {
        "number": row.number,
        "name": one.name,
        "state": _STATES[outcome.value],
        "outcome": str(outcome.label),
        "undo": row.undo,
        "undone": row.get_undo_display() if row.undo else "",
        "is_erased": not row.cipher,
        "is_refused": row.outcome in REFUSED,
        "dossier": one.dossier,
        "dossier_id": row.client_id,
        "sentences": [*row.problems, *([stays_because(row.undo_why)] if row.undo_why else _notes(one))],
    }


def _notes(one: ShownRow) -> list[str]:
    """What was found, and for a row that waits for others what they said."""
    if one.row.outcome != ImportRow.Outcome.ASKED or one.question is None:
        return list(one.row.notes)
    return [*one.row.notes, answer_sentence(one.question, is_kept=bool(one.row.cipher))]


def _pager(shown: list[ShownRow], outcome: str, *, is_first: bool) -> dict[str, str]:
    pager = {"note": gettext("Problemen eerst, dan op regel.")}
    query = {"outcome": outcome} if outcome else {}
    if len(shown) > PAGE:
        last = shown[PAGE - 1].row
        pager["next_url"] = f"?{urlencode(query | {'after': f'{last.rank}.{last.number}'})}"
    if not is_first:
        pager["previous_url"] = f"?{urlencode(query)}"
    return pager


def _safe(cell: str) -> str:
    """A text that a spreadsheet would calculate gets a sign before it, which reading takes off again."""
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
