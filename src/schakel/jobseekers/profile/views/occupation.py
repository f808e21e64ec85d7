"""The work profile: the last occupation as told, and confirming which one it is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.journal.traces import last_trace
from schakel.ground.kernel.errors import InvalidError, StaleVersionError
from schakel.ground.organisations.queries import names_of_readers
from schakel.jobseekers.profile.actions import confirm_occupation, note_last_occupation
from schakel.jobseekers.profile.forms import ConfirmForm, TitleForm
from schakel.jobseekers.profile.models import LastOccupation
from schakel.jobseekers.profile.queries import (
    is_vocabulary_loaded,
    last_occupation_of,
    may_change,
    suggestions_for,
)
from schakel.jobseekers.profile.views.showing import strengths_shown
from schakel.web.conflicts import Line, conflict_response, drops_mine, settled
from schakel.web.pages import SchakelRequest, keep_reads, page

READERS = professionals_that(Level.READ, Section.WORK_PROFILE)
TAB = "profile:occupation"


@page(READERS)
@require_GET
def occupation(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The last occupation with its source, and the suggestions to confirm."""
    return profile_page(request, dossier_id, last_occupation_of(dossier_id))


@page(READERS)
@require_http_methods(["GET", "POST"])
def note(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Note or change the title; two changes at once are put beside each other."""
    row = last_occupation_of(dossier_id)
    if request.method == "GET":
        return profile_page(request, dossier_id, row)
    if drops_mine(request.POST):
        messages.info(request, gettext("De andere versie is gebleven. Er is niets gewijzigd."))
        return redirect(TAB, dossier_id)
    form = TitleForm(settled(request.POST, {"title": row.title} if row else {}))
    if form.is_valid():
        try:
            return _note(request, dossier_id, row, form)
        except StaleVersionError as error:
            line = Line(
                "title", str(form.fields["title"].label), form.cleaned_data["title"], error.current.title
            )
            return _conflict(request, error.current, line)
        except InvalidError as error:
            form.refuse(error)
    return profile_page(request, dossier_id, row, title_form=form)


def _note(
    request: SchakelRequest, dossier_id: UUID, row: LastOccupation | None, form: TitleForm
) -> HttpResponse:
    note_last_occupation(
        actor=request.actor,
        dossier_id=dossier_id,
        title=form.cleaned_data["title"],
        expected_version=form.cleaned_data["version"],
        submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
    )
    messages.success(request, gettext("Het laatste beroep is vastgelegd."))
    return redirect(TAB, dossier_id)


@page(READERS)
@require_http_methods(["GET", "POST"])
def confirm(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Confirm which occupation the title stands for."""
    row = last_occupation_of(dossier_id)
    if row is None:
        raise not_found()
    if request.method == "GET":
        return profile_page(request, dossier_id, row)
    if drops_mine(request.POST):
        messages.info(request, gettext("De andere versie is gebleven. Er is niets gewijzigd."))
        return redirect(TAB, dossier_id)
    post = settled(request.POST, {"uri": row.concept_uri})
    if post.get("seen", row.title) != row.title:
        return _title_changed(request, row)
    form = ConfirmForm(post, suggestions=suggestions_for(row))
    if form.is_valid():
        try:
            return _confirm(request, dossier_id, form)
        except StaleVersionError as error:
            return _conflict(request, error.current, _concept_line(error.current, form))
        except InvalidError as error:
            form.refuse(error)
    return profile_page(request, dossier_id, row, confirm_form=form)


def _confirm(request: SchakelRequest, dossier_id: UUID, form: ConfirmForm) -> HttpResponse:
    confirm_occupation(
        actor=request.actor,
        dossier_id=dossier_id,
        uri=form.cleaned_data["uri"],
        expected_version=form.cleaned_data["version"],
        submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
    )
    messages.success(request, gettext("Het beroep is bevestigd."))
    return redirect(TAB, dossier_id)


def _title_changed(request: SchakelRequest, row: LastOccupation) -> HttpResponse:
    """A choice for another title than the one that stands now says nothing about this one."""
    sentence = gettext(
        "Niet bevestigd, want de titel is intussen gewijzigd van ‘%(was)s’ in ‘%(now)s’. Kies opnieuw."
    )
    messages.warning(request, sentence % {"was": request.POST.get("seen", ""), "now": row.title})
    return redirect(TAB, row.dossier_id)


def _concept_line(row: LastOccupation, form: ConfirmForm) -> Line:
    labels = dict(form.fields["uri"].choices)  # type: ignore[attr-defined]
    mine = form.cleaned_data["uri"]
    theirs = row.concept_label or gettext("nog niet bevestigd")
    return Line("uri", str(form.fields["uri"].label), labels[mine], theirs, mine)


def _conflict(request: SchakelRequest, row: LastOccupation, line: Line) -> HttpResponse:
    log_read("profile:occupation", [row.dossier_id], Section.WORK_PROFILE)
    trace = last_trace(row.dossier_id, row.id)
    named = names_of_readers([trace.reader_id]).values() if trace else []
    return conflict_response(
        request,
        fields=[line],
        version=row.version,
        action=request.path,
        cancel_url=reverse(TAB, args=[row.dossier_id]),
        who=next((found.name for found in named), ""),
        when=trace.at if trace else None,
    )


def profile_page(
    request: SchakelRequest,
    dossier_id: UUID,
    row: LastOccupation | None,
    *,
    title_form: TitleForm | None = None,
    confirm_form: ConfirmForm | None = None,
    tried: dict[str, Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The tab with the last occupation and all lines; tried holds a form that was refused, by its name."""
    header = dossier_header(request, dossier_id, TAB)
    suggestions = suggestions_for(row) if row else []
    shown = Section.IDENTITY | Section.WORK_PROFILE | Section.DIAGNOSIS
    log_read("profile:occupation", [dossier_id], shown)
    start = {"version": row.version, "title": row.title, "seen": row.title} if row else {}
    context = header | strengths_shown(dossier_id, row, tried or {})
    context |= {
        "occupation": row,
        "suggestions": suggestions,
        "is_loaded": bool(suggestions) or is_vocabulary_loaded(),
        "may_change": may_change(),
        "title_form": title_form or TitleForm(initial=start, auto_id="id_note_%s"),
        "confirm_form": confirm_form or ConfirmForm(initial=start, suggestions=suggestions),
        "is_title_open": row is None or title_form is not None,
    }
    has_errors = any(form is not None and form.errors for form in (title_form, confirm_form))
    response = render(request, "profile/occupation.html", context, status=422 if has_errors else status)
    return keep_reads(response)
