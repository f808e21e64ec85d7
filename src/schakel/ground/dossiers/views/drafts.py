"""One's own drafts: the list of them, and throwing one away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import throw_draft_away
from schakel.ground.dossiers.queries.drafts import SHOWN, own_drafts
from schakel.ground.journal.reading import log_read
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page

LIST = "dossiers:drafts"


@page(PROFESSIONALS)
@require_GET
def drafts(request: SchakelRequest) -> HttpResponse:
    """What one is still writing, the draft that is destroyed first on top."""
    found = list(own_drafts()[:SHOWN])
    log_read(LIST, sorted({draft.dossier_id for draft in found}), Section.IDENTITY)
    return render(request, "dossiers/drafts.html", {"drafts": found})


@page(PROFESSIONALS)
@require_POST
def throw_away(request: SchakelRequest, dossier_id: UUID, draft_id: UUID) -> HttpResponse:
    """Throw one's own draft away."""
    throw_draft_away(actor=request.actor, dossier_id=dossier_id, draft_id=draft_id)
    messages.success(request, gettext("Het concept is weggegooid."))
    return redirect(LIST)
