"""Pages of imports: upload, columns, preview, progress and report."""

from __future__ import annotations

import csv
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
from schakel.information.imports.actions import apply_chunk, keep_file, preview_import, preview_kept
from schakel.information.imports.forms import ColumnsForm, UploadForm
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.queries import (
    CHUNK,
    PAGE,
    ShownRow,
    progress_of,
    refused_rows,
    rows_page,
    run_visible,
    runs_of,
)
from schakel.web.forms import explain
from schakel.web.pages import REGISTRARS, SchakelRequest, page

Status = ImportRun.Status
_RUNS = 20
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
_STATES = {
    "wrong": "late",
    "duplicate": "soon",
    "changed": "info",
    "known": "info",
    "new": "good",
    "same": "open",
}


@page(REGISTRARS, Purpose.INTAKE)
@require_http_methods(["GET", "POST"])
def start(request: SchakelRequest) -> HttpResponse:
    """Choose a file; below it the files that were read before."""
    organisation_id = _organisation(request)
    teams = list(teams_of(organisation_id))
    form = UploadForm(request.POST or None, request.FILES or None, teams=teams)
    if request.method == "POST" and form.is_valid():
        try:
            return _to_run(_taken(request, form, organisation_id))
        except InvalidError as error:
            explain(form, error)
    runs = list(runs_of(organisation_id)[:_RUNS])
    names = names_of_readers(run.reader_id for run in runs)
    listed = [(run, names.get(run.reader_id)) for run in runs]
    context = {"form": form, "runs": listed, "submit_key": uuid7(), "has_teams": bool(teams)}
    return render(request, "imports/start.html", context, status=422 if form.errors else 200)


@page(REGISTRARS, Purpose.INTAKE)
@require_http_methods(["GET", "POST"])
def columns(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """Say for a kept file which column is which."""
    run = run_visible(run_id)
    if run.status != Status.KEPT:
        return _to_run(run.id)
    form = ColumnsForm(request.POST if request.method == "POST" else None, headers=run.headers)
    if request.method == "POST" and form.is_valid():
        try:
            preview_kept(
                actor=request.actor,
                organisation_id=run.organisation_id,
                run_id=run.id,
                mapping=form.mapping(),
                **_key(request),
            )
            return _to_run(run.id)
        except InvalidError as error:
            explain(form, error)
    context = {"form": form, "run": run, "submit_key": uuid7(), "breadcrumbs": _crumbs(run)}
    return render(request, "imports/columns.html", context, status=422 if form.errors else 200)


@page(REGISTRARS, Purpose.INTAKE)
@require_GET
def run(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """One file: what was found and, once it is taken in, what became of it."""
    found = run_visible(run_id)
    if found.status == Status.KEPT:
        return redirect("imports:columns", run_id=found.id)
    progress = progress_of(found)
    outcome = _outcome(request)
    shown = rows_page(found, outcome, _after(request))
    log_read("imports.run", {s.row.client_id for s in shown if s.row.client_id}, Section.IDENTITY)
    total = progress.applied + progress.waiting
    context = {
        "run": found,
        "progress": progress,
        "total": total,
        "next_count": min(CHUNK, progress.waiting),
        "filters": _filters(progress.outcomes, outcome),
        "rows": [_shown(one) for one in shown[:PAGE]],
        "pager": _pager(shown, outcome, is_first="after" not in request.GET),
        "submit_key": uuid7(),
        "breadcrumbs": _crumbs(found),
    }
    return render(request, "imports/run.html", context)


@page(REGISTRARS, Purpose.INTAKE)
@require_POST
def apply(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """Take in the next rows, and show how far it is."""
    found = run_visible(run_id)
    if found.status == Status.APPLIED:
        return _to_run(found.id)
    arguments: dict[str, Any] = {"organisation_id": found.organisation_id, "run_id": found.id}
    apply_chunk(actor=request.actor, **arguments, **_key(request))
    if not progress_of(found).waiting and run_visible(run_id).status != Status.APPLIED:
        apply_chunk(actor=request.actor, **arguments)
    if run_visible(run_id).status == Status.APPLIED:
        applied = progress_of(found).applied
        words = ngettext("%(count)s rij is verwerkt.", "%(count)s rijen zijn verwerkt.", applied)
        messages.success(request, words % {"count": applied})
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


def _taken(request: SchakelRequest, form: UploadForm, organisation_id: UUID) -> UUID:
    """A run of the uploaded file: previewed at once, or kept where its columns must be chosen."""
    file = form.cleaned_data["file"]
    arguments: dict[str, Any] = {
        "organisation_id": organisation_id,
        "file_name": file.name,
        "content": file.read(),
        "default_team_id": form.team_id(),
    }
    if not form.cleaned_data["chooses_columns"]:
        try:
            return preview_import(actor=request.actor, **arguments, **_key(request))
        except InvalidError as error:
            if "columns" not in error.fields:
                raise
    return keep_file(actor=request.actor, **arguments, **_key(request))


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
    return wanted if wanted in ImportRow.Outcome else ""


def _after(request: SchakelRequest) -> tuple[int, int] | None:
    rank, _dot, number = request.GET.get("after", "").partition(".")
    is_place = rank.isdecimal() and number.isdecimal() and len(rank) < 5 and len(number) < 10
    return (int(rank), int(number)) if is_place else None


def _filters(outcomes: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    everything = {
        "label": gettext("Alles"),
        "count": sum(outcomes.values()),
        "url": "?",
        "current": not chosen,
    }
    parts = [
        {
            "label": str(outcome.label).capitalize(),
            "count": outcomes[outcome],
            "url": f"?outcome={outcome.value}",
            "current": outcome == chosen,
        }
        for outcome in ImportRow.Outcome
        if outcomes[outcome] or outcome == chosen
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
        "is_erased": not row.cipher,
        "sentences": [*row.problems, *row.notes],
    }


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
