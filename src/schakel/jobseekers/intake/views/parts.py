"""One part of an intake: what is known stands in it already; saved whole, then on to the next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Purpose, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import StaleVersionError
from schakel.ground.organisations.queries import names_of_readers
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.actions import save_part
from schakel.jobseekers.intake.forms.part import PartForm, first_answers
from schakel.jobseekers.intake.models import Intake, IntakePart
from schakel.jobseekers.intake.prefilling import known_answers
from schakel.jobseekers.intake.queries import intake_visible, part_of, parts_of, running_intake
from schakel.jobseekers.intake.questions import PARTS, Part
from schakel.web.acting import attempt, once
from schakel.web.conflicts import Line, conflict_response, drops_mine, settled
from schakel.web.pages import SchakelRequest, keep_reads, page

TAB = "intake:intake"


@page(access.INTAKERS, Purpose.INTAKE)
@require_http_methods(["GET", "POST"])
def part(request: SchakelRequest, dossier_id: UUID, intake_id: UUID, part_key: str) -> HttpResponse:
    """Fill in one part; two who save at once see both answers beside each other."""
    # What was typed while somebody else finished the intake is shown again: the act refuses, not the address.
    found = intake_visible if request.method == "POST" else running_intake
    intake = found(dossier_id, intake_id)
    row = part_of(intake, part_key)
    asked = PARTS[row.key]
    if drops_mine(request.POST):
        messages.info(request, gettext("De andere versie is gebleven. Er is niets gewijzigd."))
        return redirect(TAB, dossier_id)
    form = part_form(request, asked, row)
    if request.method == "POST":
        try:
            tried = attempt(form, lambda: _save(request, row, form))
        except StaleVersionError as error:
            back = reverse(TAB, args=[dossier_id])
            return conflict(request, form, error.current, back)
        if tried.is_done:
            return _on(request, intake, row)
        return keep_reads(_page(request, intake, row, form, tried.status))
    return _page(request, intake, row, form)


def part_form(request: SchakelRequest, asked: Part, row: IntakePart) -> PartForm:
    """The form of a part, with what was saved or is known."""
    known = known_answers(row.dossier_id, asked)
    sources = {key: fact.source for key, fact in known.items() if key not in row.answers} | row.sources
    theirs = {q.key: row.answers.get(q.key, "") for q in asked.questions}
    data = settled(request.POST, theirs) if request.method == "POST" else None
    start = first_answers(asked, row.answers, known) | {"version": str(row.version)}
    return PartForm(asked, data, initial=start, sources=sources)


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


def conflict(request: SchakelRequest, form: PartForm, row: IntakePart, back: str) -> HttpResponse:
    """What was typed beside what somebody else saved meanwhile, answer by answer."""
    log_read("intake:part", [row.dossier_id], Section(row.section_bit))
    mine = form.answers()
    lines = [
        Line(q.key, str(q.label), q.words(mine[q.key]), q.words(row.answers.get(q.key, "")), mine[q.key])
        for q in form.part.questions
    ]
    named = names_of_readers([row.saved_by_id] if row.saved_by_id else [])
    return conflict_response(
        request,
        fields=lines,
        version=row.version,
        action=request.path,
        cancel_url=back,
        who=next((found.name for found in named.values()), ""),
        when=row.saved_at,
    )


def _on(request: SchakelRequest, intake: Intake, row: IntakePart) -> HttpResponse:
    """To the next part that nobody saved, or back to the intake."""
    messages.success(request, gettext("%(part)s: bewaard.") % {"part": PARTS[row.key].label})
    rest = [other.key for other in parts_of(intake) if other.saved_at is None and other.key != row.key]
    if rest and "go_on" in request.POST:
        return redirect("intake:part", intake.dossier_id, intake.pk, rest[0])
    return redirect(TAB, intake.dossier_id)


def _page(
    request: SchakelRequest, intake: Intake, row: IntakePart, form: PartForm, status: int = 200
) -> HttpResponse:
    header = dossier_header(request, intake.dossier_id, TAB)
    log_read("intake:part", [intake.dossier_id], Section.IDENTITY | Section(row.section_bit))
    named = names_of_readers([row.saved_by_id] if row.saved_by_id else [])
    context: dict[str, Any] = {
        "current": intake,
        "row": row,
        "part": form.part,
        "is_closed": intake.finished_at is not None,
        "form": form,
        "saved_by": named.get(row.saved_by_id or 0),
        "number": list(PARTS).index(row.key) + 1,
        "count": len(PARTS),
    }
    return render(request, "intake/part.html", header | context, status=status)
