"""How each organisation works, for its chain partners to read and its administrator to write."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import publish_way
from schakel.ground.organisations.forms.cards import PARTS, WayForm
from schakel.ground.organisations.models import Organisation, WayOfWorking
from schakel.ground.organisations.queries.client_management import SPLITTING, client_management_of
from schakel.ground.organisations.queries.ways import (
    organisation_on_record,
    organisations_with_ways,
    versions_of,
    way_of,
)
from schakel.ground.organisations.structure import blocks
from schakel.ground.organisations.views.availability import ADMINISTRATORS
from schakel.web.pages import STAFF, SchakelRequest, page


@page(STAFF)
@require_GET
def ways(request: SchakelRequest) -> HttpResponse:
    """All chain partners, with when they last told how they work."""
    return render(request, "organisations/ways.html", {"organisations": organisations_with_ways()})


@page(STAFF)
@require_GET
def way(request: SchakelRequest, organisation_id: UUID) -> HttpResponse:
    """How one organisation works: the latest version, or an earlier one."""
    organisation = organisation_on_record(organisation_id)
    found = way_of(organisation_id, _number(request.GET.get("version", "")))
    versions = versions_of(organisation_id)
    context = {
        "organisation": organisation,
        "way": found,
        "parts": _parts(found),
        "versions": versions,
        "management": _management(organisation),
        "may_divide": organisation.kind in SPLITTING,
        "is_old": found is not None and bool(versions) and found.number != versions[0].number,
        "may_write": request.actor.role == Role.ADMINISTRATOR
        and request.actor.organisation_id == organisation_id,
    }
    return render(request, "organisations/way.html", context)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def write_way(request: SchakelRequest, organisation_id: UUID) -> HttpResponse:
    """Write a new version of one's own organisation's page."""
    if organisation_id != request.actor.organisation_id:
        raise not_found()
    form = WayForm(request.POST or None, initial=_values(way_of(organisation_id)))
    if request.method == "POST" and form.done(
        lambda: publish_way(  # type: ignore[call-arg]
            actor=request.actor,
            organisation_id=organisation_id,
            new=form.new_way(),
            expected_number=form.cleaned_data["number"] or 0,
            submit_key=form.cleaned_data["submit_key"],
        )
    ):
        messages.success(request, gettext("De werkwijze is geplaatst. Ketenpartners lezen haar nu zo."))
        return redirect("organisations:way", organisation_id)
    context = {"form": form, "organisation": organisation_on_record(organisation_id)}
    return render(request, "organisations/write_way.html", context, status=422 if form.errors else 200)


def _management(organisation: Organisation) -> dict[str, str] | None:
    """How client management is divided, in words, where that was told."""
    now = client_management_of(organisation.pk) if organisation.kind in SPLITTING else None
    if now is None:
        return None
    decides = organisation.role_on(now.sanctions_by, clock.today())
    return {"split": now.get_split_display(), "sanctions_by": decides}


def _parts(found: WayOfWorking | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    labels = {name: field.label for name, field in WayForm.base_fields.items()}
    return [
        {"label": labels[name], "blocks": blocks(getattr(found, name))}
        for name in PARTS
        if getattr(found, name).strip()
    ]


def _values(found: WayOfWorking | None) -> dict[str, Any]:
    if found is None:
        return {"number": 0}
    return {name: getattr(found, name) for name in ("number", *PARTS)}


def _number(text: str) -> int | None:
    """A version asked for in the address; what is no small number counts as not asked."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
