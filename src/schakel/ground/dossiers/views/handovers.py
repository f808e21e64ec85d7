"""Handing over: sending a dossier, taking one up, giving one back, and the list of what waits."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role, Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.drafting import draft_named, wants_to_keep
from schakel.ground.dossiers.forms import ChooseTeamForm, HandoverForm, OccasionForm, ReturnForm, TakeUpForm
from schakel.ground.dossiers.handover_content import Agreed
from schakel.ground.dossiers.models import Draft, Handover
from schakel.ground.dossiers.queries.arrangements import agreed_between
from schakel.ground.dossiers.queries.drafts import own_draft
from schakel.ground.dossiers.queries.handovers import handover_visible, incoming, sent
from schakel.ground.dossiers.queries.people import teams_elsewhere
from schakel.ground.dossiers.queries.trajectories import end_talks_of, running
from schakel.ground.dossiers.queries.visible import is_visible
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.dossiers.views.keeping import keep_written
from schakel.ground.dossiers.views.overview import content_words
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import working_days_between
from schakel.ground.organisations.models import Team
from schakel.web.acting import attempt, once
from schakel.web.pages import GUIDES, PROFESSIONALS, REGISTRARS, SchakelRequest, keep_reads, page

INBOX = "dossiers:inbox"
STATES = {"sent": "open", "taken_up": "good", "returned": "soon", "withdrawn": "info"}


@page(PROFESSIONALS)
@require_GET
def inbox(request: SchakelRequest) -> HttpResponse:
    """What waits for my teams, and what I sent."""
    to_us, from_me = incoming(), sent()
    log_read(INBOX, {h.dossier_id for h in (*to_us, *from_me)}, Section.IDENTITY)
    context = {
        "incoming": [_incoming(handover) for handover in to_us],
        "sent": [_sent(handover) for handover in from_me],
        "may_see_arrears": request.actor.role in GUIDES,
    }
    return render(request, "dossiers/inbox.html", context)


@page(REGISTRARS)
@require_http_methods(["GET", "POST"])
def send(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Hand the dossier to a team of another organisation; which team decides what must go along."""
    teams = teams_elsewhere(request.actor.organisation_id)
    team = _team_named(teams, request.POST.get("team_id") or request.GET.get("team", ""))
    if team is None:
        return _choose(request, dossier_id, teams)
    agreed = agreed_between(request.actor.employer_id, team.organisation_id)
    draft = _draft_for(dossier_id, team)
    form = _form(request, dossier_id, team, agreed, draft)
    status = 200
    if wants_to_keep(request):
        if keep_written(request, dossier_id, Draft.Kind.HANDOVER, form, {"team_id": str(team.pk)}):
            return redirect(_here(dossier_id, team, form["occasion"].value()))
        status = 422
    elif request.method == "POST":
        done = attempt(
            form,
            lambda: actions.send_handover(
                actor=request.actor,
                dossier_id=dossier_id,
                new=form.new_handover(),
                draft_id=draft_named(request.POST),
                **once(form),
            ),
        )
        if done.is_done:
            messages.success(
                request, gettext("De overdracht is verstuurd. De regie blijft bij u tot de ander het oppakt.")
            )
            return redirect("dossiers:dossier", dossier_id)
        status = done.status
    frame = dossier_frame(request, dossier_id, tab="dossiers:handover", sections=Section.IDENTITY)
    context = frame.context | {"form": form, "team": team, "agreed": agreed, "draft": draft}
    return keep_reads(render(request, "dossiers/handover.html", context, status=status))


@page(PROFESSIONALS)
@require_POST
def take_up(request: SchakelRequest, dossier_id: UUID, handover_id: UUID) -> HttpResponse:
    """Take a handover up: from now on the actor is responsible."""
    form = TakeUpForm(request.POST)
    if not form.is_valid():
        return redirect("dossiers:dossier", dossier_id)
    actions.take_up_handover(
        actor=request.actor,
        dossier_id=dossier_id,
        handover_id=handover_id,
        expected_version=form.cleaned_data["version"],
        **once(form),
    )
    messages.success(
        request, gettext("U heeft de overdracht opgepakt. U heeft nu de regie van uw organisatie.")
    )
    return redirect("dossiers:dossier", dossier_id)


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def give_back(request: SchakelRequest, dossier_id: UUID, handover_id: UUID) -> HttpResponse:
    """Give a handover back, with a reason."""
    handover = handover_visible(dossier_id, handover_id)
    if handover.to_organisation_id != request.actor.organisation_id:
        raise not_found()
    form = ReturnForm(request.POST or None, initial={"version": handover.version})
    status = 200
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.return_handover(
                actor=request.actor,
                dossier_id=dossier_id,
                handover_id=handover_id,
                because=form.cleaned_data["because"],
                expected_version=form.cleaned_data["version"],
                **once(form),
            ),
        )
        if done.is_done:
            messages.success(request, gettext("De overdracht is teruggegeven."))
            return redirect("dossiers:dossier", dossier_id) if is_visible(dossier_id) else redirect(INBOX)
        status = done.status
    log_read("dossiers:return", [dossier_id], Section.IDENTITY)
    context = {"form": form, "handover": handover, "content": content_words(handover)}
    return keep_reads(render(request, "dossiers/return.html", context, status=status))


