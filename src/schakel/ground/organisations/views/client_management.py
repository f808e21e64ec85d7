"""An administrator of a municipality says how client management is divided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.organisations.actions import set_client_management
from schakel.ground.organisations.forms.client_management import ClientManagementForm
from schakel.ground.organisations.queries import partner
from schakel.ground.organisations.queries.client_management import SPLITTING, client_management_of
from schakel.ground.organisations.views.acting import acted, own_organisation
from schakel.ground.organisations.views.partners import ADMINISTRATORS
from schakel.web.pages import SchakelRequest, page


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def client_management(request: SchakelRequest) -> HttpResponse:
    """Choose the division and who decides on sanctions; partners read it at the way of working."""
    organisation = partner(own_organisation(request))
    if organisation.kind not in SPLITTING:
        raise not_found()
    now = client_management_of(organisation.pk)
    start = {"split": now.split, "sanctions_by": now.sanctions_by} if now else {}
    form = ClientManagementForm(request.POST or None, organisation=organisation, initial=start)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("split", "sanctions_by", "reason")}
        if acted(request, form, set_client_management, **values):
            messages.success(request, gettext("De verdeling is vastgelegd en geldt vanaf vandaag."))
            return redirect("organisations:way", organisation.pk)
    context = {"organisation": organisation, "form": form, "heading": gettext("Klantmanagement")}
    return render(request, "organisations/own.html", context, status=422 if form.errors else 200)
