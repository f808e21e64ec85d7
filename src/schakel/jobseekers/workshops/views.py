"""Pages of group meetings: the list, one with its guests, the door, a dossier's, and the client's own."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.jobseekers.workshops import access, queries
from schakel.jobseekers.workshops.actions import (
    cancel_session,
    decline_session,
    invite_to_session,
    note_attendance,
    plan_session,
    withdraw_invitation,
)
from schakel.jobseekers.workshops.forms import AbsenceForm, CancelForm, DoorForm, InviteForm, SessionForm
from schakel.jobseekers.workshops.models import WorkshopInvitation, WorkshopSession
from schakel.web.acting import attempt, once
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

PAGE_SIZE = 25
LIST, ONE, DOOR = "workshops:sessions", "workshops:session", "workshops:door"
TAB, OWN = "workshops:of_dossier", "workshops:own"
SEEN = Section.IDENTITY | Section.PLAN
READERS = professionals_that(Level.READ, Section.PLAN)
WRITERS = professionals_that(Level.WRITE, Section.PLAN)
State = WorkshopInvitation.State


@page(access.PLANNERS)
@require_GET
def sessions(request: SchakelRequest) -> HttpResponse:
    """The meetings of the own organisation, the latest day first."""
    after = _place(request.GET.get("after", ""))
    found = queries.sessions_of(request.actor, limit=PAGE_SIZE + 1, after=after)
    rows = found[:PAGE_SIZE]
    pager: dict[str, Any] = {"note": gettext("nieuwste eerst")}
    if len(found) > PAGE_SIZE:
        pager["next_url"] = f"{reverse(LIST)}?after={rows[-1].held_on.isoformat()}_{rows[-1].pk}"
    return render(request, "workshops/sessions.html", {"rows": rows, "pager": pager})


def _place(text: str) -> queries.Place | None:
    """A place in the list as the address names it; anything else is the top of the list."""
    day, _sign, row_id = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(row_id)
    except ValueError:
        return None


@page(access.PLANNERS)
@require_http_methods(["GET", "POST"])
def new_session(request: SchakelRequest) -> HttpResponse:
    """Plan a meeting."""
    actor = request.actor
    form = SessionForm(
        request.POST or None,
        services=queries.services_to_plan(actor),
        places=queries.places_to_meet(actor),
        leaders=queries.leaders_to_ask(actor),
    )
    status = 200
    if request.method == "POST":
        on: dict[str, Any] = {"actor": actor, "organisation_id": actor.employer_id}
        tried = attempt(form, lambda: plan_session(**on, new=form.new_session(), **once(form)))
        if tried.result is not None:
            messages.success(request, gettext("De bijeenkomst is gepland. Nodig nu cliënten uit."))
            return redirect(ONE, tried.result)
        status = tried.status
    return render(request, "workshops/new_session.html", {"form": form}, status=status)


@page(access.PLANNERS)
@require_http_methods(["GET", "POST"])
def session(request: SchakelRequest, workshop_id: UUID) -> HttpResponse:
    """One meeting: who of one's clients is invited, and inviting more."""
    row = queries.session_visible(request.actor, workshop_id)
    is_open = row.state == WorkshopSession.State.PLANNED and row.held_on >= clock.today()
    offered = queries.to_invite(request.actor, row) if is_open else []
    form, status = InviteForm(request.POST or None, dossiers=offered), 200
    if request.method == "POST":
        tried = attempt(form, lambda: _invite(request, row, form))
        if tried.is_done:
            messages.success(request, gettext("Uitgenodigd. De cliënt ziet het op de eigen pagina."))
            return redirect(ONE, row.pk)
        status = tried.status
    invited = queries.invited_of(row)
    shown = {one.dossier_id for one in invited} | {one.pk for one in offered}
    if shown:
        log_read(ONE, sorted(shown), SEEN)
    context = {
        "row": row,
        "invited": invited,
        "hidden": max(0, row.taken - sum(one.state in _HELD for one in invited)),
        "form": form if offered else None,
        "is_open": is_open,
        "is_leader": row.leader.reader_id == request.actor.reader_id,
    }
    return keep_reads(render(request, "workshops/session.html", context, status=status))


_HELD = (State.INVITED, State.CAME, State.ABSENT)


def _invite(request: SchakelRequest, row: WorkshopSession, form: InviteForm) -> UUID:
    ids = form.cleaned_data["dossier_ids"]
    return invite_to_session(actor=request.actor, dossier_ids=ids, session_id=row.pk, **once(form))


