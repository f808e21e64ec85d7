"""The agreed steps of the own organisation's intakes; its administrator sets and ends them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.queries import partner
from schakel.jobseekers.intake.actions import agree_step, end_step
from schakel.jobseekers.intake.forms import StepForm
from schakel.jobseekers.intake.forms.steps import AgreeStepForm, roles_to_choose
from schakel.jobseekers.intake.queries import locations_to_choose
from schakel.jobseekers.intake.queries.steps import owners_to_choose, steps_of
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page

HOME = "intake:steps"
SETTERS = frozenset({Role.ADMINISTRATOR})


@page(SETTERS)
@require_http_methods(["GET", "POST"])
def steps(request: SchakelRequest) -> HttpResponse:
    """What is agreed now, and agreeing another step."""
    organisation_id = request.actor.employer_id
    form = AgreeStepForm(
        request.POST or None,
        locations=locations_to_choose(organisation_id),
        owners=owners_to_choose(),
        roles=roles_to_choose(partner(organisation_id), clock.today()),
    )
    status = 200
    if request.method == "POST":
        on: dict[str, Any] = {"actor": request.actor, "organisation_id": organisation_id}
        tried = attempt(form, lambda: agree_step(**on, new=form.new(), **once(form)))
        if tried.is_done:
            messages.success(request, gettext("De stap is afgesproken. De klok loopt bij elke intake mee."))
            return redirect(HOME)
        status = tried.status
    ends = [(row, StepForm(auto_id=f"id_{row.pk}_%s")) for row in steps_of(organisation_id)]
    return render(request, "intake/steps.html", {"form": form, "ends": ends}, status=status)


@page(SETTERS)
@require_POST
def end(request: SchakelRequest, agreed_step_id: UUID) -> HttpResponse:
    """Let a step hold no longer."""
    form, organisation_id = StepForm(request.POST), request.actor.employer_id
    on: dict[str, Any] = {
        "actor": request.actor,
        "organisation_id": organisation_id,
        "agreed_step_id": agreed_step_id,
    }
    if attempt(form, lambda: end_step(**on, **once(form))).is_done:
        messages.success(request, gettext("De stap is beëindigd."))
    else:
        messages.error(request, " ".join(str(words) for words in form.non_field_errors()))
    return redirect(HOME)
