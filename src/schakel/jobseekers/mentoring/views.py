"""Pages of attended talks: the coach's, the mentor's day, what was shared, and the client's word on it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import GUIDES, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.jobseekers.mentoring import access, queries
from schakel.jobseekers.mentoring.actions import (
    ask_mentor,
    call_mentor_off,
    give_feedback,
    refuse_mentor,
    share_piece,
    withdraw_as_mentor,
)
from schakel.jobseekers.mentoring.forms import AskForm, FeedbackForm, ShareForm
from schakel.jobseekers.mentoring.models import MentorVisit
from schakel.web.acting import Attempt, attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

PAGE_SIZE = 25
TAB = "contacts:list"
LIST, ONE, OWN = "mentoring:visits", "mentoring:visit", "mentoring:own"
SEEN = Section.IDENTITY | Section.CONTACTS


@page(GUIDES)
@require_http_methods(["GET", "POST"])
def ask(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Ask a mentor to a talk with this client."""
    mentors = queries.mentors_to_ask(request.actor)
    form = AskForm(request.POST or None, mentors=mentors, places=queries.places_to_talk(request.actor))
    status = 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: ask_mentor(
                actor=request.actor, dossier_id=dossier_id, new=form.new_visit(), **once(form)
            ),
        )
        if tried.result is not None:
            messages.success(request, gettext("Vastgelegd. De mentor ziet dag, tijd, plaats en uw vraag."))
            return redirect(ONE, tried.result)
        status = tried.status
    header = dossier_header(request, dossier_id, TAB)
    log_read("mentoring:ask", [dossier_id], SEEN)
    context = header | {"form": form, "has_mentors": bool(mentors), "term": queries.kept_for(request.actor)}
    return keep_reads(render(request, "mentoring/ask.html", context, status=status))


@page(GUIDES)
@require_GET
def visits(request: SchakelRequest) -> HttpResponse:
    """The own talks that a mentor attends or attended, the latest first."""
    after = _place(request.GET.get("after", ""))
    found = queries.visits_of_coach(request.actor, limit=PAGE_SIZE + 1, after=after)
    rows = found[:PAGE_SIZE]
    pager: dict[str, Any] = {"note": gettext("nieuwste eerst")}
    if len(found) > PAGE_SIZE:
        last = rows[-1]
        pager["next_url"] = f"{reverse(LIST)}?after={last.held_on.isoformat()}_{last.pk}"
    return render(request, "mentoring/visits.html", {"rows": rows, "pager": pager})


def _place(text: str) -> queries.Place | None:
    """A place in the list as the address names it; anything else is the top of the list."""
    day, _sign, row_id = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(row_id)
    except ValueError:
        return None


@page(GUIDES)
@require_GET
def visit(request: SchakelRequest, mentor_visit_id: UUID) -> HttpResponse:
    """One talk with its feedback, for its coach alone."""
    return _visit_page(request, queries.own_visit(request.actor, mentor_visit_id))


def _visit_page(request: SchakelRequest, row: MentorVisit) -> HttpResponse:
    client = queries.client_of(row.pk)
    if client is not None:
        log_read(ONE, [client.dossier_id], SEEN)
    leaders = queries.leaders_of(request.actor) if row.feedback_on else []
    pieces = queries.pieces_of(request.actor, row.pk) if row.feedback_on else []
    shown = [
        {
            "piece": piece,
            "form": ShareForm(leaders=leaders, auto_id=f"{piece.point}-%s") if leaders else None,
        }
        for piece in pieces
    ]
    is_open = row.state == MentorVisit.State.PLANNED and row.feedback_on is None
    context = {
        "row": row,
        "client": client,
        "pieces": shown,
        "act": ActForm(initial={"version": row.version}) if is_open and client is not None else None,
    }
    return render(request, "mentoring/visit.html", context)


@page(GUIDES)
@require_POST
def call_off(request: SchakelRequest, mentor_visit_id: UUID) -> HttpResponse:
    """Let nobody attend after all."""
    queries.own_visit(request.actor, mentor_visit_id)
    client = queries.client_of(mentor_visit_id)
    if client is None:
        raise not_found()
    form = ActForm(request.POST)
    tried = attempt(
        form,
        lambda: call_mentor_off(
            actor=request.actor,
            dossier_id=client.dossier_id,
            visit_id=mentor_visit_id,
            expected_version=form.cleaned_data["version"] or 0,
            **once(form),
        ),
        stale=_stale(),
    )
    _say(request, form, tried, gettext("Er kijkt toch geen mentor mee. De mentor en de cliënt zien dat."))
    return redirect(ONE, mentor_visit_id)


