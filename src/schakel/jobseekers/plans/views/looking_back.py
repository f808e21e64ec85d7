"""Looking back on choices: the list of those whose day has passed, and the form for one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Role, Section
from schakel.ground.dossiers.links import EntryLink
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.journal.timeline import TimelineEntry
from schakel.ground.kernel.errors import InvalidError
from schakel.jobseekers.plans.actions import evaluate_decision
from schakel.jobseekers.plans.choices import choice_named, to_look_back_on
from schakel.jobseekers.plans.forms.agreements import LookBackForm
from schakel.jobseekers.plans.models import Expectation
from schakel.web.pages import GUIDES, SchakelRequest, keep_reads, page

WRITERS = GUIDES | {Role.TRAJECTORY_GUIDE}
TAB, LIST = "plans:list", "plans:look_back"
PAGE_SIZE = 25


def link_from(entry: TimelineEntry, dossier_id: UUID) -> EntryLink | None:
    """From a choice in the course to the form for looking back on it."""
    if entry.is_superseded:
        return None
    return EntryLink(
        reverse("plans:evaluate", args=[dossier_id, entry.id]), gettext("Kijk terug op de keuze")
    )


@page(WRITERS)
@require_GET
def look_back(request: SchakelRequest) -> HttpResponse:
    """Choices in the actor's own dossiers whose day has passed, oldest first."""
    after = _place(request.GET.get("after", ""))
    found = to_look_back_on(request.actor, limit=PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    dossiers = sorted({row.dossier_id for row in shown})
    log_read(LIST, dossiers, Section.IDENTITY | Section.PLAN)
    return render(
        request, "plans/look_back.html", {"choices": shown, "pager": _pager(found, has_before=bool(after))}
    )


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def evaluate(request: SchakelRequest, dossier_id: UUID, entry_id: UUID) -> HttpResponse:
    """Say what became of a choice."""
    header = dossier_header(request, dossier_id, TAB)
    choice = choice_named(dossier_id, entry_id)
    form = LookBackForm(request.POST or None, initial=choice.entry.evaluation or {})
    if request.method == "POST" and form.is_valid():
        try:
            evaluate_decision(
                actor=request.actor,
                dossier_id=dossier_id,
                entry_id=entry_id,
                outcome=form.cleaned_data["outcome"],
                learned=form.cleaned_data["learned"],
                submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
            )
        except InvalidError as error:
            form.refuse(error)
        else:
            messages.success(request, gettext("U keek terug op de keuze. Het staat er nu bij."))
            return redirect(TAB, dossier_id)
    log_read("plans:evaluate", [dossier_id], Section.IDENTITY | choice.section)
    context = header | {"form": form, "choice": choice.entry, "card": choice.card}
    return keep_reads(render(request, "plans/evaluate.html", context, status=422 if form.errors else 200))


def _pager(found: list[Expectation], *, has_before: bool) -> dict[str, Any]:
    first = reverse(LIST)
    pager: dict[str, Any] = {"note": gettext("oudste dag eerst"), "previous_url": first if has_before else ""}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1]
        pager["next_url"] = f"{first}?after={last.by.isoformat()}_{last.entry_id}"
    return pager


def _place(text: str) -> tuple[date, UUID] | None:
    """A place in the list as the address names it; anything else is the top of the list."""
    day, _sign, entry_id = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(entry_id)
    except ValueError:
        return None
