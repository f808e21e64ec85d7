"""Mijn dag: one list of what is to be done, the oldest term first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import DELIVERERS, Section
from schakel.ground.dossiers.queries.drafts import own_drafts
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.plans.choices import to_look_back_on
from schakel.jobseekers.plans.day import (
    COUNTED,
    QUEUE_SHOWN,
    SHOWN,
    DayItem,
    due_items,
    facts_of,
    good_news,
    grouped,
    queue_items,
)
from schakel.jobseekers.plans.models import Agreement
from schakel.web.pages import GUIDES, SchakelRequest, page

LOOK_BACK_SHOWN = 3
DRAFTS_SHOWN = 5
Duty = Agreement.Duty


@page(GUIDES | DELIVERERS)
@require_GET
def day(request: SchakelRequest) -> HttpResponse:
    """What is late, due today, this week and later, in the dossiers where the actor takes part."""
    actor = request.actor
    facts = facts_of(actor)
    every = due_items(actor)
    waiting = queue_items(actor) if facts.in_queue else []
    side = request.GET.get("duty", "")
    items = [item for item in every if not side or item.side == side]
    news = good_news(actor)
    drafts = list(own_drafts()[:DRAFTS_SHOWN])
    passed = to_look_back_on(actor, limit=LOOK_BACK_SHOWN + 1)
    looking_back = passed[:LOOK_BACK_SHOWN]
    shown = {item.dossier_id for item in [*items, *waiting]} | {kept.dossier_id for kept in news}
    shown |= {draft.dossier_id for draft in drafts}
    shown |= {choice.dossier_id for choice in looking_back}
    log_read("plans:day", sorted(shown), Section.IDENTITY | Section.PLAN)
    context = {
        "groups": grouped(items, waiting if side != Duty.CLIENT else []),
        "filters": _filters(every, side),
        "subtitle": _subtitle(every),
        "facts": facts,
        "counted": COUNTED,
        "more_waiting": facts.in_queue > QUEUE_SHOWN and side != Duty.CLIENT,
        "is_cut": len(every) >= SHOWN,
        "shown": SHOWN,
        "news": news,
        "drafts": drafts,
        "look_back": looking_back,
        "more_to_look_back_on": len(passed) > LOOK_BACK_SHOWN,
    }
    return render(request, "plans/day.html", context)


def _filters(every: list[DayItem], side: str) -> list[dict[str, Any]]:
    labels = {"": gettext("Alles"), Duty.OURS: gettext("Van ons"), Duty.CLIENT: gettext("Van cliënt")}
    start = reverse("plans:day")
    return [
        {
            "label": f"{label} {sum(not value or item.side == value for item in every)}",
            "url": f"{start}?duty={value}" if value else start,
            "is_current": value == side,
        }
        for value, label in labels.items()
    ]


def _subtitle(every: list[DayItem]) -> str:
    today = clock.today()
    due = [item.due for item in every if item.due is not None and item.due <= today]
    late = sum(day < today for day in due)
    words = {"date": capfirst(long_date(today)), "count": len(due), "late": late}
    if not due:
        return gettext("%(date)s · niets voor vandaag") % words
    if late:
        return gettext("%(date)s · voor vandaag: %(count)s, waarvan %(late)s te laat") % words
    return gettext("%(date)s · voor vandaag: %(count)s") % words
