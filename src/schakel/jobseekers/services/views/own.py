"""The client's own page on services: what runs, why, until when, and the own word on what it brought."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.services.actions import give_own_view
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.forms.running import OwnViewForm
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.presenting import asked_words
from schakel.jobseekers.services.queries.approvals import approvals_of
from schakel.jobseekers.services.queries.uses import (
    Voice,
    awaiting_own_view,
    evaluations_of,
    use_visible,
    uses_of,
)
from schakel.web.acting import attempt, once
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

HERE = "services:own"
State = ServiceUse.State


@page(CLIENTS)
@require_GET
def own(request: SchakelRequest) -> HttpResponse:
    """What was chosen for the client, in plain words."""
    dossier_id = _dossier(request)
    found = uses_of(dossier_id)
    log_read(HERE, [dossier_id], Section.PLAN)
    said = evaluations_of([use.pk for use in found])
    asked = approvals_of([use.pk for use in found])
    known = the_catalogue().services
    rows: list[dict[str, Any]] = [
        {
            "use": use,
            "goal": known[use.service_key].goal if use.service_key in known else "",
            "own": said.get((use.pk, Voice.CLIENT)),
            "asked": asked_words(asked.get(use.pk, [])),
        }
        for use in found
    ]
    context = {
        "open": [row for row in rows if row["use"].is_open],
        "past": [row for row in rows if row["use"].state == State.ENDED],
        "not_agreed": [row for row in rows if row["use"].state == State.DROPPED and row["asked"]],
    }
    return render(request, "services/own.html", context)


@page(CLIENTS)
@require_http_methods(["GET", "POST"])
def view(request: SchakelRequest, use_id: UUID) -> HttpResponse:
    """Say what a service brought."""
    dossier_id = _dossier(request)
    found = use_visible(dossier_id, use_id)
    form, status = OwnViewForm(request.POST or None), 200
    if request.method == "POST":
        tried = attempt(form, lambda: _give(request, found, form))
        if tried.is_done:
            messages.success(request, gettext("Bedankt. Uw mening is bewaard."))
            return redirect(HERE)
        status = tried.status
    elif found.pk not in {use.pk for use in awaiting_own_view(dossier_id)}:
        raise not_found()
    log_read("services:own_view", [dossier_id], Section.PLAN)
    return keep_reads(render(request, "services/own_view.html", {"form": form, "use": found}, status=status))


def _give(request: SchakelRequest, use: ServiceUse, form: OwnViewForm) -> UUID:
    said = form.cleaned_data
    return give_own_view(
        actor=request.actor,
        dossier_id=use.dossier_id,
        use_id=use.pk,
        reached=said["reached"],
        helped=said["helped"],
        words=said["words"],
        **once(form),
    )


def _dossier(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id
