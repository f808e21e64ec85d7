"""The client's own plan: goals in their own words, signing or not agreeing, and looking back."""

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
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.plans import actions
from schakel.jobseekers.plans.forms.agreeing import AnswersForm, NumberForm, OwnObjectionForm
from schakel.jobseekers.plans.forms.plans import OwnGoalForm
from schakel.jobseekers.plans.models import Plan, PlanEvaluation
from schakel.jobseekers.plans.presenting import differences, ladder_chart, parts_shown, version_shown
from schakel.jobseekers.plans.queries import plans_of
from schakel.jobseekers.plans.queries.ladder import way_of
from schakel.jobseekers.plans.queries.lists import evaluations_of
from schakel.jobseekers.plans.queries.plans import goals_of, parts_of, steps_of
from schakel.jobseekers.plans.queries.versions import signatures_of, versions_of
from schakel.web.acting import attempt, once
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

HOME = "plans:own"


@page(CLIENTS)
@require_GET
def own(request: SchakelRequest) -> HttpResponse:
    """The plan whole: what one wants, what is agreed, and what is asked."""
    return _page(request, {})


@page(CLIENTS)
@require_POST
def write_goal(request: SchakelRequest) -> HttpResponse:
    """Put a goal in the plan."""
    form = OwnGoalForm(request.POST, auto_id="id_goal_%s")

    def act() -> UUID:
        return actions.write_goal(**_on(request), words=form.cleaned_data["words"], **once(form))

    return _do(request, "goal_form", form, act, gettext("Uw doel staat in het plan."))


@page(CLIENTS)
@require_POST
def remove_goal(request: SchakelRequest, goal_id: UUID) -> HttpResponse:
    """Take a goal off."""
    form = SubmitForm(request.POST, auto_id=f"id_{goal_id}_%s")

    def act() -> UUID:
        version = form.cleaned_data["version"]
        on = _on(request) | {"goal_id": goal_id, "because": ""}
        return actions.remove_goal(**on, expected_version=version, **once(form))

    return _do(request, "sign_form", form, act, gettext("Het doel staat niet meer in het plan."))


@page(CLIENTS)
@require_POST
def sign(request: SchakelRequest) -> HttpResponse:
    """Sign the version on the page."""
    form = NumberForm(request.POST, auto_id="id_sign_%s")

    def act() -> UUID:
        said = form.cleaned_data
        return actions.sign_plan(**_on(request), number=said["number"], digest=said["digest"], **once(form))

    return _do(request, "sign_form", form, act, gettext("U hebt het plan ondertekend."))


@page(CLIENTS)
@require_POST
def object_to(request: SchakelRequest) -> HttpResponse:
    """Say that one does not agree."""
    form = OwnObjectionForm(request.POST, auto_id="id_object_%s")

    def act() -> UUID:
        said = form.cleaned_data
        return actions.object_to_plan(
            **_on(request), number=said["number"], words=said["words"], **once(form)
        )

    done = gettext("Wij weten nu dat u het niet eens bent. Uw contact praat er met u over.")
    return _do(request, "object_form", form, act, done)


@page(CLIENTS)
@require_POST
def evaluate(request: SchakelRequest, plan_id: UUID) -> HttpResponse:
    """Look back on a plan that ended."""
    form = AnswersForm(request.POST, auto_id="id_back_%s")

    def act() -> UUID:
        return actions.evaluate_plan(**_on(request), plan_id=plan_id, answers=form.answers(), **once(form))

    return _do(request, "back_form", form, act, gettext("Dank u. Zo leren wij wat helpt."))


def _do(request: SchakelRequest, name: str, form: Form, act: Callable[[], UUID], done: str) -> HttpResponse:
    stale = gettext("Het plan is intussen veranderd. Lees het opnieuw en probeer het dan nog eens.")
    tried = attempt(form, act, stale=stale)
    if not tried.is_done:
        return keep_reads(_page(request, {name: form}, tried.status))
    messages.success(request, done)
    return redirect(HOME)


def _page(request: SchakelRequest, tried: dict[str, Form], status: int = 200) -> HttpResponse:
    dossier_id = _dossier(request)
    plans, way = plans_of(dossier_id), way_of(dossier_id)
    plan = plans[0] if plans else None
    context: dict[str, Any] = {"plan": plan, "way": way, "chart": ladder_chart(way)}
    sections = Section.PLAN
    if plan is not None:
        shown = _shown(plan)
        if any(part.row.domain for part in shown["parts"]):
            sections |= Section.LIFE_DOMAINS
        context |= shown | _forms(shown, tried) | {"refusals": _refusals(shown, tried)}
    log_read(HOME, [dossier_id], sections)
    return render(request, "plans/own.html", context, status=status)


def _shown(plan: Plan) -> dict[str, Any]:
    """The parts as they are now; while a version waits or holds, that version as it was laid before them."""
    versions = versions_of(plan)
    waiting = versions[0] if plan.is_waiting and versions else None
    agreed = next((one for one in versions if one.number == plan.agreed_number), None)
    signatures = signatures_of(waiting) if waiting else []
    mine = next((row for row in signatures if row.party == row.Party.CLIENT), None)
    evaluations = evaluations_of(plan) if plan.is_closed else []
    asked = next((row for row in evaluations if row.voice == PlanEvaluation.Voice.CLIENT), None)
    return {
        "goals": goals_of(plan),
        "parts": parts_shown(parts_of(plan), steps_of(plan), plan, None),
        "waiting": waiting,
        "changes": differences(agreed.content, waiting.content) if agreed and waiting else [],
        "content": version_shown(waiting.content) if waiting else None,
        "signatures": signatures,
        "mine": mine,
        "agreed": agreed,
        "asked": asked,
        "may_edit": not plan.is_closed and not plan.is_waiting,
    }


def _forms(shown: dict[str, Any], tried: dict[str, Form]) -> dict[str, Any]:
    waiting = shown["waiting"]
    start = {"number": waiting.number, "digest": waiting.digest} if waiting else {}
    fresh: dict[str, Form] = {
        "goal_form": OwnGoalForm(auto_id="id_goal_%s"),
        "sign_form": NumberForm(initial=start, auto_id="id_sign_%s"),
        "object_form": OwnObjectionForm(initial=start, auto_id="id_object_%s"),
        "back_form": AnswersForm(auto_id="id_back_%s"),
    }
    own_goals = [row for row in shown["goals"] if row.heard_by_id is None]
    removing = {
        row.pk: SubmitForm(initial={"version": row.version}, auto_id=f"id_{row.pk}_%s") for row in own_goals
    }
    return fresh | tried | {"goals": [(row, removing.get(row.pk)) for row in shown["goals"]]}


def _refusals(shown: dict[str, Any], tried: dict[str, Form]) -> list[str]:
    """What was refused of a form that the page no longer shows, since the plan changed meanwhile."""
    mine, asked = shown["mine"], shown["asked"]
    may_sign = mine is not None and mine.signed_on is None
    is_shown = {
        "sign_form": may_sign,
        "object_form": may_sign,
        "goal_form": shown["may_edit"],
        "back_form": asked is not None and asked.given_on is None,
    }
    hidden = [form for name, form in tried.items() if not is_shown[name]]
    return [str(words) for form in hidden for words in form.non_field_errors()]


def _on(request: SchakelRequest) -> dict[str, Any]:
    return {"actor": request.actor, "dossier_id": _dossier(request)}


def _dossier(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id
