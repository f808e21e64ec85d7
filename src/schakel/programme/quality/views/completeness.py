"""How complete the dossiers are: per field, team and month, on a page and as a file; and counting anew."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import SECTION_LABELS
from schakel.ground.dossiers.completeness import Field, all_fields
from schakel.ground.kernel import clock
from schakel.programme.quality.access import COUNTERS, OPENERS, TARGET_SETTERS, VIEWERS
from schakel.programme.quality.actions import ask_count
from schakel.programme.quality.forms import CountForm
from schakel.programme.quality.models import CompletenessRun
from schakel.programme.quality.queries import (
    Group,
    Picture,
    aims_on,
    busy_run,
    latest_run,
    months_of,
    picture_of,
)
from schakel.programme.quality.queries.counts import Cell
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page
from schakel.web.spreadsheets import as_file, safe_cell

HERE = "quality:quality"
NO_TEAM = "none"
_YEAR = timedelta(days=400)


@page(VIEWERS)
@require_GET
def quality(request: SchakelRequest) -> HttpResponse:
    """The newest count of the own organisation, or of one team of it."""
    return _page(request, CountForm())


@page(COUNTERS)
@require_POST
def count(request: SchakelRequest) -> HttpResponse:
    """Ask the worker to count anew."""
    form, organisation_id = CountForm(request.POST), request.actor.employer_id
    done = attempt(
        form, lambda: ask_count(actor=request.actor, organisation_id=organisation_id, **once(form))
    )
    if not done.is_done:
        return _page(request, form, status=done.status)
    messages.success(request, gettext("De telling is gevraagd. Zij gaat op de achtergrond door."))
    return redirect(HERE)


@page(VIEWERS)
@require_GET
def as_csv(request: SchakelRequest) -> HttpResponse:
    """What the page shows of all teams, one line for each field and team; left out stays left out."""
    run, text = latest_run(request.actor.employer_id), StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads())
    if run is not None:
        aims, picture = aims_on(request.actor.employer_id, run.counted_on), picture_of(run)
        for field in all_fields():
            whole = gettext("hele organisatie")
            cells = [(whole, picture.of_all(field.key))]
            cells += [(group_words(g), picture.of_team(field.key, g.team_id)) for g in picture.groups]
            lines = (_line(field, team, cell, aims.get(field.key), run) for team, cell in cells)
            writer.writerows([safe_cell(value) for value in line] for line in lines if line)
    return as_file(text.getvalue(), f"volledigheid-{clock.today().isoformat()}.csv")


def group_words(group: Group) -> str:
    """The name of a team; dossiers may be with somebody in no team."""
    return group.name or gettext("zonder team")


def chosen_group(picture: Picture, wanted: str) -> Group | None:
    """The team that an address names; anything else is the whole organisation."""
    return next((group for group in picture.groups if group_key(group) == wanted), None)


def group_key(group: Group) -> str:
    """The team as an address names it."""
    return str(group.team_id) if group.team_id else NO_TEAM


def _page(request: SchakelRequest, form: CountForm, *, status: int = 200) -> HttpResponse:
    organisation_id = request.actor.employer_id
    run, busy = latest_run(organisation_id), busy_run(organisation_id)
    context: dict[str, Any] = {
        "run": run,
        "busy": busy,
        "form": form,
        "may_count": request.actor.role in COUNTERS and busy is None,
        "may_aim": request.actor.role in TARGET_SETTERS,
    }
    if run is not None:
        context |= _counted(request, run)
    return render(request, "quality/quality.html", context, status=status)


def _counted(request: SchakelRequest, run: CompletenessRun) -> dict[str, Any]:
    picture, aims = picture_of(run), aims_on(request.actor.employer_id, clock.today())
    group = chosen_group(picture, request.GET.get("team", ""))
    opens = request.actor.role in OPENERS
    rows = [_row(field, picture, group, aims.get(field.key), opens=opens) for field in all_fields()]
    return {
        "rows": [row for row in rows if row["is_asked"]],
        "group": group_words(group) if group else "",
        "groups": _chips(picture, group),
        "overall": picture.overall(),
        "teams": [
            {"name": group_words(g), "is_own": g.is_own, "cell": picture.team_overall(g.team_id)}
            for g in picture.groups
        ],
        "months": months_of(request.actor.employer_id, clock.today() - _YEAR),
    }


def _row(
    field: Field, picture: Picture, group: Group | None, aim: int | None, *, opens: bool
) -> dict[str, Any]:
    cell = picture.of_team(field.key, group.team_id) if group else picture.of_all(field.key)
    missing = cell.part.missing if cell.part else 0
    return {
        "field": field,
        "section": SECTION_LABELS[field.section],
        "cell": cell,
        "is_asked": cell.part is not None or cell.is_hidden,
        "aim": aim,
        "is_below": aim is not None and cell.part is not None and cell.part.percent < aim,
        "url": _gaps_url(field, group) if missing and opens else "",
    }


def _gaps_url(field: Field, group: Group | None) -> str:
    query = f"?{urlencode({'team': group_key(group)})}" if group else ""
    return reverse("quality:gaps", args=[field.key]) + query


def _chips(picture: Picture, chosen: Group | None) -> list[dict[str, Any]]:
    whole = {"label": gettext("Hele organisatie"), "url": reverse(HERE), "is_current": chosen is None}
    teams = [
        {
            "label": group_words(group).capitalize() if group.team_id is None else group.name,
            "url": f"{reverse(HERE)}?{urlencode({'team': group_key(group)})}",
            "is_current": group == chosen,
        }
        for group in picture.groups
    ]
    return [whole, *teams]


def _heads() -> list[str]:
    return [
        gettext("Gegeven"),
        gettext("Team"),
        gettext("Gevraagd in"),
        gettext("Bekend in"),
        gettext("Percentage"),
        gettext("Interval van"),
        gettext("Interval tot"),
        gettext("Streefwaarde"),
        gettext("Geteld op"),
    ]


def _line(field: Field, team: str, cell: Cell, aim: int | None, run: CompletenessRun) -> list[Any]:
    """Empty for what is not asked there."""
    day, words = run.counted_on.isoformat(), "" if aim is None else aim
    if cell.is_hidden:
        return [field.label, team, gettext("minder dan tien"), "", "", "", "", words, day]
    if cell.part is None:
        return []
    low, high = cell.part.interval or ("", "")
    return [field.label, team, cell.part.asked, cell.part.known, cell.part.percent, low, high, words, day]
