"""Choosing a service on the dossier: options side by side, and telling what is not known yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.dossiers.views.frame import header_context
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions import NONE, choose_service, tell_facts
from schakel.jobseekers.services.asking import Wanted, avoided_at, level_words, wanted_for_choice
from schakel.jobseekers.services.catalogue.judging import Judged
from schakel.jobseekers.services.catalogue.loading import facts_used
from schakel.jobseekers.services.forms.choosing import ChooseForm
from schakel.jobseekers.services.forms.facts import FactsForm
from schakel.jobseekers.services.offers import look_back_on, offered_reasons
from schakel.jobseekers.services.presenting import VERDICT_MARKS, OptionShown, option_shown
from schakel.jobseekers.services.queries.catalogue import knowledge_of
from schakel.jobseekers.services.queries.eligibility import Standing, open_facts, standing_of
from schakel.jobseekers.services.queries.levels import approvers_for, levels_of
from schakel.jobseekers.services.queries.uses import at_their_limit, relabelled_from
from schakel.jobseekers.services.telling import BESIDE, asked_facts, section_of, told_facts
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, keep_reads, page

TAB = "services:uses"
SIDE_BY_SIDE, MOST = 3, 6
USED = Section.BENEFIT | Section.DIAGNOSIS | Section.PLAN | Section.WORK_PROFILE
USED |= Section.LIFE_DOMAINS | Section.HEALTH | Section.ENFORCEMENT
"""Where the facts stand that rules of services look at."""


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def choose(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The options side by side; the address says which stand beside each other."""
    dossier, sections = dossier_with_sections(dossier_id)
    standing = standing_of(dossier_id, sections)
    shown = _beside(standing, request.GET.getlist("option"))
    beside = _what_stands_beside(standing, shown)
    levels = {level for one in beside.values() for level in one.wanted}
    form = ChooseForm(
        request.POST or None,
        options=shown,
        offered=offered_reasons(standing),
        by=look_back_on(standing),
        approvers={level: approvers_for(level, request.actor) for level in sorted(levels)},
    )
    status = 200
    if request.method == "POST":
        tried = attempt(form, lambda: _choose(request, dossier_id, form))
        if tried.is_done:
            messages.success(request, gettext("De keuze is vastgelegd."))
            return _on(dossier_id, form.cleaned_data["chosen"], tried.result)
        status = tried.status
    log_read("services:choose", [dossier_id], (Section.IDENTITY | USED) & sections)
    context = header_context(dossier, sections, TAB) | _page(standing, beside, form)
    return keep_reads(render(request, "services/choose.html", context, status=status))


def _choose(request: SchakelRequest, dossier_id: UUID, form: ChooseForm) -> UUID:
    return choose_service(actor=request.actor, dossier_id=dossier_id, choice=form.choice(), **once(form))


def _on(dossier_id: UUID, chosen: str, use_id: UUID | None) -> HttpResponse:
    if chosen == NONE or use_id is None:
        return redirect(TAB, dossier_id)
    return redirect("services:use", dossier_id, use_id)


def _beside(standing: Standing, asked: list[str]) -> list[str]:
    """What was asked to stand side by side, or the first few that may fit."""
    known = [key for key in dict.fromkeys(asked) if key in standing.judged][:MOST]
    if known:
        return known
    return [key for key, one in standing.judged.items() if one.verdict != "no"][:SIDE_BY_SIDE]


@dataclass(frozen=True, slots=True)
class Beside:
    """One of the options: how it stands, what it looks like under another name, and whom it asks."""

    judged: Judged
    earlier: str
    avoided: str
    wanted: Wanted


