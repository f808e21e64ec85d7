"""Lead times of intakes per step and location, on a page and as a file."""

from __future__ import annotations

import csv
from io import StringIO
from math import isinf
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.shares import LEAST, Estimate, is_part_told, share
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.forms.steps import PeriodForm
from schakel.jobseekers.intake.queries import locations_to_choose
from schakel.jobseekers.intake.queries.lead_times import LeadTime, lead_times
from schakel.web.figures import count_words
from schakel.web.pages import SchakelRequest, page

COLUMNS = (
    "step",
    "location",
    "done",
    "waiting",
    "median_working_days",
    "median_low",
    "median_high",
    "p90_working_days",
    "p90_low",
    "p90_high",
    "judged",
    "on_time",
    "on_time_share",
    "on_time_low",
    "on_time_high",
)


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def figures(request: SchakelRequest) -> HttpResponse:
    """The figures of a period, by step; small groups without figures."""
    form = PeriodForm(request.GET or None)
    steps: dict[str, list[tuple[str, LeadTime]]] = {}
    for row, place in _rows(request, form):
        steps.setdefault(row.label, []).append((place, row))
    context: dict[str, Any] = {"form": form, "steps": steps, "least": LEAST, "query": _query(form)}
    return render(request, "intake/lead_times.html", context)


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def as_csv(request: SchakelRequest) -> HttpResponse:
    """The same as a file: one line for each step and location, empty where a group is small."""
    text = StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    for row, place in _rows(request, PeriodForm(request.GET or None)):
        values = (
            count_words(row.done, is_hidden=row.is_split_hidden),
            count_words(row.waiting, is_hidden=row.is_split_hidden),
            *_ends(row.middle),
            *_ends(row.ninth),
            *_share(row),
        )
        lines.writerow([row.step, _plain(place), *([""] * len(values) if row.is_small else values)])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="doorlooptijden.csv"'
    return response


def _rows(request: SchakelRequest, form: PeriodForm) -> list[tuple[LeadTime, str]]:
    places = locations_to_choose(request.actor.employer_id)
    first, last = form.period()
    elsewhere, none = gettext("een andere locatie"), gettext("geen locatie genoemd")
    found = [
        (row, places.get(row.location_id, elsewhere) if row.location_id else none)
        for row in lead_times(first, last)
    ]
    order = {row.step: number for number, (row, _place) in enumerate(found)}
    return sorted(found, key=lambda pair: (order[pair[0].step], pair[1]))


def _query(form: PeriodForm) -> str:
    first, last = form.period()
    return f"first={first.isoformat()}&last={last.isoformat()}"


def _ends(found: Estimate | None) -> tuple[str, str, str]:
    """A middle or ninth with its interval; empty where there is none, or for an end that is open."""
    if found is None:
        return ("", "", "")
    return (_number(found.value), _number(found.low), "" if isinf(found.high) else _number(found.high))


def _share(row: LeadTime) -> tuple[Any, ...]:
    """How many are judged and on time, in percent with its interval; empty for what would tell of few."""
    if row.judged < LEAST:
        return ("", "", "", "", "")
    if not is_part_told(row.on_time, row.judged):
        return (row.judged, "", "", "", "")
    found = share(row.on_time, row.judged)
    percents = (_number(100 * end) for end in (found.value, found.low, found.high))
    return (row.judged, row.on_time, *percents)


def _number(value: Any) -> str:
    return "" if value is None else f"{value:.1f}"


def _plain(text: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
