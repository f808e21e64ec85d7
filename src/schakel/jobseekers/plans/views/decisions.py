"""Recording a choice: options, reason and the client's view on one page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import DELIVERERS, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import InvalidError
from schakel.jobseekers.plans.actions import decide
from schakel.jobseekers.plans.choices import look_back_on
from schakel.jobseekers.plans.forms.choosing import DecisionForm
from schakel.jobseekers.plans.forms.resting import LIST_ID, offered_norms
from schakel.jobseekers.plans.offers import offered_sentences, sections_used
from schakel.web.pages import GUIDES, SchakelRequest, keep_reads, page

TAB = "plans:list"


@page(GUIDES | DELIVERERS)
@require_http_methods(["GET", "POST"])
def decide_page(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The form of a choice, with sentences offered from the dossier."""
    header = dossier_header(request, dossier_id, TAB)
    sentences, ahead = offered_sentences(dossier_id), look_back_on(request.actor.employer_id)
    form = DecisionForm(request.POST or None, sentences=sentences, look_back_on=ahead)
    if request.method == "POST" and form.is_valid():
        try:
            decide(
                actor=request.actor,
                dossier_id=dossier_id,
                decision=form.decision(),
                submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
            )
        except InvalidError as error:
            form.refuse(error)
        else:
            messages.success(request, gettext("De keuze is vastgelegd."))
            return redirect(TAB, dossier_id)
    log_read("plans:decide", [dossier_id], Section.IDENTITY | sections_used())
    response = render(
        request,
        "plans/decide.html",
        header | {"form": form, "offered_norms": offered_norms(), "list_id": LIST_ID},
        status=422 if form.errors else 200,
    )
    return keep_reads(response)
