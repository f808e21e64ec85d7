"""Pages of one form in a plan: what they say around the fields, and where they lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.forms import SubmitForm
from schakel.web.acting import attempt
from schakel.web.pages import SchakelRequest, keep_reads

TAB = "plans:whole"


@dataclass(frozen=True, slots=True)
class Words:
    """What a page is called, what it says before its fields, its button, and what is said when done."""

    title: str | Promise
    about: str | Promise
    button: str | Promise
    done: str | Promise


def form_page(
    request: SchakelRequest,
    dossier_id: UUID,
    form: SubmitForm,
    words: Words,
    act: Callable[[], UUID],
    **more: Any,
) -> HttpResponse:
    """Show the form, or do the act and go back to the plan; a refusal keeps all that was typed."""
    header, status = dossier_header(request, dossier_id, TAB), 200
    if request.method == "POST":
        stale = gettext("Iemand anders schreef hier intussen iets. Ga terug en kijk wat er nu staat.")
        tried = attempt(form, act, stale=stale)
        if tried.is_done:
            messages.success(request, str(words.done))
            return redirect(TAB, dossier_id)
        status = tried.status
    sections = more.pop("sections", Section(0))
    log_read("plans:form", [dossier_id], Section.IDENTITY | Section.PLAN | sections)
    context = header | {"form": form, "words": words} | more
    return keep_reads(render(request, "plans/form.html", context, status=status))
