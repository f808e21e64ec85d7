"""Pages to write down what is missing, what came up, and circumstances; each leads back to the diagnosis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.actions import (
    find_out,
    note_ambition,
    note_circumstance,
    note_missing,
    withdraw_advice_request,
    withdraw_diagnosis,
)
from schakel.jobseekers.diagnosis.forms.supplements import (
    AmbitionForm,
    CircumstanceForm,
    FindOutForm,
    MissingForm,
    WithdrawForm,
)
from schakel.jobseekers.diagnosis.queries.advice import request_visible
from schakel.jobseekers.diagnosis.queries.analyses import analysis_visible
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnosis_visible
from schakel.jobseekers.diagnosis.queries.supplements import missing_visible
from schakel.jobseekers.forms import SubmitForm
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, keep_reads, page

TAB = "diagnosis:result"


@dataclass(frozen=True, slots=True)
class Words:
    """What a page is called, what it says before its fields, its button, and what is said when done."""

    title: str | Promise
    about: str | Promise
    button: str | Promise
    done: str | Promise


MISSING = Words(
    _("Wat is nog niet bekend?"),
    _("Wat ontbreekt, komt op een lijst met wie het uitzoekt en wanneer."),
    _("Zet op de lijst"),
    _("Het staat op de lijst."),
)
FOUND = Words(
    _("Uitgezocht"),
    _("Wat u opschrijft, staat bij de diagnose. De cliënt leest het ook."),
    _("Leg vast"),
    _("Vastgelegd."),
)
AMBITION = Words(
    _("Verborgen ambitie"),
    _("Kijk met een frisse blik: wat wil of kan iemand waar nog niemand naar vroeg? Ook na lange tijd."),
    _("Leg vast"),
    _("De ambitie staat bij de diagnose."),
)
WITHDRAW = Words(
    _("Trek de diagnose in"),
    _("Wat is ingevuld, blijft bewaard en telt nergens mee. Een vraag aan de arbeidsdeskundige vervalt."),
    _("Trek in"),
    _("De diagnose is ingetrokken."),
)
WITHDRAW_ADVICE = Words(
    _("Trek de vraag in"),
    _("De arbeidsdeskundige hoeft dan niet meer te antwoorden en leest waarom."),
    _("Trek in"),
    _("De vraag is ingetrokken."),
)
CIRCUMSTANCE = Words(
    _("Omstandigheid"),
    _(
        "Een beperking zoals de cliënt die ervaart, of een gebeurtenis. "
        "Wat het leven buiten werk raakt, ziet alleen wie de leefgebieden mag zien."
    ),
    _("Leg vast"),
    _("De omstandigheid is vastgelegd."),
)


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def missing(request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """Put something on the list of what is missing."""
    diagnosis_visible(dossier_id, diagnosis_id)
    form = MissingForm(request.POST or None, initial={"what": _unknown_in(request, dossier_id)})
    on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, "diagnosis_id": diagnosis_id}
    return _page(request, dossier_id, form, MISSING, lambda: note_missing(**on, new=form.new(), **once(form)))


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def found(request: SchakelRequest, dossier_id: UUID, item_id: UUID) -> HttpResponse:
    """Write down what was missing and is known now."""
    row = missing_visible(dossier_id, item_id)
    form = FindOutForm(request.POST or None, initial={"version": row.version})

    def act() -> UUID:
        said = form.cleaned_data
        on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, "item_id": item_id}
        return find_out(**on, answer=said["answer"], expected_version=said["version"], **once(form))

    return _page(request, dossier_id, form, FOUND, act, about=row.what)


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def ambition(request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """Write down a hidden ambition with who brought it up."""
    form = AmbitionForm(request.POST or None)
    diagnosis_visible(dossier_id, diagnosis_id)
    on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, "diagnosis_id": diagnosis_id}
    return _page(
        request, dossier_id, form, AMBITION, lambda: note_ambition(**on, new=form.new(), **once(form))
    )


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def circumstance(request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """Write down a limit as experienced, an event or a barrier, under its own section."""
    form = CircumstanceForm(request.POST or None, sections=sections_visible(dossier_id))
    diagnosis_visible(dossier_id, diagnosis_id)
    on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, "diagnosis_id": diagnosis_id}
    return _page(
        request, dossier_id, form, CIRCUMSTANCE, lambda: note_circumstance(**on, new=form.new(), **once(form))
    )


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def withdraw(request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """Withdraw a diagnosis that was begun in error."""
    row = diagnosis_visible(dossier_id, diagnosis_id)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})

    def act() -> UUID:
        said = form.cleaned_data
        on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, "diagnosis_id": diagnosis_id}
        on |= {"because": said["because"], "expected_version": said["version"]}
        return withdraw_diagnosis(**on, **once(form))

    return _page(request, dossier_id, form, WITHDRAW, act)


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def withdraw_advice(request: SchakelRequest, dossier_id: UUID, request_id: UUID) -> HttpResponse:
    """Take back what the own organisation asked of a labour expert."""
    row = request_visible(dossier_id, request_id)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})

    def act() -> UUID:
        said = form.cleaned_data
        on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, "request_id": request_id}
        on |= {"because": said["because"], "expected_version": said["version"]}
        return withdraw_advice_request(**on, **once(form))

    return _page(request, dossier_id, form, WITHDRAW_ADVICE, act, about=row.question)


def _unknown_in(request: SchakelRequest, dossier_id: UUID) -> str:
    """What a partner's analysis says is not known yet, where the address names that analysis."""
    try:
        analysis_id = UUID(request.GET.get("analysis", ""))
    except ValueError:
        return ""
    return analysis_visible(dossier_id, analysis_id).unknown


def _page(
    request: SchakelRequest,
    dossier_id: UUID,
    form: SubmitForm,
    words: Words,
    act: Callable[[], UUID],
    **more: Any,
) -> HttpResponse:
    """Show the form, or do the act and go back to the diagnosis."""
    header = dossier_header(request, dossier_id, TAB)
    status = 200
    if request.method == "POST":
        stale = _("Iemand anders schreef hier intussen iets. Ga terug en kijk wat er nu staat.")
        tried = attempt(form, act, stale=str(stale))
        if tried.is_done:
            messages.success(request, str(words.done))
            return redirect(TAB, dossier_id)
        status = tried.status
    log_read("diagnosis:supplement", [dossier_id], Section.IDENTITY | Section.DIAGNOSIS)
    context = header | {"form": form, "words": words} | more
    return keep_reads(render(request, "diagnosis/supplement.html", context, status=status))
