"""The client's documents: what others meant for them, and what they send themselves."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import add_document
from schakel.ground.dossiers.course import place_named
from schakel.ground.dossiers.models import Document
from schakel.ground.dossiers.queries.documents import documents_before, opened
from schakel.ground.dossiers.scanning import scanner
from schakel.ground.dossiers.views.documents import file_response
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.portal.client.consultations import consultations_about
from schakel.portal.client.documents import DocumentForm
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

HERE = "client:documents"
PAGE_SIZE = 20


@page(CLIENTS)
@require_http_methods(["GET", "POST"])
def documents(request: SchakelRequest) -> HttpResponse:
    """The client's documents, newest first, and the form to send one."""
    dossier_id = _own(request)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _sent(request, form):
        messages.success(request, gettext("Uw document is bewaard. Wie u helpt kan het nu lezen."))
        return redirect(HERE)
    before = place_named(request.GET.get("before", ""))
    found = documents_before(dossier_id, limit=PAGE_SIZE + 1, before=before)
    sections = Section.IDENTITY
    for one in found[:PAGE_SIZE]:
        sections |= Section(one.section_bit)
    log_read(HERE, [dossier_id], sections)
    context = {
        "documents": [{"document": d, "newest": d.revisions.all()[0]} for d in found[:PAGE_SIZE]],
        "form": form,
        "has_scanner": scanner() is not None,
        "pager": _pager(found, before is not None),
    }
    status = 422 if form.errors else 200
    return keep_reads(render(request, "client/documents.html", context, status=status))


@page(CLIENTS)
@require_GET
def download(request: SchakelRequest, document_id: UUID, number: int) -> HttpResponse:
    """The file of one version."""
    revision, content = opened(_own(request), document_id, number)
    log_read("client:document_file", [_own(request)], revision.section_bit)
    return file_response(revision, content)


@page(CLIENTS)
@require_GET
def consultations(request: SchakelRequest) -> HttpResponse:
    """What professionals asked each other about the client: that, when, and what."""
    dossier_id = _own(request)
    log_read("client:consultations", [dossier_id], Section.CONTACTS)
    before = place_named(request.GET.get("before", ""))
    found = consultations_about(dossier_id, limit=PAGE_SIZE + 1, before=before)
    address, pager = reverse("client:consultations"), {}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1].consultation.message
        pager["next_url"] = f"{address}?{urlencode({'before': f'{last.moved_at.isoformat()}~{last.id}'})}"
    if before is not None:
        pager["previous_url"] = address
    context = {"found": found[:PAGE_SIZE], "pager": pager}
    return render(request, "client/consultations.html", context)


def _sent(request: SchakelRequest, form: DocumentForm) -> bool:
    try:
        add_document(
            actor=request.actor,
            dossier_id=_own(request),
            new=form.new_document(),
            file=form.new_file(),
            submit_key=form.key,  # type: ignore[call-arg]
        )
    except InvalidError as error:
        form.refuse(error)
    except ConflictError as error:
        form.add_error(None, str(error))
    return not form.errors


def _own(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id


def _pager(found: list[Document], is_later: bool) -> dict[str, Any]:
    first = reverse(HERE)
    pager: dict[str, Any] = {"previous_url": first if is_later else ""}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1]
        pager["next_url"] = f"{first}?{urlencode({'before': f'{last.added_at.isoformat()}~{last.id}'})}"
    return pager
