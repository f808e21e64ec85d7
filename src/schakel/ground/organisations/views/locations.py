"""Locations of the chain: by region, one with who is there, and the own ones to keep up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Role
from schakel.ground.organisations.actions import (
    Site,
    add_spot,
    change_location,
    close_location,
    open_location,
    put_at_location,
    remove_spot,
)
from schakel.ground.organisations.forms import (
    CancelForm,
    LocationsForm,
    PresenceForm,
    SiteForm,
    SpotForm,
)
from schakel.ground.organisations.models import Location
from schakel.ground.organisations.queries import location_shown, locations, own_location
from schakel.ground.organisations.views.acting import acted, own_organisation
from schakel.ground.organisations.views.partners import ADMINISTRATORS, PAGE_SIZE, next_page, place_after
from schakel.ground.vocabulary.places import region_choices
from schakel.web.forms import ActForm
from schakel.web.pages import STAFF, SchakelRequest, page

ONE = "organisations:location"


@page(STAFF)
@require_GET
def location_list(request: SchakelRequest) -> HttpResponse:
    """Locations of today, of one region or all."""
    regions = region_choices()
    form = LocationsForm(request.GET, regions=regions)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "region": ""}
    after = place_after(request.GET.get("after", ""))
    found = locations(region=asked["region"], words=asked["q"], after=after, limit=PAGE_SIZE + 1)
    names = dict(regions)
    rows = [(one, names.get(one.region_code, "")) for one in found[:PAGE_SIZE]]
    context = {
        "form": form,
        "rows": rows,
        "asked": asked,
        "pager": next_page(found, asked),
        "may_add": request.actor.role == Role.ADMINISTRATOR,
    }
    return render(request, "organisations/locations.html", context)


@page(STAFF)
@require_GET
def location(request: SchakelRequest, location_id: UUID) -> HttpResponse:
    """A location: address, hours, who is there, desks and rooms, and what is joint."""
    shown = location_shown(location_id)
    is_admin = request.actor.role == Role.ADMINISTRATOR
    context = {
        "shown": shown,
        "location": shown.location,
        "channels": _channels(shown.location),
        "region": dict(region_choices()).get(shown.location.region_code, ""),
        "may_edit": is_admin
        and shown.location.valid_to is None
        and request.actor.organisation_id == shown.location.keeper_id,
    }
    return render(request, "organisations/location.html", context)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def new_location(request: SchakelRequest) -> HttpResponse:
    """Open a location."""
    form = SiteForm(request.POST or None, regions=region_choices())
    if request.method == "POST" and form.is_valid():
        made = acted(request, form, open_location, site=form.site())
        if made:
            messages.success(request, gettext("De locatie is geopend."))
            return redirect("organisations:edit_location", made)
    context = {"form": form}
    return render(request, "organisations/new_location.html", context, status=422 if form.errors else 200)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def edit_location(request: SchakelRequest, location_id: UUID) -> HttpResponse:
    """Keep up a location of one's own: its data, who is there, desks and rooms; or close it."""
    found = own_location(own_organisation(request), location_id)
    forms = _forms(found)
    deed = request.POST.get("deed", "")
    if request.method == "POST" and deed in forms:
        form = forms[deed] = _sent(request, found, deed)
        if form.is_valid() and _done(request, found, deed, form):
            to_page = redirect("organisations:locations") if deed == "close" else None
            return to_page or redirect("organisations:edit_location", found.pk)
    is_refused = any(form.errors for form in forms.values())
    context = {"shown": location_shown(found.pk), "location": found, "forms": forms}
    return render(request, "organisations/edit_location.html", context, status=422 if is_refused else 200)


def _forms(found: Location) -> dict[str, ActForm]:
    start = {name: getattr(found, name) for name in Site.__dataclass_fields__} | {"version": found.version}
    return {
        "site": SiteForm(regions=region_choices(), initial=start),
        "present": PresenceForm(prefix="present"),
        "spot": SpotForm(prefix="spot", location=found),
        "remove": ActForm(prefix="remove"),
        "close": CancelForm(prefix="close"),
    }


def _sent(request: SchakelRequest, found: Location, deed: str) -> ActForm:
    if deed == "site":
        return SiteForm(request.POST, regions=region_choices())
    if deed == "present":
        return PresenceForm(request.POST, prefix="present")
    if deed == "spot":
        return SpotForm(request.POST, prefix="spot", location=found)
    kind = CancelForm if deed == "close" else ActForm
    return kind(request.POST, prefix=deed)


def _done(request: SchakelRequest, found: Location, deed: str, form: Any) -> bool:
    """Do what the form asks; tells whether it was done."""
    data, on = form.cleaned_data, {"location_id": found.pk}
    if deed == "site":
        values = {"site": form.site(), "expected_version": data["version"]}
        done = acted(request, form, change_location, **on, **values)
    elif deed == "present":
        values = {"present_id": data["present"].pk, "services": data["services"]}
        done = acted(request, form, put_at_location, **on, **values)
    elif deed == "spot":
        of = data["of"].pk if data["of"] else None
        done = acted(request, form, add_spot, **on, kind=data["kind"], name=data["name"], of_id=of)
    elif deed == "remove":
        done = acted(request, form, remove_spot, **on, spot_id=_uuid(request.POST.get("spot_id", "")))
    else:
        done = acted(request, form, close_location, **on, reason=data["reason"])
    if done:
        messages.success(request, gettext("De locatie is bijgewerkt."))
    return bool(done)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _channels(found: Location) -> list[tuple[str, bool]]:
    return [
        (gettext("Eén locatie"), found.is_joint_location),
        (gettext("Eén balie"), found.is_joint_desk),
        (gettext("Eén telefoonnummer"), found.is_joint_phone),
        (gettext("Eén website"), found.is_joint_website),
    ]
