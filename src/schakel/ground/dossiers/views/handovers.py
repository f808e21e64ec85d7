"""Handing over: sending a dossier, taking one up, giving one back, and the list of what waits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.actions.handovers import NewHandover
from schakel.ground.dossiers.forms import HandoverForm, ReturnForm, TakeUpForm
from schakel.ground.dossiers.models import Handover
from schakel.ground.dossiers.queries.handovers import handover_visible, incoming, sent
from schakel.ground.dossiers.queries.people import teams_elsewhere
from schakel.ground.dossiers.queries.visible import is_visible
from schakel.ground.dossiers.views.acting import Attempt, attempt, once
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.dossiers.views.overview import content_words
from schakel.ground.journal.reading import log_read
from schakel.web.pages import PROFESSIONALS, REGISTRARS, SchakelRequest, keep_reads, page

INBOX = "dossiers:inbox"


@page(PROFESSIONALS)
@require_GET
def inbox(request: SchakelRequest) -> HttpResponse:
    """What waits for my teams, and what I sent."""
    to_us, from_me = incoming(), sent()
    log_read(INBOX, {h.dossier_id for h in (*to_us, *from_me)}, Section.IDENTITY)
    context = {
        "incoming": [_incoming(request, handover) for handover in to_us],
        "sent": [_sent(handover) for handover in from_me],
    }
    return render(request, "dossiers/inbox.html", context)


@page(REGISTRARS)
@require_http_methods(["GET", "POST"])
def send(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Hand the dossier to a team of another organisation."""
    teams = teams_elsewhere(request.actor.organisation_id)
    form = HandoverForm(request.POST or None, teams=teams)
    status = 200
    if request.method == "POST":
        done = _send(request, dossier_id, form)
        if done.is_done:
            messages.success(
                request, gettext("De overdracht is verstuurd. De regie blijft bij u tot de ander het oppakt.")
            )
            return redirect("dossiers:dossier", dossier_id)
        status = done.status
    frame = dossier_frame(request, dossier_id, tab="dossiers:handover", sections=Section.IDENTITY)
    return keep_reads(
        render(request, "dossiers/handover.html", frame.context | {"form": form}, status=status)
    )


@page(REGISTRARS)
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


@page(REGISTRARS)
@require_http_methods(["GET", "POST"])
def give_back(request: SchakelRequest, dossier_id: UUID, handover_id: UUID) -> HttpResponse:
    """Give a handover back, with a reason."""
    handover = handover_visible(dossier_id, handover_id)
    form = ReturnForm(request.POST or None, initial={"version": handover.version})
    status = 200
    if request.method == "POST":
        done = _give_back(request, handover, form)
        if done.is_done:
            messages.success(request, gettext("De overdracht is teruggegeven."))
            return redirect("dossiers:dossier", dossier_id) if is_visible(dossier_id) else redirect(INBOX)
        status = done.status
    log_read("dossiers:return", [dossier_id], Section.IDENTITY)
    context = {"form": form, "handover": handover, "content": content_words(handover)}
    return keep_reads(render(request, "dossiers/return.html", context, status=status))


def _send(request: SchakelRequest, dossier_id: UUID, form: HandoverForm) -> Attempt[UUID]:
    def act() -> UUID:
        asked = form.cleaned_data
        new = NewHandover(
            team_id=UUID(asked["team_id"]),
            kind=asked["kind"],
            message=asked["message"],
            because=asked["because"],
            checklist=tuple(asked["checklist"]),
            ends_own_task=asked["ends_own_task"],
        )
        return actions.send_handover(
            actor=request.actor,
            dossier_id=dossier_id,
            new=new,
            **once(form),
        )

    return attempt(form, act)


def _give_back(request: SchakelRequest, handover: Handover, form: ReturnForm) -> Attempt[UUID]:
    return attempt(
        form,
        lambda: actions.return_handover(
            actor=request.actor,
            dossier_id=handover.dossier_id,
            handover_id=handover.pk,
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        ),
    )


def _incoming(request: SchakelRequest, handover: Handover) -> dict[str, Any]:
    place = [handover.dossier_id, handover.pk]
    return {
        "handover": handover,
        "name": handover.dossier.client.full_name,
        "content": content_words(handover),
        "url": reverse("dossiers:dossier", args=[handover.dossier_id]),
        "may_answer": request.actor.role in REGISTRARS,
        "take_up_url": reverse("dossiers:take_up", args=place),
        "return_url": reverse("dossiers:return", args=place),
        "form": TakeUpForm(initial={"version": handover.version}, auto_id=f"take-{handover.pk}-%s"),
    }


def _sent(handover: Handover) -> dict[str, Any]:
    return {
        "handover": handover,
        "name": handover.dossier.client.full_name,
        "url": reverse("dossiers:dossier", args=[handover.dossier_id]),
        "state": {"sent": "open", "taken_up": "good", "returned": "soon"}[handover.status],
        "status": handover.get_status_display(),
        "by": handover.answered_by.name if handover.answered_by else "",
    }
