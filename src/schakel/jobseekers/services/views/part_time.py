"""Who works part of the week with a small right to WW: a selection over one's own clients."""

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

from schakel.ground.access.types import GUIDES, Section
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.services.queries.part_time import FEW_HOURS, Place, SmallRight, small_rights
from schakel.web.pages import SchakelRequest, page

HERE = "services:part_time"
PAGE_SIZE = 50
HOURS = (8, FEW_HOURS, 20)
"""Below how many hours one may ask."""


@page(GUIDES)
@require_GET
def part_time(request: SchakelRequest) -> HttpResponse:
    """The selection; which one stands in the address."""
    asked = request.GET
    below = int(asked["hours"]) if asked.get("hours") in {str(hours) for hours in HOURS} else FEW_HOURS
    only_without = asked.get("service") == "none"
    found = small_rights(
        request.actor,
        below=below,
        only_without=only_without,
        limit=PAGE_SIZE + 1,
        after=_place(asked.get("after", "")),
    )
    shown = found[:PAGE_SIZE]
    if shown:
        dossiers = sorted({row.right.client_id for row in shown})
        log_read(HERE, dossiers, Section.IDENTITY | Section.BENEFIT | Section.PLAN)
    context = {
        "rows": shown,
        "below": below,
        "filters": _filters(below, only_without),
        "pager": _pager(found, below, only_without),
    }
    return render(request, "services/part_time.html", context)


def _filters(below: int, only_without: bool) -> list[dict[str, Any]]:
    hours = [
        {
            "label": gettext("minder dan %(hours)s uur") % {"hours": one},
            "url": _address(one, only_without),
            "is_current": one == below,
        }
        for one in HOURS
    ]
    without = {
        "label": gettext("alleen zonder dienst"),
        "url": _address(below, not only_without),
        "is_current": only_without,
    }
    return [*hours, without]


def _address(below: int, only_without: bool, **more: str) -> str:
    asked = {"hours": str(below)} | ({"service": "none"} if only_without else {}) | more
    return f"{reverse(HERE)}?{urlencode(asked)}"


def _pager(found: list[SmallRight], below: int, only_without: bool) -> dict[str, Any]:
    pager: dict[str, Any] = {"note": gettext("langst een uitkering eerst")}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1].right
        place = f"{last.valid_from.isoformat()}~{last.pk}"
        pager["next_url"] = _address(below, only_without, after=place)
    return pager


def _place(text: str) -> Place | None:
    """A place in the list as the address names it; anything else is the top of the list."""
    day, _sign, last = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        return None
