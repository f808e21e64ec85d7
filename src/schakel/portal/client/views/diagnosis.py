"""The client's own view beside the diagnosis: the parts to fill in, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.life_domains import open_life_domains_of
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import StaleVersionError
from schakel.jobseekers.diagnosis.actions import give_own_view
from schakel.jobseekers.diagnosis.forms.running import PartForm, language, values_of
from schakel.jobseekers.diagnosis.instruments.model import Part, said
from schakel.jobseekers.diagnosis.models import DiagnosisPart, DiagnosisResult, PartnerAnalysis
from schakel.jobseekers.diagnosis.queries.advice import requests_of
from schakel.jobseekers.diagnosis.queries.analyses import analyses_of
from schakel.jobseekers.diagnosis.queries.diagnoses import (
    Taken,
    Voice,
    diagnoses_of,
    diagnosis_visible,
    result_of,
    standing,
    taken,
)
from schakel.web.acting import Attempt, attempt, once
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

Variant = DiagnosisResult.Variant
HERE = "client:diagnosis"
GUIDED = {
    Variant.MONITOR: _("U zoekt zelf naar werk. Wij volgen hoe het gaat."),
    Variant.ADVISE: _("U zoekt zelf naar werk. Wij geven u advies en informatie."),
    Variant.COACH: _("Wij helpen u, zodat u het daarna zelf kunt."),
    Variant.ENFORCE: _("Wij maken vaste afspraken met u. Wij kijken of u ze nakomt."),
}
"""The ways of guiding, said to the client."""


@page(CLIENTS)
@require_GET
def diagnosis(request: SchakelRequest) -> HttpResponse:
    """What the client may fill in, and the outcome when there is one."""
    dossier_id = _own(request)
    found = diagnoses_of(dossier_id)
    context: dict[str, Any] = {"diagnosis": None, "analyses": _analyses(dossier_id)}
    if found:
        one, holds = taken(found[0]), standing(found)
        outcome = result_of(holds) if holds else None
        context |= {
            "diagnosis": one.diagnosis,
            "standing": holds,
            "outcome": outcome,
            "guided": GUIDED[Variant(outcome.variant)] if outcome else "",
            "parts": _to_fill(one, dossier_id),
            "requests": requests_of(dossier_id),
        }
    log_read(HERE, [dossier_id], Section.DIAGNOSIS | Section.LIFE_DOMAINS)
    return render(request, "client/diagnosis.html", context)


def _analyses(dossier_id: UUID) -> list[PartnerAnalysis]:
    """What organisations found that still counts."""
    return [row for row in analyses_of(dossier_id) if row.withdrawn_on is None]


@page(CLIENTS)
@require_http_methods(["GET", "POST"])
def part(request: SchakelRequest, diagnosis_id: UUID, part: str) -> HttpResponse:
    """The questions of one part as the client is asked."""
    dossier_id = _own(request)
    found = taken(diagnosis_visible(dossier_id, diagnosis_id))
    asked = found.content.part(part)
    if asked is None or not asked.own_questions:
        raise not_found()
    row = found.row(part, Voice.CLIENT)
    first = values_of(row.answers, row.note) if row is not None else {}
    initial = {**first, "version": row.version if row is not None else 0}
    form = PartForm(request.POST or None, part=asked, is_own=True, initial=initial)
    status = 200
    if request.method == "POST":
        tried = _try(request, diagnosis_id, part, form)
        if tried.is_done:
            messages.success(request, gettext("Uw antwoorden zijn bewaard."))
            return redirect(HERE)
        status = tried.status
    log_read("client:diagnosis_part", [dossier_id], _section(asked))
    context = {"form": form, "part_title": said(asked.title, language()), "diagnosis": found.diagnosis}
    return keep_reads(render(request, "client/diagnosis_part.html", context, status=status))


def _try(request: SchakelRequest, diagnosis_id: UUID, name: str, form: PartForm) -> Attempt[UUID]:
    """Keep the answers; with those of another screen beside them where the two differ."""
    try:
        return attempt(form, lambda: _give(request, diagnosis_id, name, form))
    except StaleVersionError as error:
        current: DiagnosisPart = error.current
        form.put_beside(current.answers, current.note, current.version)
        form.add_error(
            None,
            gettext(
                "U bewaarde dit deel intussen ook ergens anders. Onder de vragen staat wat er al bewaard is. "
                "Kies wat moet blijven, en bewaar opnieuw."
            ),
        )
        return Attempt(error.status)


def _give(request: SchakelRequest, diagnosis_id: UUID, name: str, form: PartForm) -> UUID:
    return give_own_view(
        actor=request.actor,
        dossier_id=_own(request),
        diagnosis_id=diagnosis_id,
        part=name,
        filled=form.filled(),
        expected_version=form.cleaned_data["version"],
        **once(form),
    )


def _to_fill(one: Taken, dossier_id: UUID) -> list[dict[str, Any]]:
    """The parts about work, and those on life domains that are open."""
    opened = {row.domain for row in open_life_domains_of(dossier_id)}
    parts = [*one.content.core, *(part for part in one.content.domains if part.domain in opened)]
    return [
        {
            "name": part.name,
            "title": said(part.title, language()),
            "row": one.row(part.name, Voice.CLIENT),
        }
        for part in parts
        if part.own_questions
    ]


def _section(asked: Part) -> Section:
    return Section.LIFE_DOMAINS if asked.domain else Section.DIAGNOSIS


def _own(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id
