"""The conversation page: what to know before a talk, and everything that follows from it in one form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.drafting import draft_named
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.picture import Recorded, Standing, told_by_rooms
from schakel.ground.dossiers.queries.drafts import own_draft
from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.dossiers.views.frame import header_context
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.signals.queries import signals_of
from schakel.jobseekers.contacts.actions import hold_talk
from schakel.jobseekers.contacts.forms.talk import TalkForm
from schakel.jobseekers.contacts.queries import contacts_before, may_record
from schakel.jobseekers.contacts.views.contacts import TAB, WRITERS
from schakel.jobseekers.diagnosis.access import PICTURE_READERS
from schakel.jobseekers.plans.day import AHEAD_DAYS
from schakel.jobseekers.plans.models import Agreement, PlanGoal
from schakel.jobseekers.plans.queries import current_plan_of, may_change, plan_of
from schakel.jobseekers.plans.queries.plans import goals_of
from schakel.jobseekers.services.queries.uses import uses_of
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, keep_reads, page

CONTACTS_SHOWN = 3
SHOWN = Section.IDENTITY | Section.CONTACTS | Section.PLAN | Section.WORK_PROFILE


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def talk(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """All that a talk needs on one page, and what it leads to in one form."""
    dossier, sections = dossier_with_sections(dossier_id)
    may_agree = bool(sections & Section.PLAN) and may_change()
    agreements = plan_of(dossier_id) if sections & Section.PLAN else []
    still_open = [one for one in agreements if one.status == Agreement.Status.OPEN]
    ours = [one for one in still_open if _is_asked(one, request.actor.organisation_id)]
    draft = own_draft(dossier_id, "contact")
    form = TalkForm(
        request.POST or None,
        agreements=ours if may_agree else [],
        initial=draft.values if draft is not None else {},
    )
    status = 200
    if request.method == "POST":
        tried = attempt(form, lambda: _hold(request, dossier_id, form), stale=_stale())
        if tried.is_done:
            messages.success(request, gettext("Het gesprek is vastgelegd, met wat u afsprak."))
            return redirect(TAB, dossier_id)
        status = tried.status
    log_read("contacts:talk", [dossier_id], SHOWN & sections)
    context = header_context(dossier, sections, TAB) | {
        "form": form if may_record() and not getattr(dossier, "is_only_looked_at", False) else None,
        "may_agree": may_agree,
        "draft": draft,
        "agreements": still_open,
        "may_see_picture": bool(sections & Section.WORK_PROFILE) and request.actor.role in PICTURE_READERS,
        **_preparation(dossier_id, sections),
    }
    return keep_reads(render(request, "contacts/talk.html", context, status=status))


def _is_asked(agreement: Agreement, organisation_id: UUID | None) -> bool:
    """Whether a talk of today asks what became of it: one's own, and due soon or already."""
    is_near = agreement.due_on <= clock.today() + timedelta(days=AHEAD_DAYS)
    return is_near and agreement.organisation_id == organisation_id


def _hold(request: SchakelRequest, dossier_id: UUID, form: TalkForm) -> UUID:
    return hold_talk(
        actor=request.actor,
        dossier_id=dossier_id,
        talk=form.talk(),
        draft_id=draft_named(request.POST),
        **once(form),
    )


def _stale() -> str:
    return gettext("Een collega wijzigde intussen een afspraak. Lees wat er nu staat, en leg opnieuw vast.")


def _preparation(dossier_id: UUID, sections: Section) -> dict[str, Any]:
    """What to know before the talk, each part only where its section is open."""
    sees_plan = bool(sections & Section.PLAN)
    return {
        "signals": signals_of(dossier_id)[0],
        "contacts": contacts_before(dossier_id, limit=CONTACTS_SHOWN),
        "sees_plan": sees_plan,
        "goals": _goals(dossier_id) if sees_plan else [],
        "services": [use for use in uses_of(dossier_id) if use.is_open] if sees_plan else [],
        "wishes": _own_words(dossier_id) if sections & Section.WORK_PROFILE else [],
        "missing": _missing(dossier_id, sections),
    }


def _goals(dossier_id: UUID) -> list[PlanGoal]:
    plan = current_plan_of(dossier_id)
    return goals_of(plan) if plan is not None else []


def _own_words(dossier_id: UUID) -> list[Fact]:
    """What the client told of wishes, in their own words."""
    found = Fact.objects.filter(
        dossier_id=dossier_id, name="wish", is_current=True, source_organisation__isnull=True
    )
    return list(found.order_by("-obtained_on", "id")[:CONTACTS_SHOWN])


def _missing(dossier_id: UUID, sections: Section) -> list[Recorded]:
    """What the dossier should tell and does not yet, as far as the reader may know."""
    told = told_by_rooms(dossier_id, sections)
    return [one for room in told for one in room.recorded if one.standing == Standing.MISSING]
