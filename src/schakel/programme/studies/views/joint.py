"""The pages of studying together: asking, answering, stopping, handing cases over, and the file of all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Purpose
from schakel.programme.studies import queries
from schakel.programme.studies.access import STUDIERS
from schakel.programme.studies.actions import (
    accept_invitation,
    decline_invitation,
    deliver_cases,
    export_joint,
    invite_organisation,
    take_back_invitation,
)
from schakel.programme.studies.forms import InviteForm, PartForm, StopForm
from schakel.programme.studies.models import StudyInvitation
from schakel.programme.studies.views.files import case_heads, refused, study_file
from schakel.programme.studies.views.studies import criteria_words
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

LIST, ONE = "studies:list", "studies:study"
State = StudyInvitation.State


@page(STUDIERS, Purpose.RESEARCH)
@require_http_methods(["GET", "POST"])
def invite(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """Ask another organisation to draw by the same criteria and seed."""
    row, status = queries.require_study(study_id), 200
    form = InviteForm(request.POST or None, organisations=queries.organisations_to_invite(row))
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: invite_organisation(
                **_on(request),
                study_id=study_id,
                invited_id=UUID(form.cleaned_data["invited"]),
                words=form.cleaned_data["words"],
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("De uitnodiging staat bij de ander onder Onderzoek."))
            return redirect(ONE, study_id)
        status = tried.status
    return render(request, "studies/invite.html", {"row": row, "form": form}, status=status)


@page(STUDIERS, Purpose.RESEARCH)
@require_http_methods(["GET", "POST"])
def invitation(request: SchakelRequest, study_invitation_id: UUID) -> HttpResponse:
    """What another organisation asks, and taking part with own teams."""
    row = _own(request, study_invitation_id)
    teams, status = queries.sites_to_draw_from(request.actor.employer_id), 200
    form = PartForm(
        request.POST or None, teams=teams, initial={"version": row.version, "told": row.study.told}
    )
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: accept_invitation(
                **_on(request),
                invitation_id=study_invitation_id,
                part=form.part(),
                expected_version=form.cleaned_data["version"] or 0,
                **once(form),
            ),
            stale=_stale(),
        )
        if tried.result is not None:
            messages.success(request, gettext("U doet mee. Er is nog niemand getrokken."))
            return redirect(ONE, tried.result)
        status = tried.status
    context = {"row": row, "criteria": criteria_words(row.study), "form": form, "teams": teams}
    return render(request, "studies/invitation.html", context, status=status)


@page(STUDIERS, Purpose.RESEARCH)
@require_http_methods(["GET", "POST"])
def stop(request: SchakelRequest, study_invitation_id: UUID) -> HttpResponse:
    """Not take part, or stop taking part."""
    row = _own(request, study_invitation_id)
    form, status = StopForm(request.POST or None, initial={"version": row.version}), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: decline_invitation(
                **_on(request),
                invitation_id=study_invitation_id,
                reason=form.cleaned_data["reason"],
                expected_version=form.cleaned_data["version"] or 0,
                **once(form),
            ),
            stale=_stale(),
        )
        if tried.is_done:
            messages.success(request, gettext("Uw organisatie doet niet mee. De ander ziet dat."))
            return redirect(ONE, row.own_study_id) if row.own_study_id else redirect(LIST)
        status = tried.status
    return render(request, "studies/stop.html", {"row": row, "form": form}, status=status)


@page(STUDIERS, Purpose.RESEARCH)
@require_POST
def take_back(request: SchakelRequest, study_invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    row = queries.require_invitation(study_invitation_id)
    form = ActForm(request.POST)
    tried = attempt(
        form, lambda: take_back_invitation(**_on(request), invitation_id=study_invitation_id, **once(form))
    )
    if tried.is_done:
        messages.success(request, gettext("De uitnodiging is ingetrokken."))
    else:
        refused(request, form)
    return redirect(ONE, row.study_id)


@page(STUDIERS, Purpose.RESEARCH)
@require_POST
def deliver(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """Hand the cases that take part over to the lead."""
    queries.require_study(study_id)
    form = ActForm(request.POST)
    tried = attempt(form, lambda: deliver_cases(**_on(request), study_id=study_id, **once(form)))
    if tried.result is None:
        refused(request, form)
    else:
        words = ngettext("Er is %(n)d geval gedeeld.", "Er zijn %(n)d gevallen gedeeld.", tried.result)
        messages.success(request, words % {"n": tried.result})
    return redirect(ONE, study_id)


@page(STUDIERS, Purpose.RESEARCH)
@require_POST
def joint_file(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """The cases of all who take part, one line each."""
    heads = [gettext("organisatie"), *case_heads()]
    return study_file(request, study_id, export_joint, heads, "gezamenlijk")


def _own(request: SchakelRequest, study_invitation_id: UUID) -> StudyInvitation:
    """An invitation to the own organisation that it has not declined."""
    row = queries.require_invitation(study_invitation_id)
    if row.organisation_id != request.actor.employer_id:
        raise not_found()
    return row


def _on(request: SchakelRequest) -> dict[str, Any]:
    return {"actor": request.actor, "organisation_id": request.actor.employer_id}


def _stale() -> str:
    return gettext("De uitnodiging is intussen veranderd. Open de pagina opnieuw.")
