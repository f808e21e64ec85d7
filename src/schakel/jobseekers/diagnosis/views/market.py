"""The page on which an administrator loads figures of the labour market, after having looked at them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.jobseekers.diagnosis.actions import load_market, remove_market
from schakel.jobseekers.diagnosis.forms.market import MarketConfirmForm, MarketFileForm, RemoveMarketForm
from schakel.jobseekers.diagnosis.market_file import COLUMNS, MOST_PROBLEMS, MarketFile, read_market
from schakel.jobseekers.diagnosis.queries.market import batches_of
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
HERE = "diagnosis:market"
SHOWN = 20


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def market(request: SchakelRequest) -> HttpResponse:
    """What was loaded, and a file to look at before it is taken in."""
    form = MarketFileForm(request.POST or None, request.FILES or None)
    found: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["file"]
        found = _looked_at(
            request, read_market(text, clock.today()), MarketConfirmForm(initial={"content": text})
        )
    status = 422 if form.errors or found.get("problems") else 200
    return _page(request, form, found, status)


@page(ADMINISTRATORS)
@require_POST
def load(request: SchakelRequest) -> HttpResponse:
    """Take in what was shown; it is read and judged once more."""
    form = MarketConfirmForm(request.POST)
    read = read_market(form.data.get("content", ""), clock.today())
    if read.problems:
        return _page(request, MarketFileForm(), _looked_at(request, read, form), 422)
    tried = attempt(form, lambda: _load(request, form, read))
    if tried.is_done:
        messages.success(request, gettext("De cijfers zijn ingelezen."))
        return redirect(HERE)
    return _page(request, MarketFileForm(), _looked_at(request, read, form), tried.status)


@page(ADMINISTRATORS)
@require_POST
def remove(request: SchakelRequest) -> HttpResponse:
    """Take the figures of one source and period away."""
    form = RemoveMarketForm(request.POST)
    tried = attempt(
        form,
        lambda: remove_market(
            actor=request.actor, organisation_id=request.actor.employer_id, key=form.key(), **once(form)
        ),
    )
    if tried.is_done:
        messages.success(request, gettext("De cijfers zijn weggehaald."))
    else:
        messages.error(request, gettext("Deze cijfers zijn niet weggehaald. Kies ze opnieuw in de lijst."))
    return redirect(HERE)


@page(ADMINISTRATORS)
@require_GET
def template(request: SchakelRequest) -> HttpResponse:
    """An empty file with the columns, and one row that shows how; the row says that it is made up."""
    text = StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow(COLUMNS)
    lines.writerow(
        ["Voorbeeld, verzonnen", "2026-01-31", "2025-10-01", "2025-12-31", "AM99", "Oosterwaard", "832",
         "Bestuurders van personenauto's en bestelwagens", "0", "0", ""]
    )  # fmt: skip
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="arbeidsmarkt-voorbeeld.csv"'
    return response


def _load(request: SchakelRequest, form: MarketConfirmForm, read: MarketFile) -> UUID:
    return load_market(
        actor=request.actor, organisation_id=request.actor.employer_id, rows=read.rows, **once(form)
    )


def _looked_at(request: SchakelRequest, read: MarketFile, form: MarketConfirmForm) -> dict[str, Any]:
    """What a file would do; the form to take it in only where nothing is wrong."""
    known = {batch.key for batch in batches_of(request.actor.employer_id, clock.today())}
    return {
        "read": read,
        "batches": [(key, count, key in known) for key, count in read.batches.items()],
        "sample": read.rows[:SHOWN],
        "problems": read.problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(read.problems) - MOST_PROBLEMS),
        "confirm": None if read.problems else form,
    }


def _page(request: SchakelRequest, form: MarketFileForm, found: dict[str, Any], status: int) -> HttpResponse:
    loaded = [
        (batch, RemoveMarketForm(initial=_initial(batch.key), auto_id=f"id_{number}_%s"))
        for number, batch in enumerate(batches_of(request.actor.employer_id, clock.today()))
    ]
    context = {"form": form, "loaded": loaded, "columns": COLUMNS, **found}
    return render(request, "diagnosis/market.html", context, status=status)


def _initial(key: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(("source", "first", "last"), key, strict=True))
