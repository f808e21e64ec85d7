"""Who asks to take part, and the answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions.join_requests import answer_join_request
from schakel.ground.dossiers.forms.join_requests import JoinAnswerForm
from schakel.ground.dossiers.queries import join_requests as queries
from schakel.ground.dossiers.queries.visible import dossier_visible
from schakel.ground.journal.reading import log_read
from schakel.web.acting import attempt, once
from schakel.web.pages import REGISTRARS, SchakelRequest, keep_reads, page

LIST = "dossiers:join_requests"


@page(REGISTRARS)
@require_GET
def join_requests(request: SchakelRequest) -> HttpResponse:
    """What waits for the actor's answer, and what the own organisation asked."""
    to_answer = queries.asked_of_actor(request.actor)
    if to_answer:
        log_read(LIST, sorted({one.dossier_id for one in to_answer}), Section.IDENTITY)
    context = {"to_answer": to_answer, "asked": queries.asked_by_organisation(request.actor)}
    return render(request, "dossiers/join_requests.html", context)


@page(REGISTRARS)
@require_GET
def next_request(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The oldest one in a dossier; for who does not answer it, the people who do."""
    dossier_visible(dossier_id)
    waiting = queries.asked_of_actor(request.actor, dossier_id)
    if not waiting:
        return redirect("dossiers:people", dossier_id=dossier_id)
    return redirect("dossiers:answer_join_request", dossier_id=dossier_id, join_request_id=waiting[0].pk)


@page(REGISTRARS)
@require_http_methods(["GET", "POST"])
def answer_request(request: SchakelRequest, dossier_id: UUID, join_request_id: UUID) -> HttpResponse:
    """Answer one."""
    row = queries.request_to_answer(request.actor, dossier_id, join_request_id)
    form, status = JoinAnswerForm(request.POST or None), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: answer_join_request(
                actor=request.actor,
                dossier_id=dossier_id,
                request_id=join_request_id,
                is_accepted=form.cleaned_data["is_accepted"] == "yes",
                because=form.cleaned_data["because"],
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("Uw antwoord is verstuurd."))
            return redirect(LIST)
        status = tried.status
    log_read("dossiers:answer_join_request", [dossier_id], Section.IDENTITY)
    context = {"row": row, "form": form}
    return keep_reads(render(request, "dossiers/answer_join_request.html", context, status=status))
