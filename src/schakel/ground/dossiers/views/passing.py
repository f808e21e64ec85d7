"""Passing the regie of many clients at once: chosen from the list, with a report of each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import pass_regies
from schakel.ground.dossiers.actions.passing import MOST_PASSED
from schakel.ground.dossiers.forms import ListForm
from schakel.ground.dossiers.forms.passing import PassManyForm, UndoForm
from schakel.ground.dossiers.queries.listing import DossierRow, Found, find_dossiers
from schakel.ground.dossiers.queries.passing import Judged, Verdict, judged, seats_within
from schakel.ground.dossiers.queries.saved_views import colleagues
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.dossiers.seats import seat_named
from schakel.ground.dossiers.views.listing import list_url
from schakel.ground.journal.reading import log_read
from schakel.web.acting import attempt, once
from schakel.web.pages import GUIDES, SchakelRequest, keep_reads, page

PAGE = "dossiers:pass_many"


@page(GUIDES)
@require_http_methods(["GET", "POST"])
def pass_many(request: SchakelRequest) -> HttpResponse:
    """Choose clients of the list as it is filtered, and give their regie to a colleague or a team."""
    asked = QueryDict(request.POST.get("query", "")) if request.method == "POST" else request.GET
    filters = ListForm(asked, colleagues=colleagues(), sections=sections_allowed())
    found = find_dossiers(filters.wanted(), limit=MOST_PASSED)
    log_read(PAGE, [row.id for row in found.rows], Section.IDENTITY)
    form, status = _form(request, found.rows, filters.kept()), 200
    verdicts: list[Judged] = []
    if request.method == "POST":
        done = attempt(form, lambda: _pass(request, form, verdicts))
        if done.is_done:
            return keep_reads(render(request, "dossiers/passed.html", _report(form, found.rows, verdicts)))
        status = done.status
    context = _context(form, found, filters, verdicts)
    return keep_reads(render(request, "dossiers/pass_many.html", context, status=status))


def _form(request: SchakelRequest, rows: list[DossierRow], query: str) -> PassManyForm:
    people, teams = seats_within()
    ids = [row.id for row in rows]
    posted = request.POST if request.method == "POST" else None
    return PassManyForm(posted, people=people, teams=teams, listed=ids, initial={"query": query})


def _pass(request: SchakelRequest, form: PassManyForm, verdicts: list[Judged]) -> UUID:
    """Judged before it is done, so that the report tells of each what happened and why not."""
    seat_ids, dossier_ids = form.seat_ids(), form.dossier_ids()
    verdicts += judged(dossier_ids, seat_named(**seat_ids))
    workable = [one.dossier_id for one in verdicts if one.verdict != Verdict.READ_ONLY]
    return pass_regies(
        actor=request.actor,
        dossier_ids=workable,
        because=form.cleaned_data["because"],
        **seat_ids,
        **once(form),
    )


def _context(form: PassManyForm, found: Found, filters: ListForm, verdicts: list[Judged]) -> dict[str, Any]:
    picked = {str(one) for one in form["chosen"].value() or []}
    why_not = {one.dossier_id: one.verdict.label for one in verdicts if one.verdict != Verdict.PASSES}
    return {
        "form": form,
        "rows": [
            {"row": row, "is_chosen": str(row.id) in picked, "refused": why_not.get(row.id, "")}
            for row in found.rows
        ],
        "count": len(found.rows),
        "most": MOST_PASSED,
        "has_more": found.has_more,
        "narrowing": filters.narrowing,
        "cancel_url": list_url(filters.kept()),
    }


def _report(form: PassManyForm, rows: list[DossierRow], verdicts: list[Judged]) -> dict[str, Any]:
    named = {row.id: row for row in rows}
    told: list[dict[str, Any]] = [
        {"row": named[one.dossier_id], "judged": one} for one in verdicts if one.dossier_id in named
    ]
    passed = [item for item in told if item["judged"].verdict == Verdict.PASSES]
    return {
        "passed": passed,
        "refused": [item for item in told if item["judged"].verdict != Verdict.PASSES],
        "to": dict(_flat(form.fields["seat"].choices)).get(form.cleaned_data["seat"], ""),  # type: ignore[attr-defined]
        "undo_form": UndoForm(),
        "cancel_url": list_url(form.cleaned_data["query"]),
    }


def _flat(choices: Any) -> list[tuple[str, str]]:
    return [pair for _group, pairs in choices if isinstance(pairs, list) for pair in pairs]
