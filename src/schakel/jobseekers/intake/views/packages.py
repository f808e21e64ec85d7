"""The two packages of an intake, for work and for income, to read and print; and why nobody gets a score."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.organisations.queries import names_of_readers
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import IntakePart
from schakel.jobseekers.intake.queries import intake_visible, parts_of
from schakel.jobseekers.intake.questions import PACKAGES, PARTS
from schakel.web.pages import EVERYONE, PROFESSIONALS, SchakelRequest, page

READERS = (professionals_that(Level.READ, Section.BENEFIT) | access.INTAKERS) & PROFESSIONALS


@page(READERS)
@require_GET
def package(request: SchakelRequest, dossier_id: UUID, intake_id: UUID, package_key: str) -> HttpResponse:
    """What the intake yields for work or for income, of which the actor sees the parts they may see."""
    if package_key not in PACKAGES:
        raise not_found()
    intake, (label, keys) = intake_visible(dossier_id, intake_id), PACKAGES[package_key]
    rows = [row for row in parts_of(intake) if row.key in keys]
    header = dossier_header(request, dossier_id, "intake:intake")
    log_read("intake:package", [dossier_id], Section.IDENTITY | Section.BENEFIT | _sections(rows))
    readers = {row.saved_by_id for row in rows} | {intake.identity_checked_by_id, intake.routed_by_id}
    names = names_of_readers(reader for reader in readers if reader is not None)
    context = {
        "current": intake,
        "label": label,
        "parts": [_shown(row, names) for row in rows],
        "held_back": len(keys) - len(rows),
        "identified_by": names.get(intake.identity_checked_by_id or 0),
        "routed_by": names.get(intake.routed_by_id or 0),
    }
    return render(request, "intake/package.html", header | context)


@page(EVERYONE)
@require_GET
def no_scores(request: SchakelRequest) -> HttpResponse:
    """Why nobody is scored, and what Schakel offers instead."""
    is_client = request.actor.kind == "client"
    base = "web/portal_base.html" if is_client else "web/base.html"
    return render(request, "intake/no_scores.html", {"base": base, "is_client": is_client})


def _sections(rows: list[IntakePart]) -> Section:
    found = Section(0)
    for row in rows:
        found |= Section(row.section_bit)
    return found


def _shown(row: IntakePart, names: dict[int, Any]) -> dict[str, Any]:
    part = PARTS[row.key]
    lines = [
        (
            question.label,
            question.words(row.answers.get(question.key, "")),
            row.sources.get(question.key, ""),
        )
        for question in part.questions
    ]
    return {"row": row, "part": part, "lines": lines, "by": names.get(row.saved_by_id or 0)}
