"""The tab with the norms that apply to a client today: institutions' duties first, then the client's own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.local_norms import local_rules_of
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.kernel import clock
from schakel.ground.norms.standing import norms_of
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page

TAB = "dossiers:rules"
USED = Section.BENEFIT | Section.PLAN | Section.CONTACTS
"""Where the facts stand that the rooms of today tell the norms."""


@page(PROFESSIONALS)
@require_GET
def rules(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """What applies today, what is due, and what can't be told because a fact is not known."""
    frame = dossier_frame(request, dossier_id, tab=TAB, sections=USED)
    if not frame.sections & Section.BENEFIT:
        raise not_found()
    today = clock.today()
    context = frame.context | {
        "rules": norms_of(dossier_id, today, frame.sections),
        "local": local_rules_of(dossier_id, today),
    }
    return render(request, "dossiers/rules.html", context)
