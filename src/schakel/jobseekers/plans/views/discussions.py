"""Joint case discussions: the list, convening one, its agenda, and working through the clients one by one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import GUIDES, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.actions.discussions import (
    convene_discussion,
    discuss_case,
    note_presence,
    put_case,
    take_off_case,
)
from schakel.jobseekers.plans.forms.discussions import CaseForm, DiscussionForm, OutcomeForm, PresenceForm
from schakel.jobseekers.plans.models import Agreement, CaseDiscussion, DiscussionCase
from schakel.jobseekers.plans.queries import agreements_of, current_plan_of, may_change
from schakel.jobseekers.plans.queries.discussions import (
    Place,
    agenda_of,
    agreements_of_cases,
    case_visible,
    discussion_visible,
    discussions_of,
    discussions_to_come,
    guests_of,
    guests_to_ask,
    insight_into,
)
from schakel.jobseekers.plans.queries.nameless import nameless_of
from schakel.jobseekers.plans.queries.plans import goals_of
from schakel.jobseekers.plans.views.forming import TAB
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, keep_reads, page

PAGE_SIZE = 25
SEEN = Section.IDENTITY | Section.PLAN
ONE = "plans:discussion"


@page(access.READERS)
@require_GET
def discussions(request: SchakelRequest) -> HttpResponse:
    """The discussions that one was asked to, the latest day first."""
    found = discussions_of(request.actor, limit=PAGE_SIZE + 1, after=_place(request.GET.get("after", "")))
    shown = found[:PAGE_SIZE]
    pager: dict[str, Any] = {"note": gettext("nieuwste eerst")}
    if len(found) > PAGE_SIZE:
        last = shown[-1]
        pager["next_url"] = f"{reverse('plans:discussions')}?after={last.held_on.isoformat()}_{last.pk}"
    context = {"rows": shown, "pager": pager, "may_convene": request.actor.role in GUIDES}
    return render(request, "plans/discussions.html", context)


def _place(text: str) -> Place | None:
    """A place in the list as the address names it; anything else is the top of the list."""
    day, _sign, row_id = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(row_id)
    except ValueError:
        return None


@page(GUIDES)
@require_http_methods(["GET", "POST"])
def convene(request: SchakelRequest) -> HttpResponse:
    """Convene a discussion."""
    form = DiscussionForm(request.POST or None, guests=guests_to_ask(request.actor))
    status = 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: convene_discussion(
                actor=request.actor, organisation_id=_own(request), new=form.new_discussion(), **once(form)
            ),
        )
        if tried.result is not None:
            messages.success(request, gettext("Het overleg is bijeengeroepen."))
            return redirect(ONE, tried.result)
        status = tried.status
    return render(request, "plans/convene.html", {"form": form}, status=status)


@page(access.READERS)
@require_GET
def discussion(request: SchakelRequest, discussion_id: UUID) -> HttpResponse:
    """The agenda as far as one may see it, who comes, and what was agreed."""
    row = discussion_visible(request.actor, discussion_id)
    return _agenda_page(request, row)


def _agenda_page(request: SchakelRequest, row: CaseDiscussion) -> HttpResponse:
    guests, cases = guests_of(row.pk), agenda_of(row.pk)
    if cases:
        log_read(ONE, sorted({case.dossier_id for case in cases}), SEEN)
    is_ours = row.organisation_id == request.actor.organisation_id and request.actor.role in GUIDES
    is_held = row.held_on <= clock.today()
    context = {
        "row": row,
        "guests": guests,
        "cases": cases,
        "nameless": nameless_of(row.pk),
        "hidden": max(0, row.case_count - len(cases)),
        "agreements": agreements_of_cases([case.pk for case in cases]) if cases else [],
        "presence": PresenceForm(guests=guests) if is_ours and is_held else None,
        "is_held": is_held,
    }
    return render(request, "plans/discussion.html", context)


@page(GUIDES)
@require_POST
def presence(request: SchakelRequest, discussion_id: UUID) -> HttpResponse:
    """Note who was there."""
    row = discussion_visible(request.actor, discussion_id)
    form = PresenceForm(request.POST, guests=guests_of(row.pk))
    tried = attempt(
        form,
        lambda: note_presence(
            actor=request.actor,
            organisation_id=_own(request),
            discussion_id=row.pk,
            guest_ids=form.cleaned_data["guest_ids"],
            **once(form),
        ),
    )
    if tried.is_done:
        messages.success(request, gettext("Vastgelegd wie erbij was."))
    else:
        messages.error(request, gettext("Dit is niet vastgelegd. Kies alleen wie is uitgenodigd."))
    return redirect(ONE, row.pk)


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def put(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Put a client on the agenda of a discussion."""
    form = CaseForm(request.POST or None, discussions=discussions_to_come(request.actor))
    status = 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: put_case(actor=request.actor, dossier_id=dossier_id, new=form.new_case(), **once(form)),
        )
        if tried.is_done:
            messages.success(request, gettext("De cliënt staat op de agenda."))
            return redirect(ONE, form.cleaned_data["discussion_id"])
        status = tried.status
    header = dossier_header(request, dossier_id, TAB)
    log_read("plans:put_case", [dossier_id], SEEN)
    context = header | {"form": form, "may_convene": request.actor.role in GUIDES}
    return keep_reads(render(request, "plans/put_case.html", context, status=status))


