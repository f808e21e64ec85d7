"""Lead times of intakes per step and location, on a page and as a file."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.shares import LEAST, share
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.forms.steps import PeriodForm
from schakel.jobseekers.intake.queries import locations_to_choose
from schakel.jobseekers.intake.queries.lead_times import LeadTime, lead_times
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
            row.done,
            row.waiting,
            *_middle(row),
            _number(row.ninth),
            row.judged,
            row.on_time,
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


def _middle(row: LeadTime) -> tuple[str, str, str]:
    """The middle and the ends of its interval, which fewer than ten don't have."""
    found = row.middle
    if found is None or row.done < LEAST:
        return (_number(found and found.value), "", "")
    return (_number(found.value), _number(found.low), _number(found.high))


def _share(row: LeadTime) -> tuple[str, str, str]:
    """Percent on time and the ends of its interval; empty where fewer than ten can be judged."""
    if row.judged < LEAST:
        return ("", "", "")
    found = share(row.on_time, row.judged)
    return (_number(100 * found.value), _number(100 * found.low), _number(100 * found.high))


def _number(value: Any) -> str:
    return "" if value is None else f"{value:.1f}"


def _plain(text: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
