"""Sets of roles per location: an administrator makes them, gives them and takes them back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.organisations.actions import (
    end_bundle,
    give_bundle,
    make_bundle,
    make_site_bundles,
    take_bundle,
)
from schakel.ground.organisations.forms import CancelForm
from schakel.ground.organisations.forms.bundles import BundleForm, GiveBundleForm, SizeForm, TakeBundleForm
from schakel.ground.organisations.models import RoleBundle
from schakel.ground.organisations.queries import partner
from schakel.ground.organisations.queries.bundles import bundle_of, bundles_of, people_of, sites_of
from schakel.ground.organisations.views.acting import acted, own_organisation
from schakel.ground.organisations.views.partners import ADMINISTRATORS
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

LIST, ONE = "organisations:bundles", "organisations:bundle"


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def bundles(request: SchakelRequest) -> HttpResponse:
    """The sets of roles of one's organisation by location; and new ones."""
    own, deed = own_organisation(request), request.POST.get("deed", "")
    sites, organisation = sites_of(own), partner(own)
    sent = {name: request.POST if name == deed else None for name in ("bundle", "size")}
    forms: dict[str, ActForm] = {
        "bundle": BundleForm(sent["bundle"], prefix="bundle", sites=sites, organisation=organisation),
        "size": SizeForm(sent["size"], prefix="size", sites=sites),
    }
    form = forms.get(deed)
    if form is not None and form.is_valid() and _made(request, deed, form):
        messages.success(request, gettext("De bundel is gemaakt. Geef hem nu aan medewerkers."))
        return redirect(LIST)
    context = {"bundles": bundles_of(own), "forms": forms, "has_sites": bool(sites)}
    is_refused = form is not None and bool(form.errors)
    return render(request, "organisations/bundles.html", context, status=422 if is_refused else 200)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def bundle(request: SchakelRequest, bundle_id: UUID) -> HttpResponse:
    """One set: who has it, give it, take it, or end it."""
    own, deed = own_organisation(request), request.POST.get("deed", "")
    found = bundle_of(own, bundle_id)
    forms = _forms(request, found, deed)
    form = forms.get(deed)
    if form is not None and form.is_valid() and _done(request, found, deed, form):
        return redirect(LIST) if deed == "end" else redirect(ONE, found.pk)
    context = {"bundle": bundle_of(own, bundle_id), "forms": forms}
    is_refused = form is not None and bool(form.errors)
    return render(request, "organisations/bundle.html", context, status=422 if is_refused else 200)


def _made(request: SchakelRequest, deed: str, form: Any) -> bool:
    said = form.cleaned_data
    if deed == "size":
        values = {"location_id": said["location"], "size": said["size"]}
        return bool(acted(request, form, make_site_bundles, **values))
    values = {"location_id": said["location"], "name": said["name"], "roles": said["roles"]}
    return bool(acted(request, form, make_bundle, **values))


def _forms(request: SchakelRequest, found: RoleBundle, deed: str) -> dict[str, ActForm]:
    holding = [holder.professional for holder in found.holding]  # type: ignore[attr-defined]
    there = {one.pk for one in holding}
    others = [one for one in people_of(found.organisation_id) if one.pk not in there]
    sent = {name: request.POST if name == deed else None for name in ("give", "take", "end")}
    forms: dict[str, ActForm] = {"give": GiveBundleForm(sent["give"], prefix="give", people=others)}
    if holding:
        forms["take"] = TakeBundleForm(sent["take"], prefix="take", people=holding)
    else:
        forms["end"] = CancelForm(sent["end"], prefix="end")
    return forms


def _done(request: SchakelRequest, found: RoleBundle, deed: str, form: Any) -> bool:
    said, on = form.cleaned_data, {"bundle_id": found.pk}
    if deed == "give":
        words = gettext("De rollen zijn gegeven. De medewerker kiest er een na het inloggen.")
        done = acted(request, form, give_bundle, **on, professional_id=said["professional"])
    elif deed == "take":
        words = gettext("De rollen die hieruit kwamen, zijn beëindigd.")
        values = {"professional_id": said["professional"], "reason": said["reason"]}
        done = acted(request, form, take_bundle, **on, **values)
    else:
        words = gettext("De bundel is beëindigd.")
        done = acted(request, form, end_bundle, **on, reason=said["reason"])
    if done:
        messages.success(request, words)
    return bool(done)
