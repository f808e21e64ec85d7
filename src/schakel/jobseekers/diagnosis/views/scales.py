"""The page on which an administrator lays the scales of distance to work beside each other."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Role
from schakel.jobseekers.diagnosis.actions import arrange_scales
from schakel.jobseekers.diagnosis.forms.scales import ScalesForm, values_of
from schakel.jobseekers.diagnosis.queries.diagnoses import own_mapping
from schakel.jobseekers.diagnosis.scales import HOUSE, mapped_from
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def arrange(request: SchakelRequest) -> HttpResponse:
    """Phase and nearness for each rung; new diagnoses follow it, earlier ones stay as they were."""
    organisation_id = request.actor.employer_id
    own = own_mapping(organisation_id)
    first = values_of(mapped_from(own.rows) if own else HOUSE)
    form = ScalesForm(request.POST or None, initial={**first, "version": own.version if own else 0})
    status = 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: arrange_scales(
                actor=request.actor,
                organisation_id=organisation_id,
                mapped=form.mapped(),
                expected_version=form.cleaned_data["version"],
                **once(form),
            ),
            stale=gettext("Een collega wijzigde dit intussen. Open de pagina opnieuw."),
        )
        if tried.is_done:
            messages.success(request, gettext("De schalen zijn vastgelegd."))
            return redirect("diagnosis:scales")
        status = tried.status
    return render(request, "diagnosis/scales.html", {"form": form, "own": own}, status=status)