@page(GUIDES)
@require_POST
def share(request: SchakelRequest, mentor_visit_id: UUID, piece_id: UUID) -> HttpResponse:
    """Share one piece of the own feedback with a team leader, or take it back."""
    row = queries.own_visit(request.actor, mentor_visit_id)
    if piece_id not in {piece.pk for piece in queries.pieces_of(request.actor, row.pk)}:
        raise not_found()
    form = ShareForm(request.POST, leaders=queries.leaders_of(request.actor))
    tried = attempt(
        form,
        lambda: share_piece(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            piece_id=piece_id,
            leader_id=form.cleaned_data["leader_id"] or None,
            **once(form),
        ),
    )
    is_shared = tried.is_done and bool(form.cleaned_data["leader_id"])
    done = gettext("Dit stuk is gedeeld.") if is_shared else gettext("Alleen u leest dit stuk.")
    _say(request, form, tried, done)
    return redirect(ONE, mentor_visit_id)


def _say(request: SchakelRequest, form: Form, tried: Attempt[Any], done: str) -> None:
    if tried.is_done:
        messages.success(request, done)
        return
    said = [str(words) for found in form.errors.values() for words in found]
    messages.error(request, " ".join(said) or _stale())


def _stale() -> str:
    return gettext("Dit is intussen veranderd. Kijk hoe het er nu voor staat.")


@page(access.MENTORS)
@require_GET
def day(request: SchakelRequest) -> HttpResponse:
    """The talks to attend, by day, and those that wait for feedback."""
    context = {
        "to_come": [
            {"row": row, "act": ActForm(initial={"version": row.version}, auto_id=f"{row.pk}-%s")}
            for row in queries.visits_to_come(request.actor)
        ],
        "waiting": queries.visits_waiting(request.actor),
        "days": queries.FEEDBACK_WITHIN.days,
    }
    return render(request, "mentoring/day.html", context)


@page(access.MENTORS)
@require_POST
def withdraw(request: SchakelRequest, mentor_visit_id: UUID) -> HttpResponse:
    """Let the mentor say that they can't come."""
    queries.attended(request.actor, mentor_visit_id)
    form = ActForm(request.POST)
    tried = attempt(
        form,
        lambda: withdraw_as_mentor(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            visit_id=mentor_visit_id,
            expected_version=form.cleaned_data["version"] or 0,
            **once(form),
        ),
        stale=_stale(),
    )
    _say(request, form, tried, gettext("De coach ziet dat u niet komt."))
    return redirect("mentoring:day")


@page(access.MENTORS)
@require_http_methods(["GET", "POST"])
def feedback(request: SchakelRequest, mentor_visit_id: UUID) -> HttpResponse:
    """Tell the coach what was seen; it is sent once and not read again."""
    row = queries.attended(request.actor, mentor_visit_id)
    if request.method == "GET" and row.pk not in {one.pk for one in queries.visits_waiting(request.actor)}:
        raise not_found()
    form, status = FeedbackForm(request.POST or None), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: give_feedback(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                visit_id=mentor_visit_id,
                new=form.new_feedback(),
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("Verstuurd. Alleen de coach leest uw feedback."))
            return redirect("mentoring:day")
        status = tried.status
    return render(request, "mentoring/feedback.html", {"row": row, "form": form}, status=status)


@page(access.LEADERS)
@require_GET
def shared(request: SchakelRequest) -> HttpResponse:
    """The pieces of feedback that professionals chose to share with this team leader."""
    context = {"pieces": queries.shared_with(request.actor), "limit": queries.SHOWN}
    return render(request, "mentoring/shared.html", context)


@page(CLIENTS)
@require_GET
def own(request: SchakelRequest) -> HttpResponse:
    """At which talks of the client a mentor is there, and the way to say no."""
    dossier_id = _dossier(request)
    found = queries.of_client(dossier_id)
    log_read(OWN, [dossier_id], Section.CONTACTS)
    rows: list[dict[str, Any]] = [
        {"row": row, "may_refuse": queries.may_still_refuse(row), "act": ActForm(auto_id=f"{row.pk}-%s")}
        for row in found
    ]
    context = {
        "to_come": [row for row in rows if row["row"].held_on >= clock.today()],
        "past": [row for row in rows if row["row"].held_on < clock.today()],
    }
    return render(request, "mentoring/own.html", context)


@page(CLIENTS)
@require_POST
def refuse(request: SchakelRequest, visited_id: UUID) -> HttpResponse:
    """Say no to a mentor."""
    form = ActForm(request.POST)
    tried = attempt(
        form,
        lambda: refuse_mentor(
            actor=request.actor, dossier_id=_dossier(request), visited_id=visited_id, **once(form)
        ),
    )
    _say(request, form, tried, gettext("Er kijkt niemand mee bij dit gesprek."))
    return redirect(OWN)


def _dossier(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id
