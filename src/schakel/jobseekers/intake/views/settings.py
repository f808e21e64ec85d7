"""How the own organisation holds intakes, by benefit and location; its administrator sets it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.types import Role
from schakel.jobseekers.intake.actions import end_channel, set_channel
from schakel.jobseekers.intake.forms import StepForm
from schakel.jobseekers.intake.forms.offers import ChannelForm
from schakel.jobseekers.intake.queries import channels_of, locations_to_choose
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page


@page(frozenset({Role.ADMINISTRATOR}))
@require_http_methods(["GET", "POST"])
def channels(request: SchakelRequest) -> HttpResponse:
    """What holds now, and setting another."""
    organisation_id = request.actor.employer_id
    form = ChannelForm(request.POST or None, locations=locations_to_choose(organisation_id))
    status = 200
    if request.method == "POST":

        def act() -> UUID:
            new = form.new_channel()
            return set_channel(actor=request.actor, organisation_id=organisation_id, new=new, **once(form))

        tried = attempt(form, act)
        if tried.is_done:
            messages.success(request, gettext("Vanaf vandaag gaan deze intakes zo."))
            return redirect("intake:channels")
        status = tried.status
    ends = [(row, StepForm(auto_id=f"id_{row.pk}_%s")) for row in channels_of(organisation_id)]
    context = {"form": form, "ends": ends}
    return render(request, "intake/channels.html", context, status=status)


@page(frozenset({Role.ADMINISTRATOR}))
@require_POST
def end(request: SchakelRequest, channel_id: UUID) -> HttpResponse:
    """Let what was agreed hold no longer."""
    form, organisation_id = StepForm(request.POST), request.actor.employer_id

    def act() -> UUID:
        on: dict[str, Any] = {"actor": request.actor, "organisation_id": organisation_id}
        return end_channel(**on, channel_id=channel_id, **once(form))

    tried = attempt(form, act)
    if tried.is_done:
        messages.success(request, gettext("De afspraak is beëindigd. Wie een intake opent, kiest zelf."))
    else:
        messages.error(request, " ".join(str(words) for words in form.non_field_errors()))
    return redirect("intake:channels")
