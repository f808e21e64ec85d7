"""The tab with the diagnosis: where it stands while it is taken, and what it came to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.queries.life_domains import open_life_domains_of
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.analysing import topics_that_differ
from schakel.jobseekers.diagnosis.presenting import (
    advice_shown,
    domains_shown,
    instrument_shown,
    parts_shown,
)
from schakel.jobseekers.diagnosis.queries.advice import requests_of
from schakel.jobseekers.diagnosis.queries.analyses import analyses_of
from schakel.jobseekers.diagnosis.queries.diagnoses import (
    diagnoses_of,
    result_of,
    standing,
    style_of,
    taken,
    why_compare,
)
from schakel.jobseekers.diagnosis.queries.supplements import ambitions_of, circumstances_of, missing_of
from schakel.jobseekers.diagnosis.scales import RUNG_LABELS
from schakel.web.pages import SchakelRequest, page

TAB = "diagnosis:result"


@page(access.READERS)
@require_GET
def result(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The latest diagnosis, under the outcome that holds; earlier ones stand on the page with differences."""
    header = dossier_header(request, dossier_id, TAB)
    found = diagnoses_of(dossier_id)
    may_write = access.may_write(current_context()) and not header["dossier"].is_only_looked_at
    context: dict[str, Any] = header | {"diagnoses": found, "may_write": may_write}
    context["may_buy"] = may_write and request.actor.role in professionals_that(Level.WRITE, Section.PLAN)
    context["may_see_picture"] = request.actor.role in access.PICTURE_READERS
    sections = Section.IDENTITY | Section.DIAGNOSIS
    if found:
        one = taken(found[0])
        domains = domains_shown(one, [row.domain for row in open_life_domains_of(dossier_id)])
        if domains:
            sections |= Section.LIFE_DOMAINS
        circumstances, analyses = circumstances_of(dossier_id), analyses_of(dossier_id)
        bits = [row.section_bit for row in circumstances] + [row.section_bit for row in analyses]
        if Section.LIFE_DOMAINS in bits:
            sections |= Section.LIFE_DOMAINS
        holds = standing(found)
        outcome = result_of(holds) if holds else None
        context |= {
            "diagnosis": one.diagnosis,
            "standing": holds,
            "outcome": outcome,
            "why_compare": why_compare(holds, clock.today()) if holds else "",
            "rung_label": RUNG_LABELS[outcome.rung] if outcome else "",
            "style": style_of(dossier_id),
            "analyses": [row for row in analyses if row.withdrawn_on is None],
            "differing": topics_that_differ(analyses),
            "parts": parts_shown(one),
            "domains": domains,
            "unsigned": len(one.unsigned),
            "advice": advice_shown(one),
            "instrument": instrument_shown(one.content),
            "missing": missing_of(dossier_id, one.diagnosis.pk),
            "ambitions": ambitions_of(dossier_id),
            "circumstances": circumstances,
            "requests": requests_of(dossier_id),
            "employer_id": request.actor.employer_id,
            "may_fill": may_write and not one.diagnosis.is_concluded,
        }
    log_read(TAB, [dossier_id], sections)
    return render(request, "diagnosis/result.html", context)
