"""The pages of questions: taking one in, those of a client, and answering one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import ConflictError, InvalidError, StaleVersionError
from schakel.jobseekers.questions import access
from schakel.jobseekers.questions.actions import answer_question, take_in_question
from schakel.jobseekers.questions.forms import AnswerForm, QuestionForm
from schakel.jobseekers.questions.queries import (
    answer_term,
    may_answer,
    question_visible,
    questions_of,
    taken_in_by,
)
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB = "questions:list"
ANSWERERS = professionals_that(Level.WRITE, Section.CONTACTS)


@page(access.TAKERS)
@require_http_methods(["GET", "POST"])
def take_in(request: SchakelRequest) -> HttpResponse:
    """Write down what a client asks, for whoever is responsible; below it what one took in before."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_in_question(
                actor=request.actor,
                asker=form.asker(),
                new=form.new_question(),
                submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
            )
        except InvalidError as error:
            form.refuse(error)
        else:
            _tell(request)
            return redirect("questions:take_in")
    context = {"form": form, "taken": taken_in_by(request.actor), "term": answer_term(request.actor).value}
    response = render(request, "questions/take_in.html", context, status=422 if form.errors else 200)
    return keep_reads(response)


def _tell(request: SchakelRequest) -> None:
    by = long_date(answer_term(request.actor).ahead(clock.today()))
    words = gettext("De vraag ligt bij wie de cliënt begeleidt. Het antwoord komt uiterlijk %(day)s.")
    messages.success(request, words % {"day": by})


@page(PROFESSIONALS)
@require_GET
def questions(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """What the client asked, with the answers."""
    header = dossier_header(request, dossier_id, TAB)
    found = questions_of(dossier_id)
    log_read(TAB, [dossier_id], Section.IDENTITY | Section.CONTACTS)
    return render(request, "questions/list.html", header | {"questions": found, "may_answer": may_answer()})


@page(ANSWERERS)
@require_http_methods(["GET", "POST"])
def answer(request: SchakelRequest, dossier_id: UUID, question_id: UUID) -> HttpResponse:
    """Write down what the client was answered."""
    question = question_visible(dossier_id, question_id)
    if question is None:
        raise not_found()
    form = AnswerForm(request.POST or None, initial={"version": question.version})
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(
                actor=request.actor,
                dossier_id=dossier_id,
                question_id=question_id,
                answer=form.cleaned_data["answer"],
                expected_version=form.cleaned_data["version"],
                submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
            )
        except (InvalidError, ConflictError, StaleVersionError) as error:
            form.refuse(error)
        else:
            messages.success(request, gettext("Het antwoord is vastgelegd."))
            return redirect(TAB, dossier_id)
    header = dossier_header(request, dossier_id, TAB)
    log_read("questions:answer", [dossier_id], Section.IDENTITY | Section.CONTACTS)
    context = header | {"form": form, "question": question}
    response = render(request, "questions/answer.html", context, status=422 if form.errors else 200)
    return keep_reads(response)