def _what_stands_beside(standing: Standing, shown: list[str]) -> dict[str, Beside]:
    limited = at_their_limit(standing.dossier_id, standing.on)
    services = [standing.judged[key].service for key in shown]
    levels = levels_of(services, current_context().actor.organisation_id)
    found = {}
    for service in services:
        judged = standing.judged[service.key]
        earlier = relabelled_from(limited, service.content, service.key, service.period)
        avoided = avoided_at(standing, service)
        wanted = wanted_for_choice(judged, earlier, avoided, levels[service.key])
        names = (earlier.name if earlier else "", avoided.words if avoided and not earlier else "")
        found[service.key] = Beside(judged, *names, wanted if judged.verdict != "no" else {})
    return found


def _page(standing: Standing, beside: dict[str, Beside], form: ChooseForm) -> dict[str, Any]:
    shown = list(beside)
    knowledge = knowledge_of(shown, current_context().actor.employer_id)
    options = [_option(standing, one, knowledge.get(key)) for key, one in beside.items()]
    others = [one for key, one in standing.judged.items() if key not in shown]
    return {
        "form": form,
        "options": options,
        "none": NONE,
        "others": [_other(one, shown, standing.dossier_id) for one in others if one.verdict != "no"],
        "refused": [_other(one, shown, standing.dossier_id) for one in others if one.verdict == "no"],
        "expected_by": form.by,
        "has_room": len(shown) < MOST,
    }


def _option(standing: Standing, beside: Beside, known: Any) -> tuple[OptionShown, str, Beside, str]:
    """The option, where its missing facts are told, what stands beside it, and who must agree in words."""
    judged = beside.judged
    facts = open_facts(standing, judged)
    url = reverse("services:facts", args=[standing.dossier_id])
    ask = f"{url}?{urlencode({'option': judged.service.key})}" if facts else ""
    return option_shown(judged, standing, known), ask, beside, level_words(beside.wanted)


def _other(judged: Judged, shown: list[str], dossier_id: UUID) -> dict[str, Any]:
    keys = [*shown, judged.service.key][-MOST:]
    return {
        "name": judged.service.name,
        "mark": VERDICT_MARKS[judged.verdict],
        "is_almost": judged.is_almost,
        "url": f"{reverse('services:choose', args=[dossier_id])}?{urlencode({'option': keys}, doseq=True)}",
    }


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def facts(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Tell what the rules of a service ask, or of all services; back to the choice afterwards."""
    dossier, sections = dossier_with_sections(dossier_id)
    standing = standing_of(dossier_id, sections)
    key = request.GET.get("option", "")
    asked = _asked(standing, key)
    known = told_facts(dossier_id, standing.on)
    held = {name: row for name, row in known.items() if name in asked}
    form = FactsForm(request.POST or None, asked=asked, known=held)
    status = 200
    if request.method == "POST":
        tried = attempt(form, lambda: _tell(request, dossier_id, form))
        if tried.is_done:
            messages.success(request, gettext("De antwoorden zijn vastgelegd."))
            way = f"?{urlencode({'option': key})}" if key in standing.judged else ""
            return redirect(reverse("services:choose", args=[dossier_id]) + way)
        status = tried.status
    log_read("services:facts", [dossier_id], (Section.IDENTITY | USED) & sections)
    judged = standing.judged.get(key)
    context = header_context(dossier, sections, TAB) | {
        "form": form,
        "service": judged.service if judged else None,
        "has_questions": bool(asked),
    }
    return keep_reads(render(request, "services/facts.html", context, status=status))


def _asked(standing: Standing, key: str) -> dict[str, Any]:
    """The questions of one service, or of every service that is for this client."""
    judged = standing.judged.get(key)
    open_ones = (
        [judged] if judged else [one for one in standing.judged.values() if one.fits_scheme is not False]
    )
    used = {name for one in open_ones for name in facts_used(one.service)} | BESIDE
    return {
        name: fact
        for name, fact in asked_facts().items()
        if name in used and access.may_tell(current_context(), section_of(fact) & standing.sections)
    }


def _tell(request: SchakelRequest, dossier_id: UUID, form: FactsForm) -> UUID:
    return tell_facts(actor=request.actor, dossier_id=dossier_id, told=form.told(), **once(form))
