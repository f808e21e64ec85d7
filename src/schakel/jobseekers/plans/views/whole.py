"""The plan on one page: goals, parts with their steps, who signs, the ladder, and what is due."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.jobseekers.plans.access import PART_WRITERS
from schakel.jobseekers.plans.models import Plan
from schakel.jobseekers.plans.presenting import ladder_chart, parts_shown, plan_terms
from schakel.jobseekers.plans.queries import may_change, plans_of
from schakel.jobseekers.plans.queries.discussions import cases_of_dossier
from schakel.jobseekers.plans.queries.ladder import way_of
from schakel.jobseekers.plans.queries.lists import evaluations_of, wishes_of
from schakel.jobseekers.plans.queries.nameless import nameless_of_dossier
from schakel.jobseekers.plans.queries.plans import goals_of, parts_of, steps_of
from schakel.jobseekers.plans.queries.versions import is_asked, signatures_of, versions_of
from schakel.jobseekers.plans.signers import lacking
from schakel.jobseekers.plans.views.forming import TAB
from schakel.jobseekers.plans.weighing import alternatives_of, choices_of
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page


@page(PROFESSIONALS)
@require_GET
def whole(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The plan that runs, or the last one; without a plan, how to begin one."""
    header = dossier_header(request, dossier_id, TAB)
    plans, way = plans_of(dossier_id), way_of(dossier_id)
    plan = plans[0] if plans else None
    may_write = may_change() and not header["dossier"].is_only_looked_at
    context: dict[str, Any] = header | {
        "plan": plan,
        "earlier": plans[1:],
        "may_write": may_write,
        "way": way,
        "chart": ladder_chart(way),
        "wishes": wishes_of(dossier_id),
        "cases": cases_of_dossier(dossier_id),
        "nameless": nameless_of_dossier(dossier_id),
        "choices": choices_of(dossier_id),
    }
    sections = Section.IDENTITY | Section.PLAN
    if plan is not None:
        shown = _shown(request, plan, may_write=may_write)
        if any(part.row.domain for part in shown["parts"]):
            sections |= Section.LIFE_DOMAINS
        context |= shown
    log_read(TAB, [dossier_id], sections)
    return render(request, "plans/whole.html", context)


def _shown(request: SchakelRequest, plan: Plan, *, may_write: bool) -> dict[str, Any]:
    goals, parts, steps, versions = goals_of(plan), parts_of(plan), steps_of(plan), versions_of(plan)
    own, weighed = request.actor.organisation_id, alternatives_of(plan)
    signatures = signatures_of(versions[0]) if versions and not versions[0].withdrawn_on else []
    is_lead = may_write and own == plan.lead_organisation_id
    may_edit = may_write and not plan.is_closed and not plan.is_waiting
    is_open = may_edit or plan.status == Plan.Status.RUNNING
    client = next((row for row in signatures if row.party == row.Party.CLIENT), None)
    return {
        "goals": goals,
        "goals_weighed": [one for goal in goals for one in weighed.get(goal.pk, [])],
        "parts": parts_shown(parts, steps, plan, own, weighed),
        "versions": versions,
        "signatures": signatures,
        "client_signature": client,
        "may_sign": may_write and plan.is_waiting and is_asked(signatures, own),
        "lacking": lacking(plan, goals, steps) if plan.is_edited else [],
        "is_lead": is_lead,
        "may_lead": may_write and not (is_lead and plan.lead.account_id == request.actor.account_id),
        "may_edit": may_edit,
        "may_add_part": request.actor.role in PART_WRITERS and is_open,
        "terms": plan_terms(plan),
        "evaluations": evaluations_of(plan) if plan.is_closed else [],
        "own_organisation_id": own,
    }