def _choose(request: SchakelRequest, dossier_id: UUID, teams: Any) -> HttpResponse:
    """Ask the team first; a form that came without one is refused."""
    frame = dossier_frame(request, dossier_id, tab="dossiers:handover", sections=Section.IDENTITY)
    is_tried = request.method == "POST" or "team" in request.GET
    form = ChooseTeamForm({"team": ""} if is_tried else None, teams=teams)
    status = 422 if is_tried else 200
    draft = own_draft(dossier_id, Draft.Kind.HANDOVER)
    context = frame.context | {"form": form, "occasion": _occasion(request), "draft": draft}
    return keep_reads(render(request, "dossiers/handover_to.html", context, status=status))


def _draft_for(dossier_id: UUID, team: Team) -> Draft | None:
    """One's own draft, when it was written for this team: another asks for other parts."""
    draft = own_draft(dossier_id, Draft.Kind.HANDOVER)
    return draft if draft is not None and draft.values.get("team_id") == str(team.pk) else None


def _here(dossier_id: UUID, team: Team, occasion: str) -> str:
    asked = {"team": str(team.pk)} | ({"occasion": occasion} if occasion else {})
    return f"{reverse('dossiers:handover', args=[dossier_id])}?{urlencode(asked)}"


def _form(
    request: SchakelRequest, dossier_id: UUID, team: Team, agreed: Agreed, draft: Draft | None
) -> HandoverForm:
    occasion = _occasion(request)
    initial = {"team_id": team.pk, "occasion": occasion, "ends_own_task": bool(occasion)}
    if draft is not None:
        initial |= draft.values
    to_provider = team.role == Role.TRAJECTORY_GUIDE
    options: dict[str, Any] = {"agreed": agreed, "to_provider": to_provider, "initial": initial}
    if not occasion:
        return HandoverForm(request.POST or None, **options)
    options |= {"running": running(dossier_id), "has_talked": bool(end_talks_of(dossier_id))}
    return OccasionForm(request.POST or None, occasion=occasion, **options)


def _occasion(request: SchakelRequest) -> str:
    asked = request.POST.get("occasion") or request.GET.get("occasion", "")
    return asked if asked in Handover.Occasion.values else ""


def _team_named(teams: Any, words: str) -> Team | None:
    try:
        return teams.filter(pk=UUID(words)).first()  # type: ignore[no-any-return]
    except ValueError:
        return None


def days_under_way(handover: Handover) -> int:
    """Working days from the sending until it was taken up or returned, or until today."""
    sent_on = handover.sent_at.astimezone(clock.AMSTERDAM).date()
    ended = handover.answered_at.astimezone(clock.AMSTERDAM).date() if handover.answered_at else clock.today()
    return working_days_between(sent_on, ended)


def _incoming(handover: Handover) -> dict[str, Any]:
    place = [handover.dossier_id, handover.pk]
    return {
        "handover": handover,
        "name": handover.dossier.client.full_name,
        "content": content_words(handover),
        "days": days_under_way(handover),
        "url": reverse("dossiers:handover_page", args=place),
        "waits_for_us": handover.waits_for == Handover.Waits.RECEIVER,
        "take_up_url": reverse("dossiers:take_up", args=place),
        "return_url": reverse("dossiers:return", args=place),
        "form": TakeUpForm(initial={"version": handover.version}, auto_id=f"take-{handover.pk}-%s"),
    }


def _sent(handover: Handover) -> dict[str, Any]:
    waits_for_us = handover.is_open and handover.waits_for == Handover.Waits.SENDER
    return {
        "handover": handover,
        "name": handover.dossier.client.full_name,
        "url": reverse("dossiers:handover_page", args=[handover.dossier_id, handover.pk]),
        "state": "soon" if waits_for_us else STATES[handover.status],
        "status": gettext("vul aan") if waits_for_us else handover.get_status_display(),
        "by": handover.answered_by.name if handover.answered_by else "",
        "days": days_under_way(handover),
        "waits_for_us": waits_for_us,
    }