@page(access.PLANNERS)
@require_http_methods(["GET", "POST"])
def cancel(request: SchakelRequest, workshop_id: UUID) -> HttpResponse:
    """Call a meeting off for everybody."""
    row = queries.session_visible(request.actor, workshop_id)
    form, status = CancelForm(request.POST or None, initial={"version": row.version}), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: cancel_session(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                session_id=row.pk,
                because=form.cleaned_data["because"],
                expected_version=form.cleaned_data["version"],
                **once(form),
            ),
            stale=gettext("Iemand wijzigde dit intussen. Bekijk de bijeenkomst opnieuw."),
        )
        if tried.is_done:
            words = gettext(
                "Afgezegd. Elke cliënt en elke begeleider ziet het; bel wie het meteen moet weten."
            )
            messages.success(request, words)
            return redirect(ONE, row.pk)
        status = tried.status
    return render(request, "workshops/cancel.html", {"row": row, "form": form}, status=status)


@page(access.PLANNERS)
@require_http_methods(["GET", "POST"])
def door(request: SchakelRequest, workshop_id: UUID) -> HttpResponse:
    """The list at the door, for who leads alone: on paper beforehand, and to note who came."""
    row = queries.own_session(request.actor, workshop_id)
    people = queries.door_list(row)
    waiting = [one for one in people if one.state == State.INVITED]
    form, status = DoorForm(request.POST or None, waiting=waiting), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: note_attendance(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                session_id=row.pk,
                noted=form.noted(),
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("Vastgelegd. Het staat als contact in elk dossier."))
            return redirect(DOOR, row.pk)
        status = tried.status
    if people:
        log_read(DOOR, sorted({one.dossier_id for one in people}), Section.IDENTITY)
    is_day = row.held_on <= clock.today() and row.state == WorkshopSession.State.PLANNED
    context = {"row": row, "people": people, "form": form if is_day and waiting else None}
    return keep_reads(render(request, "workshops/door.html", context, status=status))


@page(READERS)
@require_GET
def of_dossier(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The meetings that a client is or was invited to."""
    header = dossier_header(request, dossier_id, TAB)
    found = queries.invitations_of(dossier_id)
    log_read(TAB, [dossier_id], SEEN)
    context = header | {
        "rows": found,
        "may_write": request.actor.role in WRITERS and not header["dossier"].is_only_looked_at,
        "may_plan": request.actor.role in access.PLANNERS,
    }
    return render(request, "workshops/of_dossier.html", context)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def withdraw(request: SchakelRequest, dossier_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Note that a client can't come."""
    row = queries.invitation_visible(dossier_id, invitation_id)
    form, status = AbsenceForm(request.POST or None), 200
    if request.method == "POST":
        on: dict[str, Any] = {
            "actor": request.actor,
            "dossier_id": dossier_id,
            "invitation_id": invitation_id,
        }
        tried = attempt(
            form,
            lambda: withdraw_invitation(**on, absence=form.cleaned_data["absence"], **once(form)),
        )
        if tried.is_done:
            messages.success(request, gettext("Afgemeld. De plaats is weer vrij."))
            return redirect(TAB, dossier_id)
        status = tried.status
    header = dossier_header(request, dossier_id, TAB)
    log_read("workshops:withdraw", [dossier_id], SEEN)
    context = header | {"row": row, "form": form}
    return keep_reads(render(request, "workshops/withdraw.html", context, status=status))


@page(CLIENTS)
@require_GET
def own(request: SchakelRequest) -> HttpResponse:
    """The client's own meetings."""
    dossier_id = _dossier(request)
    found = queries.invitations_of(dossier_id)
    log_read(OWN, [dossier_id], Section.PLAN)
    today = clock.today()
    context = {
        "to_come": [one for one in reversed(found) if one.session.held_on >= today],
        "past": [one for one in found if one.session.held_on < today],
    }
    return render(request, "workshops/own.html", context)


@page(CLIENTS)
@require_http_methods(["GET", "POST"])
def decline(request: SchakelRequest, invitation_id: UUID) -> HttpResponse:
    """Say that one can't come."""
    dossier_id = _dossier(request)
    row = queries.invitation_visible(dossier_id, invitation_id)
    form, status = AbsenceForm(request.POST or None), 200
    if request.method == "POST":
        on: dict[str, Any] = {
            "actor": request.actor,
            "dossier_id": dossier_id,
            "invitation_id": invitation_id,
        }
        tried = attempt(
            form, lambda: decline_session(**on, absence=form.cleaned_data["absence"], **once(form))
        )
        if tried.is_done:
            messages.success(request, gettext("Bedankt. Uw contactpersoon ziet dat u niet komt."))
            return redirect(OWN)
        status = tried.status
    log_read("workshops:decline", [dossier_id], Section.PLAN)
    context: dict[str, WorkshopInvitation | Form] = {"row": row, "form": form}
    return keep_reads(render(request, "workshops/decline.html", context, status=status))


def _dossier(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id
