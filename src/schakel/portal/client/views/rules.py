"""The client's rights and duties in plain words: what institutions must do first, then the client."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.handovers import last_move
from schakel.ground.dossiers.queries.local_norms import local_rules_of
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.norms.standing import norms_of
from schakel.web.pages import CLIENTS, SchakelRequest, page

HERE = "client:rules"


@page(CLIENTS)
@require_GET
def rules(request: SchakelRequest) -> HttpResponse:
    """The norms that apply to the client today; meanings of words are left out."""
    dossier_id = request.actor.subject_id
    if dossier_id is None:
        raise not_found()
    log_read(HERE, [dossier_id], Section.IDENTITY | Section.BENEFIT | Section.PLAN | Section.CONTACTS)
    found = norms_of(dossier_id, clock.today(), sections_visible(dossier_id))
    cards = [
        card for card in (*found.pressing, *found.institutions, *found.citizen) if card.mode != "definition"
    ]
    context = {
        "ours": [card for card in cards if card.is_for_institution],
        "own": [card for card in cards if not card.is_for_institution],
        "is_unchecked": any(not card.is_plain_checked for card in cards),
        "told": found.told,
        "coming": found.coming,
        "coming_on": found.coming_on,
        "move": last_move(dossier_id),
        "local": local_rules_of(dossier_id, clock.today()),
    }
    return render(request, "client/rules.html", context)
