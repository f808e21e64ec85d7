"""What was said in contacts with the client, as professionals wrote it down."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.course import place_named
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.contacts.queries import contacts_before
from schakel.portal.client import queries
from schakel.web.pages import CLIENTS, SchakelRequest, page

HERE = "client:contacts"
PAGE_SIZE = 20


@page(CLIENTS)
@require_GET
def contacts(request: SchakelRequest) -> HttpResponse:
    """Every contact moment, newest first, with who wrote it down."""
    dossier_id = request.actor.subject_id
    if dossier_id is None:
        raise not_found()
    log_read(HERE, [dossier_id], Section.CONTACTS)
    before = place_named(request.GET.get("before", ""))
    found = contacts_before(dossier_id, limit=PAGE_SIZE + 1, before=before)
    context = {
        "found": found[:PAGE_SIZE],
        "pager": _pager(found, is_later=before is not None),
        "lead": queries.lead_of(queries.helpers_of(dossier_id)),
    }
    return render(request, "client/contacts.html", context)


def _pager(found: list[ContactMoment], *, is_later: bool) -> dict[str, str]:
    address = reverse(HERE)
    pager = {"previous_url": address} if is_later else {}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1]
        pager["next_url"] = f"{address}?{urlencode({'before': f'{last.occurred_at.isoformat()}~{last.id}'})}"
    return pager
