"""The client's own work profile: what they can do and where they worked, in their own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.facts import facts_of
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.profile import actions
from schakel.jobseekers.profile.forms.linking import AnswerForm, ProposedForm
from schakel.jobseekers.profile.forms.strengths import OwnCompetenceForm, PeriodForm, RemoveForm
from schakel.jobseekers.profile.queries import completeness_of, last_occupation_of, lines_of, proposed
from schakel.jobseekers.profile.queries.strengths import line_of, wish_in
from schakel.jobseekers.profile.views.showing import proposed_shown
from schakel.web.acting import attempt, once
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

HOME = "profile:own"
OWN: dict[str, tuple[type[Any], Callable[..., UUID]]] = {
    "competence": (OwnCompetenceForm, actions.add_competence),
    "period": (PeriodForm, actions.add_work_period),
}


@page(CLIENTS)
@require_GET
def own(request: SchakelRequest) -> HttpResponse:
    """What stands in the profile, and from whom."""
    return _page(request, {})


@page(CLIENTS)
@require_POST
def add(request: SchakelRequest, line_kind: str) -> HttpResponse:
    """Add something oneself."""
    if line_kind not in OWN:
        raise not_found()
    form_class, act = OWN[line_kind]
    form = form_class(request.POST, auto_id=f"id_{line_kind}_%s")

    def add_it() -> UUID:
        return act(actor=request.actor, dossier_id=_own(request), new=form.new_line(), **once(form))

    return _do(request, f"{line_kind}_form", form, add_it, gettext("Bewaard in uw werkprofiel."))


@page(CLIENTS)
@require_POST
def remove(request: SchakelRequest, line_id: UUID) -> HttpResponse:
    """Take off something one added oneself."""
    form = RemoveForm(request.POST, auto_id=f"id_{line_id}_%s")
    if not form.is_valid() and line_of(_own(request), line_id) is None:
        raise not_found()

    def act() -> UUID:
        said = form.cleaned_data
        on: dict[str, Any] = {"dossier_id": _own(request), "line_id": line_id, "because": said["because"]}
        return actions.remove_line(actor=request.actor, **on, expected_version=said["version"], **once(form))

    return _do(request, str(line_id), form, act, gettext("Uit uw werkprofiel gehaald."))


@page(CLIENTS)
@require_POST
def agree(request: SchakelRequest, line_id: UUID) -> HttpResponse:
    """Say that the concept fits."""
    return _answer(request, line_id, actions.agree_with_link, gettext("Bewaard dat dit klopt."))


@page(CLIENTS)
@require_POST
def undo(request: SchakelRequest, line_id: UUID) -> HttpResponse:
    """Say that the concept does not fit; one's own words stay."""
    done = gettext("Het woord is weggehaald. Wat u zelf schreef, blijft staan.")
    return _answer(request, line_id, actions.unlink_competence, done)


@page(CLIENTS)
@require_POST
def add_proposed(request: SchakelRequest) -> HttpResponse:
    """Add something that one's work often asks."""
    form = ProposedForm(request.POST)

    def act() -> UUID:
        on: dict[str, Any] = {"dossier_id": _own(request), "uri": form.cleaned_data["uri"]}
        return actions.add_proposed(actor=request.actor, **on, **once(form))

    return _do(request, "answer_form", form, act, gettext("Bewaard in uw werkprofiel."))


def _answer(request: SchakelRequest, line_id: UUID, answer: Callable[..., UUID], done: str) -> HttpResponse:
    form = AnswerForm(request.POST)

    def act() -> UUID:
        on: dict[str, Any] = {"dossier_id": _own(request), "line_id": line_id}
        said = form.cleaned_data
        return answer(actor=request.actor, **on, expected_version=said["version"], **once(form))

    return _do(request, "answer_form", form, act, done)


def _do(request: SchakelRequest, name: str, form: Form, act: Callable[[], UUID], done: str) -> HttpResponse:
    tried = attempt(form, act, stale=gettext("Er is iets veranderd. Kijk het na en probeer opnieuw."))
    if not tried.is_done:
        return keep_reads(_page(request, {name: form}, tried.status))
    messages.success(request, done)
    return redirect(HOME)


def _page(request: SchakelRequest, tried: dict[str, Form], status: int = 200) -> HttpResponse:
    dossier_id = _own(request)
    lines, occupation = lines_of(dossier_id), last_occupation_of(dossier_id)
    facts = facts_of(dossier_id)
    log_read(HOME, [dossier_id], Section.WORK_PROFILE | Section.DIAGNOSIS)
    reader = request.actor.reader_id
    context = {
        "occupation": occupation,
        "groups": [
            _group("competence", lines.competences, tried, reader),
            _group("period", lines.periods, tried, reader),
            {"kind": "limit", "rows": [(row, None, None) for row in lines.limits], "form": None},
        ],
        "completeness": completeness_of(dossier_id, lines, occupation, facts),
        "proposed": proposed_shown(proposed(lines.competences, occupation, wish_in(facts))),
        "answer_error": tried.get("answer_form"),
    }
    return render(request, "profile/own.html", context, status=status)


def _group(kind: str, rows: list[Any], tried: dict[str, Form], reader_id: int) -> dict[str, Any]:
    form = tried.get(f"{kind}_form") or OWN[kind][0](auto_id=f"id_{kind}_%s")
    shown = [
        (
            row,
            _remove_form(row, tried) if row.reader_id == reader_id else None,
            _answers(row) if kind == "competence" else None,
        )
        for row in rows
    ]
    return {"kind": kind, "rows": shown, "form": form}


def _answers(row: Any) -> tuple[Form, Form]:
    """The forms with which a client says that a concept fits, or undoes it."""
    start = {"version": row.version}
    return (
        AnswerForm(initial=start, auto_id=f"id_{row.pk}_agree_%s"),
        AnswerForm(initial=start, auto_id=f"id_{row.pk}_undo_%s"),
    )


def _remove_form(row: Any, tried: dict[str, Form]) -> Form:
    start = {"version": row.version}
    return tried.get(str(row.pk)) or RemoveForm(initial=start, auto_id=f"id_{row.pk}_%s")


def _own(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id
