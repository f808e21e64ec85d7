"""Concluding a diagnosis, with the advice beside the choice, and looking again at the style of guiding."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import StaleVersionError
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.actions import choose_style, conclude_diagnosis
from schakel.jobseekers.diagnosis.forms.concluding import ConcludeForm, StyleForm
from schakel.jobseekers.diagnosis.presenting import advice_shown, parts_shown, scale_rows
from schakel.jobseekers.diagnosis.queries.diagnoses import (
    diagnosis_visible,
    mapping_of,
    styles_of,
    taken,
)
from schakel.web.acting import Attempt, attempt, once
from schakel.web.pages import SchakelRequest, keep_reads, page

TAB = "diagnosis:result"
REVIEW = timedelta(days=91)


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def conclude(request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """What the diagnosis comes to; the advice is followed, or overruled with a reason."""
    header = dossier_header(request, dossier_id, TAB)
    diagnosis = diagnosis_visible(dossier_id, diagnosis_id)
    found = taken(diagnosis)
    first = {"version": diagnosis.version, "style_review_on": clock.today() + REVIEW}
    form = ConcludeForm(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        tried = _conclude(request, dossier_id, diagnosis_id, form)
        if tried.is_done:
            messages.success(request, gettext("De diagnose is afgerond."))
            return redirect(TAB, dossier_id)
        status = tried.status
    log_read("diagnosis:conclude", [dossier_id], Section.IDENTITY | Section.DIAGNOSIS)
    context = header | {
        "form": form,
        "diagnosis": diagnosis,
        "advice": advice_shown(found),
        "parts": parts_shown(found),
        "scales": scale_rows(mapping_of(request.actor.employer_id)),
    }
    return keep_reads(render(request, "diagnosis/conclude.html", context, status=status))


def _conclude(
    request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID, form: ConcludeForm
) -> Attempt[UUID]:
    """Conclude; after a change by another the form keeps its words, and sent again it goes on knowingly."""
    try:
        return attempt(
            form,
            lambda: conclude_diagnosis(
                actor=request.actor,
                dossier_id=dossier_id,
                diagnosis_id=diagnosis_id,
                conclusion=form.conclusion(),
                expected_version=form.cleaned_data["version"],
                **once(form),
            ),
        )
    except StaleVersionError as error:
        form.renew(error.current.version)
        form.add_error(
            None,
            gettext(
                "Iemand anders wijzigde een deel van deze diagnose. Kijk wat de delen en het advies nu "
                "zeggen, en leg de uitkomst opnieuw vast."
            ),
        )
        return Attempt(error.status)


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def style(request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """Look again at the style of guiding: keep it or take another, with a reason."""
    header = dossier_header(request, dossier_id, TAB)
    diagnosis_visible(dossier_id, diagnosis_id)
    form = StyleForm(request.POST or None, initial={"style_review_on": clock.today() + REVIEW})
    status = 200
    if request.method == "POST":
        tried = attempt(form, lambda: _choose(request, dossier_id, diagnosis_id, form))
        if tried.is_done:
            messages.success(request, gettext("De stijl van begeleiden is vastgelegd."))
            return redirect(TAB, dossier_id)
        status = tried.status
    log_read("diagnosis:style", [dossier_id], Section.IDENTITY | Section.DIAGNOSIS)
    context: dict[str, Any] = header | {"form": form, "styles": styles_of(dossier_id)}
    return keep_reads(render(request, "diagnosis/style.html", context, status=status))


def _choose(request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID, form: StyleForm) -> UUID:
    return choose_style(
        actor=request.actor,
        dossier_id=dossier_id,
        diagnosis_id=diagnosis_id,
        new=form.new_style(),
        **once(form),
    )
