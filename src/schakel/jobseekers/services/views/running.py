"""What runs for my clients: what ends soon, what should have ended, and what has not begun."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import DELIVERERS, GUIDES, Section
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.presenting import STATE_MARKS
from schakel.jobseekers.services.queries.uses import SHOWN, in_my_dossiers
from schakel.web.pages import SchakelRequest, page

HERE = "services:running"
KINDS = ("", "soon", "over", "new")


@page(GUIDES | DELIVERERS)
@require_GET
def running(request: SchakelRequest) -> HttpResponse:
    """The services of my clients, chosen longest ago first; keyset by day and id."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    found = in_my_dossiers(
        request.actor, kind=kind, limit=SHOWN + 1, after=_place(request.GET.get("after", ""))
    )
    shown = found[:SHOWN]
    if shown:
        log_read(HERE, list({use.dossier_id for use in shown}), Section.IDENTITY | Section.PLAN)
    context = {
        "rows": [_row(use) for use in shown],
        "kinds": [_kind(one, kind) for one in KINDS],
        "pager": _pager(found, kind),
        "is_guide": request.actor.role in GUIDES,
    }
    return render(request, "services/running.html", context)


def _row(use: ServiceUse) -> dict[str, Any]:
    today = clock.today()
    return {
        "use": use,
        "client": use.dossier.client,
        "mark": STATE_MARKS[ServiceUse.State(use.state)],
        "is_over": use.is_over(today),
    }


def _kind(kind: str, current: str) -> dict[str, Any]:
    labels = {
        "": gettext("Alles wat openstaat"),
        "soon": gettext("Eindigt binnen vier weken"),
        "over": gettext("Had al moeten eindigen"),
        "new": gettext("Nog niet begonnen"),
    }
    url = reverse(HERE) + (f"?{urlencode({'kind': kind})}" if kind else "")
    return {"label": labels[kind], "url": url, "is_current": kind == current}


def _pager(found: list[ServiceUse], kind: str) -> dict[str, Any]:
    pager: dict[str, Any] = {"note": gettext("langst geleden gekozen eerst")}
    if len(found) > SHOWN:
        last = found[SHOWN - 1]
        asked = {"kind": kind, "after": f"{last.chosen_on.isoformat()}~{last.pk}"}
        pager["next_url"] = f"{reverse(HERE)}?{urlencode(asked)}"
    return pager


def _place(text: str) -> tuple[date, UUID] | None:
    """A place in the list as the address names it; anything else is the top of the list."""
    day, _sign, last = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        return None
