"""Questions for agreement: the list of what one decides, one question, taking it back, and the levels."""

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

from schakel.ground.access.types import Section
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions import answer_approval, set_levels, withdraw_approval
from schakel.jobseekers.services.catalogue.levels import APPROVERS, LIMITS
from schakel.jobseekers.services.forms.approving import AnswerForm, LevelsForm, WithdrawForm
from schakel.jobseekers.services.models import ServiceApproval
from schakel.jobseekers.services.queries.approvals import (
    approval_of_use,
    approval_to_decide,
    to_decide,
)
from schakel.jobseekers.services.queries.catalogue import service_named
from schakel.jobseekers.services.queries.levels import levels_of, limits_of
from schakel.jobseekers.services.views.uses import step_page
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, keep_reads, page

LIST, ONE = "services:approvals", "services:approval"
PAGE_SIZE = 20


@page(APPROVERS)
@require_GET
def approvals(request: SchakelRequest) -> HttpResponse:
    """What waits for an answer of this person, the first due first."""
    after = _place(request.GET.get("after", ""))
    found = to_decide(limit=PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    log_read(LIST, [row.dossier_id for row in shown], Section.PLAN)
    address = reverse(LIST)
    pager: dict[str, Any] = {"previous_url": address} if after else {}
    if len(found) > PAGE_SIZE:
        last = shown[-1]
        pager["next_url"] = f"{address}?{urlencode({'after': f'{last.answer_by.isoformat()}~{last.pk}'})}"
    return render(request, "services/approvals.html", {"rows": shown, "pager": pager})


def _place(text: str) -> tuple[date, UUID] | None:
    """The day and id after which a page begins; what is no place begins at the top."""
    day, _sep, last = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        return None


@page(APPROVERS)
@require_http_methods(["GET", "POST"])
def approval(request: SchakelRequest, approval_id: UUID) -> HttpResponse:
    """One question as it was asked, without the client's name, and the answer to it."""
    row = approval_to_decide(approval_id)
    form, status = AnswerForm(request.POST or None, initial={"version": row.version}), 200
    if request.method == "POST":
        stale = gettext("Deze vraag is intussen gewijzigd. Bekijk haar opnieuw.")
        tried = attempt(form, lambda: _answer(request, row, form), stale=stale)
        if tried.is_done:
            messages.success(request, gettext("Uw antwoord is vastgelegd."))
            return redirect(LIST)
        status = tried.status
    log_read(ONE, [row.dossier_id], Section.PLAN)
    return keep_reads(render(request, "services/approval.html", {"row": row, "form": form}, status=status))


def _answer(request: SchakelRequest, row: ServiceApproval, form: AnswerForm) -> UUID:
    said = form.cleaned_data
    return answer_approval(
        actor=request.actor,
        approval_id=row.pk,
        is_agreed=said["is_agreed"],
        words=said["words"],
        expected_version=said["version"],
        **once(form),
    )


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def withdraw(request: SchakelRequest, dossier_id: UUID, use_id: UUID, approval_id: UUID) -> HttpResponse:
    """Take a question for agreement back."""
    row = approval_of_use(dossier_id, use_id, approval_id)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    words = {
        "page": "services:withdraw_approval",
        "heading": gettext("Trek de vraag om akkoord in"),
        "done": gettext("De vraag is ingetrokken."),
    }

    def act(on: dict[str, Any], f: ActForm) -> object:
        return withdraw_approval(**on, approval_id=row.pk, because=f.cleaned_data["because"])

    return step_page(request, row.use, form, act, words)


@page(access.KEEPERS)
@require_http_methods(["GET", "POST"])
def levels(request: SchakelRequest, service_key: str) -> HttpResponse:
    """Who agrees at each rule and limit of a service, at one's own organisation."""
    service = service_named(service_key, request.actor.organisation_id)
    held = levels_of([service], request.actor.employer_id)[service.key]
    rules = [(rule.key, rule.text) for rule in service.rules if not rule.is_firm]
    rules += [(name, str(LIMITS[name])) for name in limits_of(service)]
    form, status = LevelsForm(request.POST or None, rules=rules, held=held), 200
    if request.method == "POST":
        on: dict[str, Any] = {"organisation_id": request.actor.employer_id, "service_key": service.key}
        tried = attempt(
            form, lambda: set_levels(actor=request.actor, **on, levels=form.levels(), **once(form))
        )
        if tried.is_done:
            messages.success(request, gettext("Vastgelegd wie akkoord geeft."))
            return redirect("services:service", service.key)
        status = tried.status
    context = {"form": form, "service": service, "heading": gettext("Wie geeft akkoord?")}
    return render(request, "services/keep.html", context, status=status)
