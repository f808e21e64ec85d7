"""What organisations wrote to the client, to read again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.journal.reading import log_read
from schakel.ground.notices.queries import sent_notices_of
from schakel.ground.organisations.queries import names_of_readers
from schakel.web.pages import CLIENTS, SchakelRequest, page

SHOWN = 50


@page(CLIENTS)
@require_GET
def letters(request: SchakelRequest) -> HttpResponse:
    """Letters and e-mails that left, newest first."""
    dossier_id = request.actor.subject_id
    if dossier_id is None:
        raise not_found()
    log_read("client:letters", [dossier_id], Section.CONTACTS)
    found = sent_notices_of(dossier_id, limit=SHOWN + 1)
    names = names_of_readers(notice.reader_id for notice in found)
    rows = [{"notice": notice, "who": names.get(notice.reader_id)} for notice in found[:SHOWN]]
    context = {"rows": rows, "is_more": len(found) > SHOWN}
    return render(request, "client/letters.html", context)
