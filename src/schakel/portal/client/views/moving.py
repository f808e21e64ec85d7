"""What is different in the municipality that a client moves to, as far as both wrote it down."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import Handover
from schakel.ground.dossiers.queries.handovers import last_move
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.norms.municipalities import municipalities_on
from schakel.ground.organisations.queries.local_rules import LocalRule, local_rules
from schakel.ground.organisations.structure import blocks
from schakel.portal.client.queries import helpers_of, lead_of
from schakel.web.pages import CLIENTS, SchakelRequest, page

HERE = "client:moving"


@page(CLIENTS)
@require_GET
def moving(request: SchakelRequest) -> HttpResponse:
    """The rules of both municipalities: what differs, what is the same, what nobody wrote down."""
    dossier_id = request.actor.subject_id
    move = last_move(dossier_id) if dossier_id is not None else None
    if dossier_id is None or move is None:
        raise not_found()
    log_read(HERE, [dossier_id], Section.IDENTITY)
    rules = local_rules(move.from_organisation_id, move.to_organisation_id)
    context = {
        "move": move,
        "other": [_shown(rule) for rule in rules if rule.differs],
        "same": [_shown(rule) for rule in rules if rule.is_known and not rule.differs],
        "unknown": [_shown(rule) for rule in rules if not rule.is_known],
        "lead": lead_of(helpers_of(dossier_id)),
        "compare_url": _compare_url(move),
    }
    return render(request, "client/moving.html", context)


def _compare_url(move: Handover) -> str:
    """The comparison of what both made of the law, on the day of the move; empty where one makes none."""
    ids = {str(one.id) for one in municipalities_on(clock.today())}
    here, there = str(move.from_organisation_id), str(move.to_organisation_id)
    if not {here, there} <= ids or here == there:
        return ""
    day = move.moves_on or clock.today()
    return f"{reverse('norms:compare')}?{urlencode({'here': here, 'there': there, 'on': day.isoformat()})}"


def _shown(rule: LocalRule) -> dict[str, Any]:
    return {"label": rule.label, "here": blocks(rule.here), "there": blocks(rule.there)}
