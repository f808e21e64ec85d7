"""Cases without a name: putting one on an agenda, its page, and a discussion on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.notices.letters import pdf_of
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.actions.nameless import (
    discuss_nameless_case,
    put_nameless_case,
    take_off_nameless_case,
)
from schakel.jobseekers.plans.discussion_paper import discussion_html
from schakel.jobseekers.plans.forms.nameless import NamelessForm, NamelessOutcomeForm
from schakel.jobseekers.plans.models import DiscussionCase, NamelessCase
from schakel.jobseekers.plans.queries import may_change
from schakel.jobseekers.plans.queries.discussions import agenda_of, discussion_visible, discussions_to_come
from schakel.jobseekers.plans.queries.nameless import dossier_behind, nameless_visible
from schakel.jobseekers.plans.views.forming import TAB
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, keep_reads, page

ONE = "plans:discussion"
SEEN = Section.IDENTITY | Section.PLAN


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def put(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Put a client on an agenda without a name."""
    form = NamelessForm(request.POST or None, discussions=discussions_to_come(request.actor))
    status = 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: put_nameless_case(
                actor=request.actor, dossier_id=dossier_id, new=form.new_case(), **once(form)
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("De casus staat zonder naam op de agenda."))
            return redirect(ONE, form.cleaned_data["discussion_id"])
        status = tried.status
    header = dossier_header(request, dossier_id, TAB)
    log_read("plans:put_nameless", [dossier_id], SEEN)
    return keep_reads(render(request, "plans/put_nameless.html", header | {"form": form}, status=status))


@page(access.READERS)
@require_http_methods(["GET", "POST"])
def case(request: SchakelRequest, discussion_id: UUID, nameless_id: UUID) -> HttpResponse:
    """One case without a name; who put it writes down what it led to."""
    row = discussion_visible(request.actor, discussion_id)
    found = nameless_visible(discussion_id, nameless_id)
    dossier_id = dossier_behind(found)
    is_ours = dossier_id is not None and found.organisation_id == request.actor.organisation_id
    form = NamelessOutcomeForm(request.POST or None, initial=_told(found))
    status = 200
    if request.method == "POST":
        if not is_ours or dossier_id is None:
            raise not_found()
        about = dossier_id
        stale = gettext("Een collega legde intussen een uitkomst vast. Lees die, en vul aan wat ontbreekt.")
        tried = attempt(form, lambda: _discuss(request, about, found, form), stale=stale)
        if tried.is_done:
            messages.success(request, gettext("De uitkomst staat in het dossier."))
            return redirect(ONE, row.pk)
        status = tried.status
    if dossier_id is not None:
        log_read("plans:nameless", [dossier_id], Section.PLAN)
    context = {"row": row, "case": found, "form": form, "dossier_id": dossier_id}
    context |= {"may_write": is_ours and may_change(), "is_held": row.held_on <= clock.today()}
    return keep_reads(render(request, "plans/nameless.html", context, status=status))


def _told(found: NamelessCase) -> dict[str, Any]:
    """What stands there; nothing is preselected before the first time."""
    is_open = found.state == DiscussionCase.State.OPEN
    known = {} if is_open else {"state": found.state, "outcome": found.outcome}
    return known | {"version": found.version}


def _discuss(
    request: SchakelRequest, dossier_id: UUID, found: NamelessCase, form: NamelessOutcomeForm
) -> UUID:
    said = form.cleaned_data
    return discuss_nameless_case(
        actor=request.actor,
        dossier_id=dossier_id,
        discussion_id=found.discussion_id,
        nameless_id=found.pk,
        state=said["state"],
        outcome=said["outcome"],
        expected_version=said["version"],
        **once(form),
    )


@page(access.WRITERS)
@require_POST
def take_off(request: SchakelRequest, discussion_id: UUID, nameless_id: UUID) -> HttpResponse:
    """Take a case without a name off the agenda."""
    row = discussion_visible(request.actor, discussion_id)
    found = nameless_visible(discussion_id, nameless_id)
    dossier_id = dossier_behind(found)
    if dossier_id is None:
        raise not_found()
    form = ActForm(request.POST)
    stale = gettext("Een collega wijzigde dit intussen. Bekijk de agenda opnieuw.")
    tried = attempt(
        form,
        lambda: take_off_nameless_case(
            actor=request.actor,
            dossier_id=dossier_id,
            discussion_id=row.pk,
            nameless_id=found.pk,
            expected_version=form.cleaned_data["version"] or 0,
            **once(form),
        ),
        stale=stale,
    )
    if tried.is_done:
        messages.success(request, gettext("De casus is van de agenda gehaald."))
    else:
        messages.error(request, " ".join(str(words) for words in form.non_field_errors()) or stale)
    return redirect(ONE, row.pk)


@page(access.READERS)
@require_GET
def pdf(request: SchakelRequest, discussion_id: UUID) -> HttpResponse:
    """The agenda and what came of it as PDF, with what this guest may see and no more."""
    row = discussion_visible(request.actor, discussion_id)
    cases = agenda_of(row.pk)
    if cases:
        log_read("plans:discussion_pdf", sorted({one.dossier_id for one in cases}), SEEN)
    headers = {"Content-Disposition": f'attachment; filename="casusoverleg-{row.held_on.isoformat()}.pdf"'}
    return HttpResponse(pdf_of(discussion_html(row, cases)), content_type="application/pdf", headers=headers)
