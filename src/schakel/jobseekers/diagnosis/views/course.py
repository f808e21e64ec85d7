"""How the diagnoses of a client differ over time, and the first estimate beside what showed later."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.comparing import course_of, estimates_of
from schakel.jobseekers.diagnosis.forms.running import language
from schakel.jobseekers.diagnosis.instruments.model import said
from schakel.jobseekers.diagnosis.queries.diagnoses import (
    Taken,
    Voice,
    all_taken,
    diagnoses_of,
    styles_of,
    withdrawn_of,
)
from schakel.web.pages import SchakelRequest, page

TAB = "diagnosis:result"


@page(access.READERS)
@require_GET
def course(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Every score over time, oldest diagnosis first, with the change since the one before."""
    header = dossier_header(request, dossier_id, TAB)
    taken = all_taken(diagnoses_of(dossier_id)[::-1])
    log_read("diagnosis:course", [dossier_id], Section.IDENTITY | Section.DIAGNOSIS)
    context = header | {
        "taken": taken,
        "rows": course_of(taken) if taken else [],
        "estimates": estimates_of(taken),
        "styles": styles_of(dossier_id),
        "withdrawn": [(one.diagnosis, _filled(one)) for one in all_taken(withdrawn_of(dossier_id))],
        "may_write": access.may_write(current_context()) and not header["dossier"].is_only_looked_at,
    }
    return render(request, "diagnosis/course.html", context)


def _filled(one: Taken) -> list[tuple[str, str]]:
    """The parts in which a professional filled something in: name and title."""
    spoken = language()
    parts = [one.content.part(name) for voice, name in one.parts if voice == Voice.PROFESSIONAL]
    return [(part.name, said(part.title, spoken)) for part in parts if part is not None]
