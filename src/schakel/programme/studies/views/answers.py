"""What clients are asked: their own page, and the pages of who writes an answer down for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.programme.studies import queries
from schakel.programme.studies.access import RECORDERS
from schakel.programme.studies.actions import answer_own, record_answer
from schakel.programme.studies.forms import AnswerForm, OwnAnswerForm
from schakel.programme.studies.models import Answer, StudyPerson
from schakel.web.acting import attempt, once
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

OWN, WAITING = "studies:own", "studies:waiting"
TAB = "contacts:list"
SEEN = Section.IDENTITY | Section.CONTACTS


@page(CLIENTS)
@require_GET
def own(request: SchakelRequest) -> HttpResponse:
    """For which studies the client was drawn, what is read there, and yes, no or stop."""
    dossier_id = _dossier(request)
    found = queries.of_client(dossier_id)
    log_read(OWN, [dossier_id], Section.CONTACTS)
    return render(request, "studies/own.html", {"rows": [_told(row) for row in found]})


def _told(row: StudyPerson) -> dict[str, Any]:
    open_to = queries.answers_open_to(row)
    return {
        "row": row,
        "may_say_yes": Answer.YES.value in open_to,
        "may_say_no": Answer.NO.value in open_to,
        "takes_part": row.answer in {Answer.YES, Answer.INCLUDED},
        "form": OwnAnswerForm(initial={"version": row.version}, auto_id=f"{row.pk}-%s"),
    }


@page(CLIENTS)
@require_POST
def answer(request: SchakelRequest, study_person_id: UUID) -> HttpResponse:
    """Say yes or no, or stop."""
    if queries.person_visible(_dossier(request), study_person_id) is None:
        raise not_found()
    form = OwnAnswerForm(request.POST)
    tried = attempt(
        form,
        lambda: answer_own(
            actor=request.actor,
            dossier_id=_dossier(request),
            study_person_id=study_person_id,
            answer=form.cleaned_data["answer"],
            expected_version=form.cleaned_data["version"] or 0,
            **once(form),
        ),
        stale=gettext("Iemand schreef intussen een ander antwoord op. Lees het hieronder."),
    )
    if tried.is_done:
        is_yes = form.cleaned_data["answer"] == Answer.YES
        messages.success(
            request,
            gettext("U doet mee. Dank u wel.") if is_yes else gettext("U doet niet mee. Dat is goed."),
        )
    else:
        messages.error(request, " ".join(str(words) for found in form.errors.values() for words in found))
    return redirect(OWN)


def _dossier(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id


@page(RECORDERS)
@require_GET
def waiting(request: SchakelRequest) -> HttpResponse:
    """Clients of the actor who were asked for a study and did not answer yet."""
    rows = queries.waiting_for_answer()
    log_read(WAITING, [row.dossier_id for row in rows], SEEN)
    return render(request, "studies/waiting.html", {"rows": rows, "limit": queries.SHOWN})


@page(RECORDERS)
@require_http_methods(["GET", "POST"])
def record(request: SchakelRequest, dossier_id: UUID, study_person_id: UUID) -> HttpResponse:
    """Write down what the client said of taking part."""
    person = queries.person_visible(dossier_id, study_person_id)
    if person is None:
        raise not_found()
    open_to = queries.answers_open_to(person)
    form = AnswerForm(request.POST or None, open_to=open_to, initial={"version": person.version})
    status = 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: record_answer(
                actor=request.actor,
                dossier_id=dossier_id,
                study_person_id=study_person_id,
                new=form.new_answer(),
                expected_version=form.cleaned_data["version"] or 0,
                **once(form),
            ),
            stale=gettext("Er is intussen een ander antwoord. Open deze pagina opnieuw."),
        )
        if tried.is_done:
            messages.success(request, gettext("Het antwoord is vastgelegd. De cliënt ziet het ook."))
            return redirect(WAITING)
        status = tried.status
    header = dossier_header(request, dossier_id, TAB)
    log_read("studies:record", [dossier_id], SEEN)
    context = header | {"form": form, "person": person, "open_to": open_to}
    return keep_reads(render(request, "studies/record.html", context, status=status))
