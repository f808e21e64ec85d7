"""The running intakes of the own organisation, those of which a step is past its day first."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Purpose, Section
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.forms.steps import RunningForm
from schakel.jobseekers.intake.lead_time import Clocked, clock_of
from schakel.jobseekers.intake.models import Intake
from schakel.jobseekers.intake.queries import locations_to_choose
from schakel.jobseekers.intake.queries.steps import parts_of_all, running_intakes, steps_of
from schakel.jobseekers.intake.views.home_visits import place_in
from schakel.web.pages import SchakelRequest, page

PAGE_SIZE = 30
HOME = "intake:running"


@page(access.INTAKERS, Purpose.INTAKE)
@require_GET
def running(request: SchakelRequest) -> HttpResponse:
    """Intakes over time, or all that run, by first contact; per location."""
    form = RunningForm(request.GET, locations=locations_to_choose(request.actor.employer_id))
    chosen = form.cleaned_data if form.is_valid() else {"place": "", "show": ""}
    steps = steps_of(request.actor.employer_id)
    found = running_intakes(
        request.actor,
        steps,
        limit=PAGE_SIZE + 1,
        is_late=chosen["show"] != "all",
        location_id=UUID(chosen["place"]) if chosen["place"] else None,
        after=place_in(request.GET.get("after", "")),
    )
    shown, parts = found[:PAGE_SIZE], parts_of_all(found[:PAGE_SIZE])
    log_read(
        HOME, [row.dossier_id for row in shown], Section.IDENTITY | Section.BENEFIT | Section.WORK_PROFILE
    )
    context: dict[str, Any] = {
        "form": form,
        "has_steps": bool(steps),
        "is_late": chosen["show"] != "all",
        "rows": [(row, _to_do(clock_of(row, parts[row.pk], steps, clock.today()))) for row in shown],
        "pager": _pager(request, found, chosen),
    }
    return render(request, "intake/running.html", context)


def _to_do(clocked: list[Clocked]) -> list[Clocked]:
    """The steps that are still to be done, the first due first."""
    return sorted((item for item in clocked if item.is_waiting), key=lambda item: item.due_on)


def _pager(request: SchakelRequest, found: list[Intake], chosen: dict[str, str]) -> dict[str, str]:
    kept = {key: value for key, value in chosen.items() if value}
    address = reverse(HOME)
    pager = {"previous_url": f"{address}?{urlencode(kept)}"} if request.GET.get("after") else {}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1]
        after = {"after": f"{last.first_contact_on.isoformat()}~{last.pk}"}
        pager["next_url"] = f"{address}?{urlencode(kept | after)}"
    return pager
