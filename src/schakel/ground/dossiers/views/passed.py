"""The regie that the actor passed: what became of it, and the way back as long as nobody acted since."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import undo_passings
from schakel.ground.dossiers.actions.passing import MOST_PASSED
from schakel.ground.dossiers.course import place_named
from schakel.ground.dossiers.forms.passing import UndoManyForm
from schakel.ground.dossiers.queries.passings import PassingShown, Way, passings_by_actor
from schakel.ground.journal.reading import log_read
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

PAGE = "dossiers:passed"
PAGE_SIZE = 50


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def passed(request: SchakelRequest) -> HttpResponse:
    """Choose passings and undo them, with a reason that each client reads.

    A post may name as many as one act can pass: the report of that act posts here too.
    """
    before = place_named(request.GET.get("before", ""))
    size = MOST_PASSED if request.method == "POST" else PAGE_SIZE
    found = passings_by_actor(limit=size + 1, before=before)
    shown = found[:size]
    log_read(PAGE, {one.passing.dossier_id for one in shown}, Section.IDENTITY)
    form, status = _form(request, shown), 200
    if request.method == "POST":
        done = attempt(form, lambda: _undo(request, form))
        if done.is_done:
            messages.success(request, _done_words(len(form.cleaned_data["chosen"])))
            return redirect(PAGE)
        status = done.status
    picked = {str(one) for one in form["chosen"].value() or []}
    context = {
        "form": form,
        "rows": [
            {
                "shown": one,
                "may_undo": one.way == Way.OPEN,
                "is_chosen": str(one.passing.dossier_id) in picked,
            }
            for one in shown
        ],
        "has_way_back": any(one.way == Way.OPEN for one in shown),
        "here": request.get_full_path(),
        "pager": _pager(found, size, is_later=before is not None),
    }
    return keep_reads(render(request, "dossiers/passings.html", context, status=status))


def _form(request: SchakelRequest, shown: list[PassingShown]) -> UndoManyForm:
    listed = [one.passing.dossier_id for one in shown if one.way == Way.OPEN]
    return UndoManyForm(request.POST if request.method == "POST" else None, listed=listed)


def _undo(request: SchakelRequest, form: UndoManyForm) -> Any:
    chosen = form.cleaned_data["chosen"]
    because = form.cleaned_data["because"]
    return undo_passings(actor=request.actor, dossier_ids=chosen, because=because, **once(form))


def _done_words(count: int) -> str:
    return ngettext(
        "De overdracht van %(count)d cliënt is teruggedraaid.",
        "De overdracht van %(count)d cliënten is teruggedraaid.",
        count,
    ) % {"count": count}


def _pager(found: list[PassingShown], size: int, *, is_later: bool) -> dict[str, str]:
    address = reverse(PAGE)
    pager = {"previous_url": address if is_later else ""}
    if len(found) > size:
        last = found[size - 1].passing
        query = urlencode({"before": f"{last.passed_at.isoformat()}~{last.pk}"})
        pager["next_url"] = f"{address}?{query}"
    return pager
