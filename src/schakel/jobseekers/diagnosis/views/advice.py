"""Asking a labour expert, the labour expert's inbox, and the answer."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.actions import ask_advice, give_advice
from schakel.jobseekers.diagnosis.forms.advice import AskAdviceForm, GiveAdviceForm
from schakel.jobseekers.diagnosis.models import AdviceRequest
from schakel.jobseekers.diagnosis.queries.advice import (
    advice_term,
    labour_experts,
    request_visible,
    waiting_for,
)
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnosis_visible
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, keep_reads, page

TAB = "diagnosis:result"
EXPERTS = frozenset({Role.LABOUR_EXPERT})
PAGE_SIZE = 20


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def ask(request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """Ask a labour expert what somebody can do; from then on that expert sees the diagnosis."""
    header = dossier_header(request, dossier_id, TAB)
    diagnosis_visible(dossier_id, diagnosis_id)
    experts = [(row.pk, f"{row.professional.name}, {row.organisation.name}") for row in labour_experts()]
    term = {"answer_by": advice_term(request.actor.employer_id)}
    form = AskAdviceForm(request.POST or None, experts=experts, initial=term)
    status = 200
    if request.method == "POST":
        on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, "diagnosis_id": diagnosis_id}
        tried = attempt(form, lambda: ask_advice(**on, new=form.new(), **once(form)))
        if tried.is_done:
            messages.success(request, gettext("De vraag ligt bij de arbeidsdeskundige."))
            return redirect(TAB, dossier_id)
        status = tried.status
    log_read("diagnosis:ask", [dossier_id], Section.IDENTITY | Section.DIAGNOSIS)
    context = header | {"form": form, "has_experts": bool(experts)}
    return keep_reads(render(request, "diagnosis/ask.html", context, status=status))


@page(EXPERTS)
@require_GET
def advices(request: SchakelRequest) -> HttpResponse:
    """What waits for this labour expert, the first due first."""
    after = place_in(request.GET.get("after", ""))
    found = waiting_for(request.actor, limit=PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    log_read("diagnosis:advices", [row.dossier_id for row in shown], Section.IDENTITY | Section.DIAGNOSIS)
    address = reverse("diagnosis:advices")
    pager = {"previous_url": address} if after else {}
    if len(found) > PAGE_SIZE:
        last = shown[-1]
        pager["next_url"] = f"{address}?{urlencode({'after': f'{last.answer_by.isoformat()}~{last.pk}'})}"
    return render(request, "diagnosis/advices.html", {"requests": shown, "pager": pager})


@page(EXPERTS)
@require_http_methods(["GET", "POST"])
def answer(request: SchakelRequest, dossier_id: UUID, request_id: UUID) -> HttpResponse:
    """Answer in possibilities: what somebody can, can with something, and cannot."""
    header = dossier_header(request, dossier_id, TAB)
    row = _own(request, dossier_id, request_id)
    form = GiveAdviceForm(request.POST or None, initial={"version": row.version})
    status = 200
    if request.method == "POST":

        def act() -> UUID:
            on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, "request_id": request_id}
            return give_advice(
                **on, new=form.new(), expected_version=form.cleaned_data["version"], **once(form)
            )

        stale = gettext("Dit advies is intussen gewijzigd. Kijk bij de diagnose wat er staat.")
        tried = attempt(form, act, stale=stale)
        if tried.is_done:
            messages.success(request, gettext("Uw advies staat bij de diagnose."))
            return redirect("diagnosis:advices")
        status = tried.status
    log_read("diagnosis:answer", [dossier_id], Section.IDENTITY | Section.DIAGNOSIS)
    context = header | {"form": form, "asked": row}
    return keep_reads(render(request, "diagnosis/answer.html", context, status=status))


def _own(request: SchakelRequest, dossier_id: UUID, request_id: UUID) -> AdviceRequest:
    row = request_visible(dossier_id, request_id)
    if row.expert_reader_id != request.actor.reader_id:
        raise not_found()
    return row


def place_in(text: str) -> tuple[date, UUID] | None:
    """The day and id after which a page begins; what is no place begins at the top."""
    day, _sep, last = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        return None