@page(access.READERS)
@require_http_methods(["GET", "POST"])
def case(request: SchakelRequest, discussion_id: UUID, case_id: UUID) -> HttpResponse:
    """One client of the agenda, with the one before and after it, and what it led to."""
    row = discussion_visible(request.actor, discussion_id)
    found = case_visible(discussion_id, case_id)
    form = OutcomeForm(request.POST or None, initial=_told(found))
    status = 200
    if request.method == "POST":
        tried = attempt(form, lambda: _discuss(request, found, form), stale=_stale())
        if tried.is_done:
            messages.success(request, gettext("De uitkomst staat in het dossier."))
            following = _beside(agenda_of(discussion_id), found)["next"]
            return redirect(following) if following else redirect(ONE, row.pk)
        status = tried.status
    log_read("plans:case", [found.dossier_id], SEEN)
    context = {"row": row, "case": found, "form": form, **_preparation(row, found)}
    context["may_write"] = may_change()
    return keep_reads(render(request, "plans/case.html", context, status=status))


def _discuss(request: SchakelRequest, found: DiscussionCase, form: OutcomeForm) -> UUID:
    said = form.cleaned_data
    return discuss_case(
        actor=request.actor,
        dossier_id=found.dossier_id,
        case_id=found.pk,
        state=said["state"],
        outcome=said["outcome"],
        agreed=form.agreed(),
        expected_version=said["version"],
        **once(form),
    )


def _told(found: DiscussionCase) -> dict[str, Any]:
    """What stands there; nothing is preselected before the first time."""
    known = (
        {} if found.state == DiscussionCase.State.OPEN else {"state": found.state, "outcome": found.outcome}
    )
    return known | {"version": found.version}


def _stale() -> str:
    return gettext("Een collega legde intussen een uitkomst vast. Lees die, en vul aan wat ontbreekt.")


def _preparation(row: CaseDiscussion, found: DiscussionCase) -> dict[str, Any]:
    """What to know of the client: goals, open agreements, and who of the guests may hear of it."""
    plan = current_plan_of(found.dossier_id)
    is_open = agreements_of(found.dossier_id).filter(status=Agreement.Status.OPEN)
    return {
        "goals": goals_of(plan) if plan is not None else [],
        "agreements": list(is_open[:PAGE_SIZE]),
        "insight": insight_into(found.dossier_id, guests_of(row.pk)),
        "is_held": row.held_on <= clock.today(),
        **_beside(agenda_of(row.pk), found),
    }


def _beside(cases: list[DiscussionCase], found: DiscussionCase) -> dict[str, Any]:
    """The addresses of the client before and after this one, and its number on the agenda."""
    ids = [one.pk for one in cases]
    here = ids.index(found.pk)
    urls = {
        place: reverse("plans:case", args=[found.discussion_id, ids[place]])
        for place in (here - 1, here + 1)
        if 0 <= place < len(ids)
    }
    return {"previous": urls.get(here - 1), "next": urls.get(here + 1), "number": here + 1, "total": len(ids)}


@page(access.WRITERS)
@require_POST
def take_off(request: SchakelRequest, discussion_id: UUID, case_id: UUID) -> HttpResponse:
    """Take a client off the agenda."""
    row = discussion_visible(request.actor, discussion_id)
    found = case_visible(discussion_id, case_id)
    form = ActForm(request.POST)
    stale = gettext("Een collega wijzigde dit intussen. Bekijk de agenda opnieuw.")

    def act() -> UUID:
        version = form.cleaned_data["version"] or 0
        return take_off_case(
            actor=request.actor,
            dossier_id=found.dossier_id,
            case_id=found.pk,
            expected_version=version,
            **once(form),
        )

    tried = attempt(form, act, stale=stale)
    if tried.is_done:
        messages.success(request, gettext("De cliënt is van de agenda gehaald."))
    else:
        messages.error(request, " ".join(str(words) for words in form.non_field_errors()) or stale)
    return redirect(ONE, row.pk)


def _own(request: SchakelRequest) -> UUID:
    organisation_id = request.actor.organisation_id
    assert organisation_id is not None  # every guide works at an organisation
    return organisation_id
