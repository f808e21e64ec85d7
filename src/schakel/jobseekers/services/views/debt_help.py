"""Help with debts of a client: the request with its legal clocks, and every step of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.dossiers.views.frame import header_context
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.norms.registers import the_register
from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions.debt_help import (
    ask_debt_help,
    end_debt_help,
    hold_debt_talk,
    note_debt_threat,
)
from schakel.jobseekers.services.debt_terms import PLAN, TALK, URGENT_TALK
from schakel.jobseekers.services.forms.debt_help import AskForm, EndDebtHelpForm, TalkForm, ThreatForm
from schakel.jobseekers.services.models import DebtHelp
from schakel.jobseekers.services.queries.debt_help import debt_help_visible, debt_helps_of
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, keep_reads, page

TAB = "services:debt_help"
SEEN = Section.IDENTITY | Section.LIFE_DOMAINS
Act = Callable[[dict[str, Any], dict[str, Any]], object]


@page(access.LIFE_READERS)
@require_GET
def debt_help(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The request that is open with its clocks, and the earlier ones."""
    dossier, sections = dossier_with_sections(dossier_id)
    is_seen = bool(sections & Section.LIFE_DOMAINS)
    rows = debt_helps_of(dossier_id) if is_seen else []
    log_read(TAB, [dossier_id], SEEN if is_seen else Section.IDENTITY)
    may_write = (
        is_seen
        and access.may_write_life(current_context())
        and not getattr(dossier, "is_only_looked_at", False)
    )
    context = header_context(dossier, sections, TAB) | {
        "is_seen": is_seen,
        "row": next((row for row in rows if row.is_open), None),
        "clocks": [_clock(row) for row in rows if row.is_open],
        "past": [row for row in rows if not row.is_open],
        "may_write": may_write,
    }
    return render(request, "services/debt_help.html", context)


def _clock(row: DebtHelp) -> dict[str, Any]:
    """What the law waits for now, until when, and which norm says so."""
    norm = PLAN if row.talked_on else URGENT_TALK if row.is_threatening else TALK
    due = row.due_on
    return {
        "row": row,
        "what": gettext("Plan van aanpak of weigering") if row.talked_on else gettext("Eerste gesprek"),
        "due": due,
        "is_late": due is not None and due < clock.today(),
        "norm": norm,
        "rule": the_register().norms[norm].text,
    }


@page(access.LIFE_WRITERS)
@require_http_methods(["GET", "POST"])
def ask(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Note that the client asked help."""
    form = AskForm(request.POST or None)
    words = {
        "heading": gettext("Leg vast dat de cliënt hulp vraagt bij schulden"),
        "done": gettext("De vraag om schuldhulp is vastgelegd. De wettelijke termijn loopt."),
    }
    return _step(
        request, dossier_id, form, words, lambda on, _said: ask_debt_help(**on, new=form.new_debt_help())
    )


@page(access.LIFE_WRITERS)
@require_http_methods(["GET", "POST"])
def threat(request: SchakelRequest, dossier_id: UUID, debt_id: UUID) -> HttpResponse:
    """Note that something threatens after all."""
    row = debt_help_visible(dossier_id, debt_id)
    words = {
        "heading": gettext("Er dreigt iets op korte termijn"),
        "done": gettext("Vastgelegd. Vanaf nu telt de korte termijn."),
    }

    def act(on: dict[str, Any], said: dict[str, Any]) -> object:
        return note_debt_threat(**on, **_of(row, said), threat=said["threat"], since=said["since"])

    form = ThreatForm(request.POST or None, initial={"version": row.version})
    return _step(request, dossier_id, form, words, act)


@page(access.LIFE_WRITERS)
@require_http_methods(["GET", "POST"])
def talk(request: SchakelRequest, dossier_id: UUID, debt_id: UUID) -> HttpResponse:
    """Note the first talk."""
    row = debt_help_visible(dossier_id, debt_id)
    words = {
        "heading": gettext("Leg het eerste gesprek over schulden vast"),
        "done": gettext("Het eerste gesprek is vastgelegd. De termijn voor het plan loopt."),
    }

    def act(on: dict[str, Any], said: dict[str, Any]) -> object:
        return hold_debt_talk(**on, **_of(row, said), talked_on=said["talked_on"])

    form = TalkForm(request.POST or None, initial={"version": row.version})
    return _step(request, dossier_id, form, words, act)


@page(access.LIFE_WRITERS)
@require_http_methods(["GET", "POST"])
def end(request: SchakelRequest, dossier_id: UUID, debt_id: UUID) -> HttpResponse:
    """Note the plan, the refusal, or that the client wants no help."""
    row = debt_help_visible(dossier_id, debt_id)
    words = {
        "heading": gettext("Wat kwam er van de schuldhulp?"),
        "done": gettext("De uitkomst van de schuldhulp is vastgelegd."),
    }

    def act(on: dict[str, Any], said: dict[str, Any]) -> object:
        told = {name: said[name] for name in ("outcome", "ended_on", "words")}
        return end_debt_help(**on, **_of(row, said), **told)

    form = EndDebtHelpForm(request.POST or None, initial={"version": row.version})
    return _step(request, dossier_id, form, words, act)


def _of(row: DebtHelp, said: dict[str, Any]) -> dict[str, Any]:
    return {"debt_id": row.pk, "expected_version": said["version"]}


def _step(
    request: SchakelRequest, dossier_id: UUID, form: ActForm, words: dict[str, str], act: Act
) -> HttpResponse:
    dossier, sections = dossier_with_sections(dossier_id)
    status = 200
    if request.method == "POST":
        on = {"actor": request.actor, "dossier_id": dossier_id}
        stale = gettext("Een collega wijzigde dit intussen. Bekijk de pagina opnieuw.")
        tried = attempt(form, lambda: act(on | once(form), form.cleaned_data), stale=stale)
        if tried.is_done:
            messages.success(request, words["done"])
            return redirect(TAB, dossier_id)
        status = tried.status
    log_read(TAB, [dossier_id], SEEN & sections)
    context = header_context(dossier, sections, TAB) | {"form": form, **words}
    return keep_reads(render(request, "services/debt_step.html", context, status=status))
