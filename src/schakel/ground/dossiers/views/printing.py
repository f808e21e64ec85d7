"""The dossier on paper: who, what for, and the course; a look of its own kind in the read log."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.dossiers.course import shown_entries
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.dossiers.views.overview import people_shown
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page

PRINTED = "dossiers:print"
MOST = 500
"""More than this is a book; the newest are printed and the page says so."""


@page(PROFESSIONALS)
@require_GET
def dossier(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Summary and course of a dossier, made for paper. No address or phone number stands on it."""
    frame = dossier_frame(request, dossier_id, tab=PRINTED)
    found = timeline(dossier_id, limit=MOST + 1, sections=frame.sections)
    context = frame.context | {
        "people": people_shown(frame, request.actor.reader_id),
        "entries": shown_entries(found[:MOST], frame.dossier.client, clock.today()),
        "is_cut": len(found) > MOST,
    }
    return render(request, "dossiers/print.html", context)
