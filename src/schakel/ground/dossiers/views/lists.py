"""Keeping ways to look at the list of clients, and taking the list out as a file."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.dossiers.actions import NewView, export_list, remove_view, save_view
from schakel.ground.dossiers.actions.saved_views import MOST_EXPORTED
from schakel.ground.dossiers.forms import ExportForm, ListForm, ViewForm
from schakel.ground.dossiers.queries.listing import DossierRow, Wanted, find_dossiers
from schakel.ground.dossiers.queries.saved_views import colleagues, own_teams, own_view, views_of_actor
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.dossiers.views.listing import list_url, sections_listed
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, REGISTRARS, SchakelRequest, page
from schakel.web.spreadsheets import as_file, safe_cell

VIEWS = "dossiers:views"
PAPER = "paper"
"""The name of the button that asks for a page to print in place of a file."""


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def saved_views(request: SchakelRequest) -> HttpResponse:
    """Keep the filters that the list has now under a name, and see what one kept."""
    query, status = _filters_of(request).kept(), 200
    form = ViewForm(request.POST or None, teams=own_teams(), initial={"query": query})
    if request.method == "POST":
        done = attempt(form, lambda: _save(request, form, query))
        if done.is_done:
            words = gettext("De weergave ‘%(name)s’ is bewaard.") % {"name": form.cleaned_data["name"]}
            messages.success(request, words)
            return redirect(list_url(query or "who=mine"))
        status = done.status
    own = [view for view in views_of_actor() if view.owner_id == request.actor.reader_id]
    context = {"form": form, "views": own, "cancel_url": list_url(query), "is_narrowed": bool(query)}
    return render(request, "dossiers/views.html", context, status=status)


@page(PROFESSIONALS)
@require_POST
def forget_view(request: SchakelRequest, view_id: UUID) -> HttpResponse:
    """Remove a way to look that one kept."""
    view = own_view(view_id)
    remove_view(actor=request.actor, organisation_id=request.actor.employer_id, view_id=view_id)
    messages.success(request, gettext("De weergave ‘%(name)s’ is verwijderd.") % {"name": view.name})
    return redirect(VIEWS)


@page(REGISTRARS)
@require_http_methods(["GET", "POST"])
def export(request: SchakelRequest) -> HttpResponse:
    """Say why, and get the shown list as a file for a spreadsheet or as a page for paper."""
    filters = _filters_of(request)
    query, wanted, status = filters.kept(), filters.wanted(), 200
    form = ExportForm(request.POST or None, initial={"query": query})
    if request.method == "POST":
        done = attempt(form, lambda: _exported(request, form, wanted))
        if done.result is not None:
            return _paper(request, done.result, query) if PAPER in request.POST else _file(done.result)
        status = done.status
    context = {
        "form": form,
        "cancel_url": list_url(query),
        "narrowing": filters.narrowing,
        "most": MOST_EXPORTED,
    }
    return render(request, "dossiers/export.html", context, status=status)


def _filters_of(request: SchakelRequest) -> ListForm:
    asked = QueryDict(request.POST.get("query", "")) if request.method == "POST" else request.GET
    return ListForm(asked, colleagues=colleagues(), sections=sections_allowed())


def _save(request: SchakelRequest, form: ViewForm, query: str) -> UUID:
    given = form.cleaned_data
    team_id = UUID(given["team"]) if given["team"] else None
    new = NewView(given["name"].strip(), query, team_id, given["is_default"])
    return save_view(actor=request.actor, organisation_id=request.actor.employer_id, new=new, **once(form))


def _exported(request: SchakelRequest, form: ExportForm, wanted: Wanted) -> list[DossierRow]:
    """The rows, after the act has noted who takes them out and why; each time anew, so without submit key.

    One row more than may be taken is asked for, so that a list that is too long is refused, not cut.
    """
    found = find_dossiers(wanted, limit=MOST_EXPORTED + 1)
    export_list(
        actor=request.actor,
        organisation_id=request.actor.employer_id,
        dossier_ids=[row.id for row in found.rows],
        sections=sections_listed(),
        because=form.cleaned_data["because"],
    )
    return found.rows


def _file(rows: list[DossierRow]) -> HttpResponse:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads())
    writer.writerows([safe_cell(value) for value in _values(row)] for row in rows)
    return as_file(text.getvalue(), f"clienten-{clock.today().isoformat()}.csv")


def _paper(request: SchakelRequest, rows: list[DossierRow], query: str) -> HttpResponse:
    """The same columns for paper; no address, phone number or BSN is among them."""
    label = gettext("Cliënten")
    table = {
        "caption": label,
        "label": label,
        "columns": [{"label": head} for head in _heads()],
        "rows": [
            [{"text": v, "header": not at} for at, v in enumerate(_values(row, _on_paper))] for row in rows
        ],
    }
    context = {"table": table, "count": len(rows), "back_url": list_url(query)}
    return render(request, "dossiers/list_print.html", context)


def _heads() -> list[str]:
    return [
        gettext("Naam"),
        gettext("Geboren"),
        gettext("Dossier"),
        gettext("Staat"),
        gettext("Uitkering"),
        gettext("Regie keten"),
        gettext("Geopend"),
        gettext("Laatste contact"),
        gettext("Volgende afspraak"),
    ]


def _on_paper(day: date) -> str:
    return short_date(day, clock.today())


def _values(row: DossierRow, day_words: Callable[[date], str] = date.isoformat) -> list[Any]:
    state = gettext("rust") if row.is_resting else gettext("open")
    holder = row.holder.name if row.holder else ""
    days = (row.opened_on, row.last_contact_on, row.next_agreement_on)
    return [
        row.name,
        row.born or "",
        row.number,
        state,
        " + ".join(row.regimes),
        holder,
        *(day_words(day) if day else "" for day in days),
    ]
