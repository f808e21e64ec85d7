"""Estimates to lay beside what happened, and how those of the organisation came out."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Purpose, Section
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.shares import LEAST
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.models import Diagnosis
from schakel.jobseekers.diagnosis.queries.estimates import came_out, to_compare
from schakel.jobseekers.diagnosis.views.advice import place_in
from schakel.web.pages import SchakelRequest, page

PAGE_SIZE = 25
HERE = "diagnosis:estimates"


@page(access.WRITERS)
@require_GET
def estimates(request: SchakelRequest) -> HttpResponse:
    """Estimates in the own dossiers that ask to be compared, the oldest first."""
    after = place_in(request.GET.get("after", ""))
    found = to_compare(request.actor, limit=PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    log_read(HERE, [row.dossier_id for row in shown], Section.IDENTITY | Section.DIAGNOSIS)
    pager = _pager(found, has_before=after is not None)
    return render(request, "diagnosis/estimates.html", {"rows": shown, "pager": pager})


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def calibration(request: SchakelRequest) -> HttpResponse:
    """How estimates came out, for the organisation and its larger teams; nobody by name."""
    rows = came_out()
    groups = [(team, list(found)) for team, found in groupby(rows, key=lambda row: row.team)]
    return render(request, "diagnosis/calibration.html", {"groups": groups, "least": LEAST})


def _pager(found: list[Diagnosis], *, has_before: bool) -> dict[str, Any]:
    address = reverse(HERE)
    pager: dict[str, Any] = {"previous_url": address} if has_before else {}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1]
        pager["next_url"] = f"{address}?{urlencode({'after': f'{last.concluded_on}~{last.pk}'})}"
    return pager
