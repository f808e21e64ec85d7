"""Lists over clients: plans by where they stand, and wishes not met; the address keeps the choice."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Section
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.shares import LEAST
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.access import WRITERS
from schakel.jobseekers.plans.queries.lists import Place, Show, plans_listed, wishes_listed
from schakel.jobseekers.plans.queries.wish_counts import since, wish_counts
from schakel.web.pages import SchakelRequest, page

PAGE_SIZE = 25


@page(WRITERS)
@require_GET
def plans(request: SchakelRequest) -> HttpResponse:
    """Plans of one's own clients: waiting for agreement, without a start, to look back on, or running."""
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in Show.values else Show.WAITING
    after = _place(request.GET.get("after", ""))
    found = plans_listed(request.actor, show, limit=PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    log_read("plans:plans", sorted({row.dossier_id for row in shown}), Section.IDENTITY | Section.PLAN)
    address = f"{reverse('plans:plans')}?show={show}"
    last = (shown[-1].begun_on, shown[-1].pk) if len(found) > PAGE_SIZE else None
    context = {
        "plans": shown,
        "show": show,
        "filters": [{"url": f"?show={one}", "label": one.label, "is_current": one == show} for one in Show],
        "pager": _pager(address, f"{address}&", last, note=gettext("oudste eerst"), has_before=bool(after)),
    }
    return render(request, "plans/plans.html", context)


@page(WRITERS)
@require_GET
def wishes(request: SchakelRequest) -> HttpResponse:
    """What the organisation could not do, for clients that one sees."""
    after = _place(request.GET.get("after", ""))
    found = wishes_listed(request.actor, limit=PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    log_read("plans:wishes", sorted({row.dossier_id for row in shown}), Section.IDENTITY | Section.PLAN)
    address = reverse("plans:wishes")
    last = (shown[-1].noted_on, shown[-1].pk) if len(found) > PAGE_SIZE else None
    pager = _pager(address, f"{address}?", last, note=gettext("nieuwste eerst"), has_before=bool(after))
    return render(request, "plans/wishes.html", {"wishes": shown, "pager": pager})


@page(access.COUNTERS)
@require_GET
def counts_of_wishes(request: SchakelRequest) -> HttpResponse:
    """What the organisation could not do, as numbers only."""
    context = {"rows": wish_counts(), "since": since(), "few": LEAST}
    return render(request, "plans/wish_counts.html", context)


def _pager(first: str, stem: str, last: Place | None, *, note: str, has_before: bool) -> dict[str, Any]:
    pager: dict[str, Any] = {"note": note, "previous_url": first if has_before else ""}
    if last is not None:
        day, row_id = last
        pager["next_url"] = f"{stem}after={day.isoformat()}_{row_id}"
    return pager


def _place(text: str) -> Place | None:
    """A place in a list as the address names it; anything else is the top of the list."""
    day, _sign, row_id = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(row_id)
    except ValueError:
        return None
