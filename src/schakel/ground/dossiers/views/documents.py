"""The tab of documents: the list with its form, one document with its versions, and the file itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import SECTION_LABELS, Section
from schakel.ground.dossiers.actions import add_document, replace_document, withdraw_document
from schakel.ground.dossiers.course import place_named
from schakel.ground.dossiers.forms.documents import DocumentForm, ReplaceForm, WithdrawForm
from schakel.ground.dossiers.models import Document, DocumentRevision
from schakel.ground.dossiers.queries.documents import (
    document_visible,
    documents_before,
    is_own,
    kinds_writable,
    opened,
)
from schakel.ground.dossiers.scanning import scanner
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.organisations.queries import names_of_readers
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB = "dossiers:documents"
PAGE_SIZE = 20


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def documents(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The documents of a dossier, newest first, and the form for a new one."""
    kinds = kinds_writable()
    form = DocumentForm(request.POST or None, request.FILES or None, kinds=kinds)
    status = 200
    if request.method == "POST":
        done = attempt(form, lambda: _add(request, dossier_id, form))
        if done.is_done:
            messages.success(request, gettext("Het document is toegevoegd."))
            return redirect(TAB, dossier_id)
        status = done.status
    header = dossier_header(request, dossier_id, TAB)
    before = place_named(request.GET.get("before", ""))
    found = documents_before(dossier_id, limit=PAGE_SIZE + 1, before=before)
    shown = found[:PAGE_SIZE]
    log_read(TAB, [dossier_id], _sections_of(shown))
    context = header | {
        "documents": _rows(shown),
        "form": form if kinds else None,
        "has_scanner": scanner() is not None,
        "pager": _pager(dossier_id, found, before is not None),
    }
    return keep_reads(render(request, "dossiers/documents.html", context, status=status))


@page(PROFESSIONALS)
@require_GET
def document(request: SchakelRequest, dossier_id: UUID, document_id: UUID) -> HttpResponse:
    """One document: where it comes from, its versions, and what may be done with it."""
    return _one(request, dossier_id, document_id)


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def replace(request: SchakelRequest, dossier_id: UUID, document_id: UUID) -> HttpResponse:
    """Add a new version."""
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _one(request, dossier_id, document_id)
    document_visible(dossier_id, document_id)
    done = attempt(
        form,
        lambda: replace_document(
            actor=request.actor,
            dossier_id=dossier_id,
            document_id=document_id,
            file=form.new_file(),
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"] or 0,
            **once(form),
        ),
    )
    if not done.is_done:
        return _one(request, dossier_id, document_id, replacing=form, status=done.status)
    messages.success(request, gettext("De nieuwe versie is bewaard. De vorige blijft leesbaar."))
    return redirect("dossiers:document", dossier_id, document_id)


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def withdraw(request: SchakelRequest, dossier_id: UUID, document_id: UUID) -> HttpResponse:
    """Say that a document counts no longer."""
    form = WithdrawForm(request.POST or None)
    if request.method != "POST":
        return _one(request, dossier_id, document_id)
    document_visible(dossier_id, document_id)
    done = attempt(
        form,
        lambda: withdraw_document(
            actor=request.actor,
            dossier_id=dossier_id,
            document_id=document_id,
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"] or 0,
            **once(form),
        ),
    )
    if not done.is_done:
        return _one(request, dossier_id, document_id, withdrawing=form, status=done.status)
    messages.success(request, gettext("Het document is ingetrokken. Het blijft leesbaar, met uw reden."))
    return redirect("dossiers:document", dossier_id, document_id)


@page(PROFESSIONALS)
@require_GET
def download(request: SchakelRequest, dossier_id: UUID, document_id: UUID, number: int) -> HttpResponse:
    """The file of one version."""
    revision, content = opened(dossier_id, document_id, number)
    log_read("dossiers:document_file", [dossier_id], revision.section_bit)
    return file_response(revision, content)


def file_response(revision: DocumentRevision, content: bytes) -> HttpResponse:
    """A file that a browser saves and never opens as a page of ours."""
    kind = revision.content_type
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8" if kind == "text/plain" else kind)
    named = content_disposition_header(as_attachment=True, filename=revision.file_name)
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _add(request: SchakelRequest, dossier_id: UUID, form: DocumentForm) -> UUID:
    return add_document(
        actor=request.actor,
        dossier_id=dossier_id,
        new=form.new_document(),
        file=form.new_file(),
        **once(form),
    )


def _one(
    request: SchakelRequest,
    dossier_id: UUID,
    document_id: UUID,
    *,
    replacing: ReplaceForm | None = None,
    withdrawing: WithdrawForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = document_visible(dossier_id, document_id)
    header = dossier_header(request, dossier_id, TAB)
    log_read("dossiers:document", [dossier_id], found.section_bit)
    version = {"version": found.version}
    context = header | {
        "item": _rows([found])[0],
        "replacing": replacing or ReplaceForm(initial=version),
        "withdrawing": withdrawing or WithdrawForm(initial=version),
        "has_scanner": scanner() is not None,
    }
    return keep_reads(render(request, "dossiers/document.html", context, status=status))


def _rows(found: list[Document]) -> list[dict[str, Any]]:
    """Documents with their newest version first, and the names of who added each."""
    versions = {document.pk: list(document.revisions.all()) for document in found}
    names = names_of_readers({v.reader_id for of_one in versions.values() for v in of_one}) if found else {}
    return [
        {
            "document": document,
            "newest": versions[document.pk][0],
            "versions": [
                {"row": v, "by": names[v.reader_id].name if v.reader_id in names else gettext("cliënt")}
                for v in versions[document.pk]
            ],
            "section": SECTION_LABELS[Section(document.section_bit)],
            "is_own": is_own(document),
            "is_unscanned": versions[document.pk][0].scan == DocumentRevision.Scan.UNSCANNED,
        }
        for document in found
    ]


def _sections_of(found: list[Document]) -> int:
    sections = int(Section.IDENTITY)
    for one in found:
        sections |= one.section_bit
    return sections


def _pager(dossier_id: UUID, found: list[Document], is_later: bool) -> dict[str, Any]:
    first = reverse(TAB, args=[dossier_id])
    pager: dict[str, Any] = {"note": gettext("nieuwste eerst"), "previous_url": first if is_later else ""}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1]
        pager["next_url"] = f"{first}?{urlencode({'before': f'{last.added_at.isoformat()}~{last.id}'})}"
    return pager
