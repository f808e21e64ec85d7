"""Files of a study: its cases and steps, as CSV or as a workbook."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import astuple
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.programme.studies import queries
from schakel.programme.studies.access import STUDIERS
from schakel.programme.studies.actions import export_cases, export_events
from schakel.web.acting import attempt
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page
from schakel.web.spreadsheets import as_file, as_workbook, safe_cell

ONE = "studies:study"
WORKBOOK_FORM = "xlsx"
"""How a button asks for a workbook; anything else is CSV."""


def case_heads() -> list[str]:
    """The heads of the columns of cases."""
    return [
        gettext("pseudoniem"),
        gettext("team"),
        gettext("uitkering"),
        gettext("leeftijd"),
        gettext("maanden open"),
        gettext("stappen"),
        gettext("overdrachten"),
        gettext("contacten"),
    ]


def refused(request: SchakelRequest, form: Form) -> None:
    """Tell what an act refused, on the page that comes next."""
    said = [str(words) for found in form.errors.values() for words in found]
    messages.error(request, " ".join(said) or gettext("Dit is niet gelukt. Probeer het opnieuw."))


@page(STUDIERS, Purpose.RESEARCH)
@require_POST
def cases_file(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """The cases that take part, one line each."""
    return study_file(request, study_id, export_cases, case_heads(), "gevallen")


@page(STUDIERS, Purpose.RESEARCH)
@require_POST
def events_file(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """What was done in them, one line for each step, as `schakel process analyse` reads it."""
    heads = ["pseudoniem", "stap", "tijd", "rol"]
    return study_file(request, study_id, export_events, heads, "gebeurtenissen")


def study_file(
    request: SchakelRequest,
    study_id: UUID,
    export: Callable[..., list[Any]],
    heads: list[str],
    name: str,
) -> HttpResponse:
    """What export gives for a study, under heads, as the button asked; or the page with the refusal."""
    queries.require_study(study_id)
    form, on = ActForm(request.POST), {"organisation_id": request.actor.employer_id, "study_id": study_id}
    tried = attempt(form, lambda: export(actor=request.actor, **on))
    if tried.result is None:
        refused(request, form)
        return redirect(ONE, study_id)
    rows, day = [_values(row) for row in tried.result], clock.today().isoformat()
    if request.POST.get("as") == WORKBOOK_FORM:
        return as_workbook([heads, *rows], f"{name}-{day}.xlsx")
    return as_file(_csv(heads, rows), f"{name}-{day}.csv")


def _values(row: queries.Case | queries.Event | queries.JointCase) -> list[Any]:
    if isinstance(row, queries.JointCase):
        return [row.organisation, *astuple(row.case)]
    if isinstance(row, queries.Event):
        return [row.pseudonym, row.step, row.on.isoformat(), Role(row.role).label]
    return list(astuple(row))


def _csv(heads: list[str], rows: Iterable[list[Any]]) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return text.getvalue()
