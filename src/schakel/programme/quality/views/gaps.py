"""The dossiers behind a gap: where a field was missing at the newest count."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.completeness import Field, field_of
from schakel.ground.dossiers.queries.listing import DossierRow, Found
from schakel.ground.journal.reading import log_read
from schakel.programme.quality.access import OPENERS
from schakel.programme.quality.queries import (
    Group,
    dossiers_lacking,
    latest_run,
    picture_of,
)
from schakel.programme.quality.views.completeness import chosen_group, group_key, group_words
from schakel.web.pages import SchakelRequest, page

HERE = "quality:gaps"


@page(OPENERS)
@require_GET
def gaps(request: SchakelRequest, field_key: str) -> HttpResponse:
    """Those that the reader may see, by name, a page at a time."""
    field, run = field_of(field_key), latest_run(request.actor.employer_id)
    if field is None or run is None:
        raise not_found()
    group = chosen_group(picture_of(run), request.GET.get("team", ""))
    after, before = _place(request, "after"), _place(request, "before")
    found = dossiers_lacking(run, field.key, group, after=after, before=before)
    if found.rows:
        log_read(HERE, [row.id for row in found.rows], Section.IDENTITY | field.section)
    context = {
        "field": field,
        "run": run,
        "group": group_words(group) if group else "",
        "rows": [{"row": row, "url": reverse(field.url_name, args=[row.id])} for row in found.rows],
        "pager": _pager(found, field, group),
        "back_url": _with_team(reverse("quality:quality"), group),
    }
    return render(request, "quality/gaps.html", context)


def _place(request: SchakelRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET[name])
    except (KeyError, ValueError):
        return None


def _with_team(url: str, group: Group | None, **more: str) -> str:
    query = ({"team": group_key(group)} if group else {}) | more
    return f"{url}?{urlencode(query)}" if query else url


def _pager(found: Found, field: Field, group: Group | None) -> dict[str, Any]:
    here, rows = reverse(HERE, args=[field.key]), found.rows
    pager: dict[str, Any] = {"note": gettext("op achternaam")}
    if rows and found.has_more:
        pager["next_url"] = _with_team(here, group, after=_id(rows[-1]))
    if rows and found.has_before:
        pager["previous_url"] = _with_team(here, group, before=_id(rows[0]))
    return pager


def _id(row: DossierRow) -> str:
    return str(row.id)
