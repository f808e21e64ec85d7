"""Dossiers that may be of one person: the list of pairs, and two of them side by side."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.forms.duplicates import DistinctForm
from schakel.ground.dossiers.queries.duplicates import (
    ALIKE,
    Pair,
    PairPlace,
    both_visible,
    compared,
    duplicate_pairs,
    judgement_of,
)
from schakel.ground.journal.reading import log_read
from schakel.web.acting import attempt, once
from schakel.web.pages import REGISTRARS, SchakelRequest, keep_reads, page

LIST, PAIR = "dossiers:duplicates", "dossiers:duplicate"
SHOWN = 25


@page(REGISTRARS)
@require_GET
def duplicates(request: SchakelRequest) -> HttpResponse:
    """Pairs of dossiers that look alike, most alike first."""
    after = _place(request)
    found = duplicate_pairs(limit=SHOWN + 1, after=after)
    pairs = found[:SHOWN]
    log_read(LIST, {d.pk for pair in pairs for d in (pair.dossier, pair.other)}, Section.IDENTITY)
    context = {
        "rows": [{"pair": pair, "alike": [ALIKE[word] for word in pair.alike]} for pair in pairs],
        "pager": _pager(found, is_later=after is not None),
    }
    return render(request, "dossiers/duplicates.html", context)


@page(REGISTRARS)
@require_GET
def duplicate(request: SchakelRequest, dossier_id: UUID, other_id: UUID) -> HttpResponse:
    """Two dossiers side by side."""
    return _page(request, dossier_id, other_id, DistinctForm())


@page(REGISTRARS)
@require_POST
def distinct(request: SchakelRequest, dossier_id: UUID, other_id: UUID) -> HttpResponse:
    """Record that these are two people."""
    form = DistinctForm(request.POST)
    done = attempt(
        form,
        lambda: actions.judge_distinct(
            actor=request.actor,
            dossier_ids=(dossier_id, other_id),
            reason=form.cleaned_data["reason"],
            **once(form),
        ),
    )
    if not done.is_done:
        return keep_reads(_page(request, dossier_id, other_id, form, done.status))
    messages.success(request, gettext("Vastgelegd: dit zijn twee mensen. Dit paar verdwijnt uit de lijst."))
    return redirect(LIST)


def _page(
    request: SchakelRequest, dossier_id: UUID, other_id: UUID, form: DistinctForm, status: int = 200
) -> HttpResponse:
    first, second = both_visible(dossier_id, other_id)
    log_read(PAIR, [first.pk, second.pk], Section.IDENTITY)
    judged = judgement_of(first.pk, second.pk)
    context = {
        "first": first,
        "second": second,
        "rows": compared(first, second),
        "judged": judged,
        "form": None if judged else form,
    }
    return render(request, "dossiers/duplicate.html", context, status=status)


def _place(request: HttpRequest) -> PairPlace | None:
    """Where to go on, from the address; nonsense starts at the beginning."""
    score, _first, rest = request.GET.get("after", "").partition("~")
    dossier_id, _second, other_id = rest.partition("~")
    try:
        return PairPlace(min(int(score), len(ALIKE)), UUID(dossier_id), UUID(other_id))
    except ValueError:
        return None


def _pager(found: list[Pair], *, is_later: bool) -> dict[str, Any]:
    first = reverse(LIST)
    pager: dict[str, Any] = {"note": gettext("meeste overeenkomst eerst")}
    pager["previous_url"] = first if is_later else ""
    if len(found) > SHOWN:
        place = found[SHOWN - 1].place
        pager["next_url"] = f"{first}?{urlencode({'after': '~'.join(map(str, place))})}"
    return pager
