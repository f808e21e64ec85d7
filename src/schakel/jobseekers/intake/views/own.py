"""The client's own intake: part by part, with what is known already, and the word that it is ready."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import ConflictError, StaleVersionError
from schakel.jobseekers.intake.actions import save_part, send_intake
from schakel.jobseekers.intake.forms import PartForm, StepForm
from schakel.jobseekers.intake.models import Intake, IntakePart
from schakel.jobseekers.intake.queries import intakes_of, open_intake_of, part_of, parts_of
from schakel.jobseekers.intake.queries.home_visits import told_to
from schakel.jobseekers.intake.questions import PARTS
from schakel.jobseekers.intake.views.parts import conflict, part_form
from schakel.web.acting import attempt, once
from schakel.web.conflicts import drops_mine
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

HOME = "intake:own"
SEEN = Section.BENEFIT | Section.WORK_PROFILE


@page(CLIENTS)
@require_GET
def own(request: SchakelRequest) -> HttpResponse:
    """Which parts there are, and which are filled in."""
    return _page(request)


@page(CLIENTS)
@require_http_methods(["GET", "POST"])
def part(request: SchakelRequest, part_key: str) -> HttpResponse:
    """Fill in one part."""
    intake = _latest(request) if request.method == "POST" else _running(request)
    row = _own_part(intake, part_key)
    if drops_mine(request.POST):
        messages.info(request, gettext("De andere versie is gebleven. Er is niets gewijzigd."))
        return redirect(HOME)
    form, status = part_form(request, PARTS[row.key], row), 200
    if request.method == "POST":
        if intake.finished_at is not None:
            return _too_late(request, intake, row, form)
        try:
            tried = attempt(form, lambda: _save(request, row, form))
        except StaleVersionError as error:
            return conflict(request, form, error.current, reverse(HOME))
        if tried.is_done:
            return _on(request, intake, row)
        status = tried.status
    return _part_page(request, intake, row, form, status)


@page(CLIENTS)
@require_POST
def send(request: SchakelRequest) -> HttpResponse:
    """Say that the own part is ready."""
    intake, form = _running(request), StepForm(request.POST)

    def act() -> UUID:
        return send_intake(
            actor=request.actor,
            dossier_id=intake.dossier_id,
            intake_id=intake.pk,
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    tried = attempt(form, act, stale=gettext("Er is iets veranderd. Kijk het na en probeer opnieuw."))
    if not tried.is_done:
        return keep_reads(_page(request, form, tried.status))
    messages.success(request, gettext("Uw antwoorden zijn verstuurd. U hoort van ons hoe het verder gaat."))
    return redirect(HOME)


def _too_late(request: SchakelRequest, intake: Intake, row: IntakePart, form: PartForm) -> HttpResponse:
    """Somebody finished the intake while the client was typing: what was typed is shown."""
    said = gettext(
        "Uw contact heeft de intake intussen afgerond. Wat u net hebt ingevuld, is niet bewaard."
        " Het staat hieronder nog. Geef het door aan uw contact als het belangrijk is."
    )
    form.add_error(None, said)
    return _part_page(request, intake, row, form, ConflictError.status)


def _part_page(
    request: SchakelRequest, intake: Intake, row: IntakePart, form: PartForm, status: int
) -> HttpResponse:
    log_read("intake:own_part", [intake.dossier_id], Section(row.section_bit))
    context = {"form": form, "part": form.part, "row": row, "is_closed": intake.finished_at is not None}
    return keep_reads(render(request, "intake/own_part.html", context, status=status))


def _save(request: SchakelRequest, row: IntakePart, form: PartForm) -> UUID:
    return save_part(
        actor=request.actor,
        dossier_id=row.dossier_id,
        intake_id=row.intake_id,
        key=row.key,
        answers=form.answers(),
        expected_version=form.cleaned_data["version"],
        **once(form),
    )


def _on(request: SchakelRequest, intake: Intake, row: IntakePart) -> HttpResponse:
    messages.success(request, gettext("Bewaard. U kunt later verder gaan."))
    rest = [step["row"].key for step in _steps(intake) if not step["row"].saved_at]
    if rest and "go_on" in request.POST:
        return redirect("intake:own_part", rest[0])
    return redirect(HOME)


def _page(request: SchakelRequest, tried: StepForm | None = None, status: int = 200) -> HttpResponse:
    dossier_id = _dossier(request)
    intake = open_intake_of(dossier_id)
    log_read(HOME, [dossier_id], SEEN)
    context: dict[str, Any] = {"current": intake, "visits": told_to(dossier_id)}
    if intake is not None:
        steps = _steps(intake)
        context |= {
            "steps": steps,
            "is_filled": all(step["row"].saved_at for step in steps),
            "form": tried or StepForm(initial={"version": intake.version}),
        }
    return render(request, "intake/own.html", context, status=status)


def _steps(intake: Intake) -> list[dict[str, Any]]:
    rows = [row for row in parts_of(intake) if PARTS[row.key].is_for_client]
    return [{"row": row, "part": PARTS[row.key]} for row in rows]


def _own_part(intake: Intake, key: str) -> IntakePart:
    row = part_of(intake, key)
    if not PARTS[row.key].is_for_client:
        raise not_found()
    return row


def _running(request: SchakelRequest) -> Intake:
    intake = open_intake_of(_dossier(request))
    if intake is None:
        raise not_found()
    return intake


def _latest(request: SchakelRequest) -> Intake:
    """The intake that runs, or the one that was finished last."""
    intake = next(iter(intakes_of(_dossier(request))), None)
    if intake is None:
        raise not_found()
    return intake


def _dossier(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id
