"""Mandates: a coach gives and ends them, administrative staff see for whom they may enter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import GUIDES, Role
from schakel.ground.organisations.actions import end_mandate, give_mandate
from schakel.ground.organisations.forms.mandates import MandateForm
from schakel.ground.organisations.queries.mandates import (
    administrative_staff,
    mandates_given_by,
    mandates_held_by,
)
from schakel.ground.organisations.views.acting import acted
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

BOTH = GUIDES | {Role.ADMINISTRATIVE}
LIST = "organisations:mandates"


@page(BOTH)
@require_http_methods(["GET", "POST"])
def mandates(request: SchakelRequest) -> HttpResponse:
    """Who enters for me, or for whom I enter."""
    if request.actor.role == Role.ADMINISTRATIVE:
        if request.method == "POST":
            raise not_found()
        held = mandates_held_by(request.actor)
        return render(request, "organisations/mandates_held.html", {"mandates": held})
    form = MandateForm(request.POST or None, actor=request.actor)
    if (
        request.method == "POST"
        and form.is_valid()
        and acted(request, form, give_mandate, new=form.new_mandate())
    ):
        messages.success(request, gettext("Het mandaat is gegeven en geldt vanaf nu."))
        return redirect(LIST)
    context = {
        "form": form,
        "mandates": mandates_given_by(request.actor.reader_id),
        "has_staff": bool(administrative_staff(request.actor)),
        "end_form": ActForm(),
    }
    return render(request, "organisations/mandates.html", context, status=422 if form.errors else 200)


@page(GUIDES)
@require_POST
def stop_mandate(request: SchakelRequest, mandate_id: int) -> HttpResponse:
    """End a mandate that one gave."""
    form = ActForm(request.POST)
    form.is_valid()
    if acted(request, form, end_mandate, mandate_id=mandate_id):
        messages.success(request, gettext("Het mandaat is beëindigd."))
    return redirect(LIST)
