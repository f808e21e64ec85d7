"""The tab with the norms that apply to a client today: institutions' duties first, then the client's own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.kernel import clock
from schakel.ground.norms.standing import norms_of
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page

TAB = "dossiers:rules"


@page(PROFESSIONALS)
@require_GET
def rules(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """What applies today, what is due, and what can't be told because a fact is not known."""
    frame = dossier_frame(request, dossier_id, tab=TAB, sections=Section.BENEFIT)
    if not frame.sections & Section.BENEFIT:
        raise not_found()
    context = frame.context | {"rules": norms_of(dossier_id, clock.today())}
    return render(request, "dossiers/rules.html", context)
