"""The dossier's first tab: who is responsible, what happened and why, and what the rooms above show."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.views.decorators.http import require_GET

from schakel.ground.access.types import SECTION_LABELS, Section
from schakel.ground.dossiers.course import Since, place_named, place_words, shown_entries
from schakel.ground.dossiers.forms import HANDOVER_CONTENT, TakeUpForm
from schakel.ground.dossiers.models import Handover, Participation
from schakel.ground.dossiers.panels import Slot, panels_in
from schakel.ground.dossiers.queries.facts import facts_of
from schakel.ground.dossiers.queries.people import sections_open_to, who
from schakel.ground.dossiers.views.frame import Frame, dossier_frame
from schakel.ground.journal.timeline import Show, timeline
from schakel.ground.kernel import clock
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page

TAB = "dossiers:dossier"
ENTRIES = 20


@page(PROFESSIONALS)
@require_GET
def overview(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The dossier at a glance."""
    frame = dossier_frame(request, dossier_id, tab=TAB, is_whole=True)
    context = frame.context | _course(request, frame)
    context["incoming"] = incoming_banner(request, frame)
    context["main_panels"] = _panels(request, "main", frame)
    context["side_panels"] = _panels(request, "side", frame)
    context["people"] = people_shown(frame, request.actor.reader_id)
    context["competing"] = _competing(frame)
    return render(request, "dossiers/dossier.html", context)


def people_shown(frame: Frame, own_reader: int) -> list[dict[str, Any]]:
    """Who takes part, with organisation, role, phone, since when, and what each may see."""
    leads = {regie.reader_id for regie in frame.regies}
    return [_person(row, row.reader_id in leads, own_reader) for row in frame.participations]


def _person(row: Participation, is_lead: bool, own_reader: int) -> dict[str, Any]:
    open_to = sections_open_to(row.organisation.kind, row.role, clock.today())
    phone = row.professional.phone if row.professional else row.organisation.phone
    return {
        "row": row,
        "name": who(row),
        "is_lead": is_lead,
        "is_own": row.reader_id == own_reader,
        "is_queue": row.team_id is not None,
        "organisation": row.organisation.name,
        "role": row.organisation.role_on(row.role, clock.today()),
        "phone": phone,
        "reachable": row.professional.reachable if row.professional else "",
        "sees": ", ".join(str(SECTION_LABELS[s]).lower() for s in Section if s & open_to),
        "since": row.valid_from,
    }


def incoming_banner(request: SchakelRequest, frame: Frame) -> dict[str, Any] | None:
    """The open handover to the actor's organisation, with what is needed to answer it (no statement more)."""
    own = request.actor.organisation_id
    handover = next((h for h in frame.handovers if h.to_organisation_id == own), None)
    if handover is None:
        return None
    return {
        "handover": handover,
        "content": content_words(handover),
        "form": TakeUpForm(initial={"version": handover.version}),
        "may_answer": True,
    }


def content_words(handover: Handover) -> list[str]:
    """What the sender says the handover holds."""
    return [str(HANDOVER_CONTENT.get(key, key)) for key in handover.checklist]


def _panels(request: SchakelRequest, slot: Slot, frame: Frame) -> list[str]:
    """What other rooms registered for this slot, as far as its section is open to the reader."""
    return [
        get_template(panel.template).render(
            {"dossier_id": frame.dossier.pk, "client": frame.dossier.client} | panel.load(frame.dossier.pk),
            request,
        )
        for panel in panels_in(slot)
        if panel.section & frame.sections
    ]


def _competing(frame: Frame) -> list[dict[str, Any]]:
    """Facts on which the sources differ."""
    if not frame.sections & Section.WORK_PROFILE:
        return []
    known = [fact for fact in facts_of(frame.dossier.pk) if fact.is_competing]
    return [{"kind": k.kind, "sources": [(s, k.kind.words(s.value)) for s in k.sources]} for k in known]


def _course(request: SchakelRequest, frame: Frame) -> dict[str, Any]:
    show = request.GET.get("show", Show.ALL)
    show = show if show in Show.values else Show.ALL.value
    before = place_named(request.GET.get("before", ""))
    found = timeline(frame.dossier.pk, show=show, limit=ENTRIES + 1, before=before, sections=frame.sections)
    entries = found[:ENTRIES]
    address = reverse(TAB, args=[frame.dossier.pk])
    earlier = urlencode({"show": show, "before": place_words(entries[-1])}) if len(found) > ENTRIES else ""
    own = request.actor.reader_id
    shown = shown_entries(entries, frame.dossier.client, clock.today(), Since(frame.since, own))
    return {
        "entries": shown,
        "since": frame.since,
        "new_count": sum(entry["is_new"] for entry in shown),
        "shows": [
            {"label": s.label, "url": f"{address}?show={s.value}#verloop", "is_current": s.value == show}
            for s in Show
        ],
        "earlier_url": f"{address}?{earlier}#verloop" if earlier else "",
        "newest_url": f"{address}?show={show}#verloop" if before else "",
    }
