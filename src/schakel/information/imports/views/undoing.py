"""The page that undoes an import: what goes back, what stays and why, and the reason in one sentence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Purpose, Section
from schakel.ground.journal.reading import log_read
from schakel.information.imports.actions import begin_undo, undo_chunk
from schakel.information.imports.forms import UndoForm
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.queries import (
    CHUNK,
    UndoPreview,
    is_undoable,
    run_visible,
    undo_preview,
    undone_of,
)
from schakel.information.imports.wording import stays_because
from schakel.web.acting import attempt, once
from schakel.web.pages import REGISTRARS, SchakelRequest, page


@page(REGISTRARS, Purpose.INTAKE)
@require_http_methods(["GET", "POST"])
def undo(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """See what undoing would do, and begin it: a small file at once, a larger one by the worker."""
    run = run_visible(run_id)
    if not is_undoable(run):
        return redirect("imports:run", run_id=run.id)
    form, status = UndoForm(request.POST or None), 200
    if request.method == "POST":
        begun = attempt(form, lambda: _begin(request, form, run))
        if begun.is_done:
            return redirect("imports:run", run_id=run.id)
        status = begun.status
    preview = undo_preview(run)
    log_read(
        "imports.undo", {row.client_id for row, _why, _n in preview.first if row.client_id}, Section.IDENTITY
    )
    context = {"run": run, "form": form, **_shown(preview), "breadcrumbs": _crumbs(run)}
    return render(request, "imports/undo.html", context, status=status)


def _begin(request: SchakelRequest, form: UndoForm, run: ImportRun) -> UUID:
    arguments: dict[str, Any] = {"organisation_id": run.organisation_id, "run_id": run.id}
    because = form.cleaned_data["because"]
    begin_undo(actor=request.actor, **arguments, because=because, **once(form))
    if undo_preview(run).rows <= CHUNK:
        while undo_chunk(actor=request.actor, **arguments):
            continue
        undone, _kept = undone_of(run)
        words = ngettext("%(count)s regel is teruggedraaid.", "%(count)s regels zijn teruggedraaid.", undone)
        messages.success(request, words % {"count": undone})
    return run.id


def _shown(preview: UndoPreview) -> dict[str, Any]:
    return {
        "back": {outcome: preview.back.get(outcome, 0) for outcome in ImportRow.Outcome.values},
        "rows": preview.rows,
        "stays": sum(preview.stays.values()),
        "first": [
            {"number": row.number, "dossier": number, "dossier_id": row.client_id, "why": stays_because(why)}
            for row, why, number in preview.first
        ],
        "is_large": preview.rows > CHUNK,
    }


def _crumbs(run: ImportRun) -> list[dict[str, str]]:
    return [
        {"label": gettext("Inlezen"), "url": reverse("imports:start")},
        {"label": run.file_name, "url": reverse("imports:run", args=[run.id])},
        {"label": gettext("Terugdraaien")},
    ]
