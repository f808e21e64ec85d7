"""Where somebody begins the day whose role has no list of clients: what they can do here."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.menus import entries_for
from schakel.ground.access.types import PROFESSIONALS, STAFF, Role
from schakel.web.pages import SchakelRequest, page

HOME = "organisations:home"
WITHOUT_DOSSIERS = STAFF - PROFESSIONALS - {Role.ADMINISTRATOR}


@page(WITHOUT_DOSSIERS)
@require_GET
def home(request: SchakelRequest) -> HttpResponse:
    """The ways on for this role, and that it opens no dossier."""
    entries = [entry for entry in entries_for(request.actor.role) if entry.url_name != HOME]
    return render(request, "organisations/home.html", {"entries": entries})
