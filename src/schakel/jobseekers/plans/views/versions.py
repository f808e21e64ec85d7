"""A version of the plan as it was laid before the signers, beside the one before it, and as PDF."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.notices.letters import pdf_of
from schakel.jobseekers.plans.models import PlanVersion
from schakel.jobseekers.plans.paper import paper_html
from schakel.jobseekers.plans.presenting import differences, version_shown
from schakel.jobseekers.plans.queries.versions import signatures_of, version_numbered
from schakel.jobseekers.plans.views.forming import TAB
from schakel.web.pages import CLIENTS, PROFESSIONALS, SchakelRequest, page


@page(PROFESSIONALS)
@require_GET
def version(request: SchakelRequest, dossier_id: UUID, plan_id: UUID, number: int) -> HttpResponse:
    """What stood in a version, what was different, and who signed."""
    header = dossier_header(request, dossier_id, TAB)
    context = version_context(dossier_id, plan_id, number)
    log_read("plans:version", [dossier_id], Section.IDENTITY | Section.PLAN)
    return render(request, "plans/version.html", header | context)


def version_context(dossier_id: UUID, plan_id: UUID, number: int) -> dict[str, Any]:
    """A version with its signatures, and what changed since the one before."""
    row = version_numbered(dossier_id, plan_id, number)
    before = version_numbered(dossier_id, plan_id, number - 1) if number > 1 else None
    return {
        "row": row,
        "content": version_shown(row.content),
        "signatures": signatures_of(row),
        "changes": differences(before.content, row.content) if before else [],
    }


@page(PROFESSIONALS)
@require_GET
def pdf(request: SchakelRequest, dossier_id: UUID, plan_id: UUID, number: int) -> HttpResponse:
    """The advice and plan of action as PDF, with the address as it may be shown today."""
    dossier_header(request, dossier_id, TAB)
    row = version_numbered(dossier_id, plan_id, number)
    log_read("plans:pdf", [dossier_id], Section.IDENTITY | Section.PLAN)
    return pdf_response(row)


@page(CLIENTS)
@require_GET
def own_pdf(request: SchakelRequest, plan_id: UUID, number: int) -> HttpResponse:
    """The same for the client."""
    dossier_id = request.actor.subject_id
    if dossier_id is None:
        raise not_found()
    row = version_numbered(dossier_id, plan_id, number)
    log_read("plans:own_pdf", [dossier_id], Section.IDENTITY | Section.PLAN)
    return pdf_response(row)


def pdf_response(row: PlanVersion) -> HttpResponse:
    """A version as a file; its name holds no person."""
    headers = {"Content-Disposition": f'attachment; filename="plan-{row.plan_id}-{row.number}.pdf"'}
    return HttpResponse(pdf_of(paper_html(row)), content_type="application/pdf", headers=headers)
