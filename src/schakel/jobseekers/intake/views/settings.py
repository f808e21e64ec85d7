"""How the own organisation holds intakes, by benefit and location; its administrator sets it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Role
from schakel.jobseekers.intake.actions import set_channel
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
    context = {"form": form, "channels": channels_of(organisation_id)}
    return render(request, "intake/channels.html", context, status=status)
