"""Beginning a diagnosis, and filling a part in: kept for later, or signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.people import participations_of
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import StaleVersionError
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.actions import begin_diagnosis, save_part, sign_part
from schakel.jobseekers.diagnosis.forms.running import BeginForm, PartForm, language, values_of
from schakel.jobseekers.diagnosis.instruments.model import Part, said
from schakel.jobseekers.diagnosis.models import DiagnosisPart
from schakel.jobseekers.diagnosis.queries.diagnoses import Taken, Voice, diagnosis_visible, taken
from schakel.jobseekers.diagnosis.queries.instruments import usable
from schakel.web.acting import Attempt, attempt, once
from schakel.web.pages import SchakelRequest, keep_reads, page

TAB = "diagnosis:result"
CONFLICT = 409


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def begin(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Choose an instrument and how the diagnosis goes."""
    header = dossier_header(request, dossier_id, TAB)
    form = BeginForm(
        request.POST or None,
        instruments=usable(),
        colleagues=_colleagues(request, dossier_id),
    )
    status = 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: begin_diagnosis(
                actor=request.actor, dossier_id=dossier_id, new=form.new_diagnosis(), **once(form)
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("De diagnose is begonnen. Vul een deel in."))
            return redirect(TAB, dossier_id)
        status = tried.status
    log_read("diagnosis:begin", [dossier_id], Section.IDENTITY | Section.DIAGNOSIS)
    return keep_reads(render(request, "diagnosis/begin.html", header | {"form": form}, status=status))


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def fill(request: SchakelRequest, dossier_id: UUID, diagnosis_id: UUID, part: str) -> HttpResponse:
    """The questions of one part, with the client's own view beside them."""
    header = dossier_header(request, dossier_id, TAB)
    found = taken(diagnosis_visible(dossier_id, diagnosis_id))
    asked = found.content.part(part)
    if asked is None:
        raise not_found()
    row = found.row(part)
    form = _form(request, asked, row)
    status = 200
    if request.method == "POST":
        tried = _do(request, found, asked, form)
        if tried.is_done:
            return redirect(TAB, dossier_id)
        status = tried.status
    section = Section.LIFE_DOMAINS if asked.domain else Section.DIAGNOSIS
    log_read("diagnosis:part", [dossier_id], Section.IDENTITY | section)
    context = (
        header | _beside(found, asked) | {"form": form, "row": row, "is_theirs": _is_theirs(request, row)}
    )
    return keep_reads(render(request, "diagnosis/part.html", context, status=status))


def _is_theirs(request: SchakelRequest, row: DiagnosisPart | None) -> bool:
    """Whether another organisation stands for this part, so that only it can change it."""
    is_signed = row is not None and row.signed_at is not None
    return is_signed and row.organisation_id != request.actor.employer_id  # type: ignore[union-attr]


def _form(request: SchakelRequest, asked: Part, row: DiagnosisPart | None) -> PartForm:
    if request.method == "POST":
        return PartForm(request.POST, part=asked)
    first = values_of(row.answers, row.note) if row is not None else {}
    return PartForm(initial={**first, "version": row.version if row is not None else 0}, part=asked)


def _do(request: SchakelRequest, found: Taken, asked: Part, form: PartForm) -> Attempt[UUID]:
    is_signing = request.POST.get("do") == "sign"
    act = sign_part if is_signing else save_part

    def write() -> UUID:
        return act(
            actor=request.actor,
            dossier_id=found.diagnosis.dossier_id,
            diagnosis_id=found.diagnosis.pk,
            part=asked.name,
            filled=form.filled(),
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    try:
        tried = attempt(form, write)
    except StaleVersionError as error:
        return put_side_by_side(form, error.current)
    if tried.is_done:
        words = {"part": said(asked.title, language())}
        done = gettext("%(part)s is ondertekend.") if is_signing else gettext("%(part)s is bewaard.")
        messages.success(request, done % words)
    return tried


def put_side_by_side(form: PartForm, current: DiagnosisPart) -> Attempt[UUID]:
    """Keep what was typed, show what a colleague kept, and let the next time go over it knowingly."""
    form.put_beside(current.answers, current.note, current.version)
    form.add_error(
        None,
        gettext(
            "Iemand anders bewaarde dit deel intussen. Onder de vragen staat wat er nu bewaard is. "
            "Kies per vraag wat blijft staan, en bewaar opnieuw."
        ),
    )
    return Attempt(CONFLICT)


def _beside(found: Taken, asked: Part) -> dict[str, Any]:
    """What the client said on this part, question by question."""
    row = found.row(asked.name, Voice.CLIENT)
    spoken = language()
    return {
        "part_title": said(asked.title, spoken),
        "part_about": said(asked.about, spoken),
        "own_view": row,
        "own_lines": own_lines(asked, row, spoken) if row is not None else [],
    }


def own_lines(asked: Part, row: DiagnosisPart, spoken: str) -> list[tuple[str, str]]:
    """The client's answers in words, each with its question as the client was asked."""
    lines = []
    for question in asked.own_questions:
        value = row.answers.get(question.name)
        if value is not None:
            words = said(question.scale.label_of(value), spoken) if question.scale else str(value)
            lines.append((said(question.own or question.text, spoken), words))
    return lines


def _colleagues(request: SchakelRequest, dossier_id: UUID) -> list[tuple[UUID, str]]:
    """Who takes part in the dossier, and writes diagnoses, beside the actor."""
    return [
        (row.pk, f"{row.professional.name}, {row.organisation.name}")
        for row in participations_of(dossier_id)
        if row.professional is not None
        and row.role in access.WRITERS
        and row.reader_id != request.actor.reader_id
    ]
