"""Linking what a client can do to a concept, and adding what an occupation often asks."""

from __future__ import annotations

from collections.abc import Callable
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
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.organisations.queries import names_of_readers
from schakel.jobseekers.profile import actions
from schakel.jobseekers.profile.forms.linking import AnswerForm, LinkForm, ProposedForm, SearchForm
from schakel.jobseekers.profile.models import Competence
from schakel.jobseekers.profile.queries import (
    candidates,
    clients_to_link,
    competence_of,
    dropped_links,
    is_linking_possible,
    last_occupation_of,
)
from schakel.jobseekers.profile.views.occupation import profile_page
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, keep_reads, page

WRITERS = professionals_that(Level.WRITE, Section.WORK_PROFILE)
HERE = "profile:link"
TAB = "profile:occupation"
LIST = "profile:to_link"


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def link(request: SchakelRequest, dossier_id: UUID, line_id: UUID) -> HttpResponse:
    """The concepts that may be meant, for the client's own words or for others that were sent."""
    search = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    words = search.cleaned_data["words"] if search.is_bound and search.is_valid() else ""
    status = 422 if search.is_bound and not words else 200
    return _page(request, dossier_id, line_id, words=words, search=search, status=status)


@page(WRITERS)
@require_POST
def choose(request: SchakelRequest, dossier_id: UUID, line_id: UUID) -> HttpResponse:
    """Link the line to the concept that was chosen."""
    form = LinkForm(request.POST)
    done = gettext("Gekoppeld. De eigen woorden blijven staan.")
    return _do(request, dossier_id, line_id, form, actions.link_competence, done, with_uri=True)


@page(WRITERS)
@require_POST
def none_fits(request: SchakelRequest, dossier_id: UUID, line_id: UUID) -> HttpResponse:
    """Note that no concept fits."""
    done = gettext("Vastgelegd dat er geen passend begrip is.")
    return _do(request, dossier_id, line_id, AnswerForm(request.POST), actions.note_no_concept, done)


@page(WRITERS)
@require_POST
def undo(request: SchakelRequest, dossier_id: UUID, line_id: UUID) -> HttpResponse:
    """Undo the link, or the answer that nothing fits."""
    done = gettext("De koppeling is ongedaan gemaakt.")
    return _do(request, dossier_id, line_id, AnswerForm(request.POST), actions.unlink_competence, done)


@page(WRITERS)
@require_POST
def add_proposed(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Add one of the skills that an occupation of the client often asks."""
    form = ProposedForm(request.POST)

    def act() -> UUID:
        uri = form.cleaned_data["uri"]
        return actions.add_proposed(actor=request.actor, dossier_id=dossier_id, uri=uri, **once(form))

    tried = attempt(form, act)
    if tried.is_done:
        messages.success(request, gettext("Toegevoegd aan het werkprofiel, met begrip."))
        return redirect(TAB, dossier_id)
    shown = profile_page(
        request,
        dossier_id,
        last_occupation_of(dossier_id),
        tried={"proposed_form": form},
        status=tried.status,
    )
    return keep_reads(shown)


@page(WRITERS)
@require_GET
def to_link(request: SchakelRequest) -> HttpResponse:
    """The actor's own clients of whom something waits for a concept."""
    after, before = _place(request, "after"), _place(request, "before")
    found = clients_to_link(after=after, before=before)
    if found.rows:
        log_read(LIST, [row.id for row in found.rows], Section.IDENTITY | Section.WORK_PROFILE)
    pager: dict[str, Any] = {"note": gettext("op achternaam")}
    if found.rows and found.has_more:
        pager["next_url"] = f"{reverse(LIST)}?after={found.rows[-1].id}"
    if found.rows and found.has_before:
        pager["previous_url"] = f"{reverse(LIST)}?before={found.rows[0].id}"
    return render(request, "profile/to_link.html", {"rows": found.rows, "pager": pager})


def _place(request: SchakelRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET[name])
    except (KeyError, ValueError):
        return None


def _do(
    request: SchakelRequest,
    dossier_id: UUID,
    line_id: UUID,
    form: Form,
    act: Callable[..., UUID],
    done: str,
    *,
    with_uri: bool = False,
) -> HttpResponse:
    def do() -> UUID:
        said = form.cleaned_data
        on: dict[str, Any] = {"dossier_id": dossier_id, "line_id": line_id}
        on |= {"uri": said["uri"]} if with_uri else {}
        return act(actor=request.actor, **on, expected_version=said["version"], **once(form))

    stale = gettext("Iemand anders veranderde dit intussen. Kijk wat er nu staat.")
    tried = attempt(form, do, stale=stale)
    if tried.is_done:
        messages.success(request, done)
        return redirect(TAB, dossier_id)
    words = str(form.data.get("found_with", ""))[:120]
    shown = _page(request, dossier_id, line_id, words=words, refused=form, status=tried.status)
    return keep_reads(shown)


def _page(
    request: SchakelRequest,
    dossier_id: UUID,
    line_id: UUID,
    *,
    words: str = "",
    search: SearchForm | None = None,
    refused: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    header = dossier_header(request, dossier_id, TAB)
    row = competence_of(dossier_id, line_id)
    if row is None:
        raise not_found()
    log_read(HERE, [dossier_id], Section.IDENTITY | Section.WORK_PROFILE)
    context = header | {
        "row": row,
        "who": _who(row),
        "dropped": dropped_links([row]).get(row.concept_id or ""),
        "words": words or row.words,
        "candidates": [
            {"found": found, "form": _choice(row, found.concept.uri, words, place)}
            for place, found in enumerate(candidates(words or row.words))
        ],
        "is_possible": is_linking_possible(),
        "search": search or SearchForm(),
        "none_form": AnswerForm(initial={"version": row.version}, auto_id="id_none_%s"),
        "undo_form": AnswerForm(initial={"version": row.version}, auto_id="id_undo_%s"),
        "refused": refused,
    }
    return render(request, "profile/link.html", context, status=status)


def _choice(row: Competence, uri: str, words: str, place: int) -> LinkForm:
    start = {"version": row.version, "uri": uri, "found_with": words}
    return LinkForm(initial=start, auto_id=f"id_choice_{place}_%s")


def _who(row: Competence) -> str:
    found = names_of_readers([row.linked_by_id]) if row.linked_by_id else {}
    return next((one.name for one in found.values()), "")
