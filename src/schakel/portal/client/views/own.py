"""The client's own pages: start, plan, data and who looked."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import dispute_fact, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.facts import FACT_KINDS
from schakel.ground.dossiers.queries.protection import urgent_looks_at
from schakel.ground.journal.reading import log_read, looks_at
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import as_day
from schakel.ground.kernel.errors import InvalidError, StaleVersionError
from schakel.ground.organisations.queries import names_of_readers
from schakel.ground.people.actions import change_client
from schakel.ground.people.queries import client_visible, visible_address
from schakel.jobseekers.intake.queries import open_intake_of
from schakel.jobseekers.mentoring.queries import client_may_refuse
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.plans.queries import agreements_of, waits_for_client
from schakel.jobseekers.workshops.queries import is_invited
from schakel.portal.client import actions, choices, queries
from schakel.portal.client.forms import ActForm, ContactForm, DisputeForm, FactForm, ViewForm
from schakel.portal.client.looks import Visit, named, visits
from schakel.portal.client.protected import own_protections
from schakel.portal.client.step import next_step
from schakel.programme.studies.queries import is_asked
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

LOOKS_SHOWN = 60
LAST_LOOKS = 30
DATA_SHOWN = Section.IDENTITY | Section.BENEFIT | Section.WORK_PROFILE | Section.CONTACTS
Duty, Status = Agreement.Duty, Agreement.Status


@page(CLIENTS)
@require_GET
def start(request: SchakelRequest) -> HttpResponse:
    """The next step, what others do, what the client does, who helps and who looked."""
    dossier_id = _own(request)
    log_read("client:start", [dossier_id], Section.IDENTITY | Section.PLAN)
    helpers = queries.helpers_of(dossier_id)
    lead = queries.lead_of(helpers)
    open_ones = list(agreements_of(dossier_id).filter(status=Status.OPEN))
    own = [a for a in open_ones if a.duty == Duty.CLIENT]
    decisions = choices.decisions_about(dossier_id, limit=5)
    handovers = queries.running_handovers(dossier_id)
    context = {
        "step": next_step(own, decisions, lead, clock.today()),
        "ours": [a for a in open_ones if a.duty == Duty.OURS],
        "own": own,
        "helpers": helpers,
        "lead": lead,
        "handovers": handovers,
        "going_on": queries.trajectories_going_on(dossier_id, handovers),
        "visits": _visits(dossier_id, limit=LAST_LOOKS)[0][:3],
        "intake": open_intake_of(dossier_id),
        "is_plan_waiting": waits_for_client(dossier_id),
        "has_mentor": client_may_refuse(dossier_id),
        "has_workshop": is_invited(dossier_id),
        "has_study": is_asked(dossier_id),
    }
    return render(request, "client/start.html", context)


@page(CLIENTS)
@require_GET
def plan(request: SchakelRequest) -> HttpResponse:
    """The agreements of both sides with their state, and the choices about the client."""
    dossier_id = _own(request)
    log_read("client:plan", [dossier_id], Section.PLAN)
    agreements = list(agreements_of(dossier_id))
    context = {
        "ours": _lane(agreements, Duty.OURS),
        "own": _lane(agreements, Duty.CLIENT),
        "decisions": choices.decisions_about(dossier_id),
        "lead": queries.lead_of(queries.helpers_of(dossier_id)),
    }
    return render(request, "client/plan.html", context)


@page(CLIENTS)
@require_http_methods(["GET", "POST"])
def give_view(request: SchakelRequest, entry_id: UUID) -> HttpResponse:
    """Say what one thinks of a choice."""
    dossier_id = _own(request)
    decision = choices.decision_about(dossier_id, entry_id)
    form = ViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("view", "words")}
        if _done(form, actions.give_view, request, entry_id=entry_id, **values):
            messages.success(request, gettext("Uw mening staat nu bij de keuze. Uw vaste contact leest dit."))
            return redirect("client:plan")
    log_read("client:view", [dossier_id], Section.PLAN)
    return _form_page(request, "client/view.html", form, {"decision": decision})


@page(CLIENTS)
@require_GET
def data(request: SchakelRequest) -> HttpResponse:
    """Who the client is to the chain, the benefit, and every fact with its source and day."""
    dossier_id = _own(request)
    log_read("client:data", [dossier_id], DATA_SHOWN)
    client = client_visible(dossier_id)
    context = {
        "client": client,
        "bsn_ending": queries.bsn_ending(client),
        "benefits": queries.benefits_of(dossier_id),
        "address": visible_address(dossier_id),
        "protections": own_protections(dossier_id),
        "facts": queries.facts_about(dossier_id),
        "lead": queries.lead_of(queries.helpers_of(dossier_id)),
    }
    return render(request, "client/data.html", context)


@page(CLIENTS)
@require_http_methods(["GET", "POST"])
def contact(request: SchakelRequest) -> HttpResponse:
    """Change how the client is reached."""
    dossier_id = _own(request)
    client = client_visible(dossier_id)
    form = ContactForm(request.POST or None, initial=ContactForm.values_of(client))
    if request.method == "POST" and form.is_valid():
        changes = form.changes()
        version = form.cleaned_data["version"]
        because = gettext("zelf gewijzigd")
        if _done(form, change_client, request, changes=changes, because=because, expected_version=version):
            messages.success(request, gettext("Uw gegevens zijn gewijzigd."))
            return redirect("client:data")
    log_read("client:contact", [dossier_id], Section.IDENTITY)
    return _form_page(request, "client/contact.html", form, {})


@page(CLIENTS)
@require_http_methods(["GET", "POST"])
def fact(request: SchakelRequest, name: str) -> HttpResponse:
    """State a fact about oneself; what others know stays beside it."""
    dossier_id = _own(request)
    kind = FACT_KINDS.get(name)
    if kind is None:
        raise not_found()
    known = next(k for k in queries.facts_about(dossier_id) if k.kind.name == name)
    initial = {"value": known.own.value, "version": known.own.version} if known.own else {}
    form = FactForm(kind, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        new = NewFact(name, form.cleaned_data["value"])
        if _done(form, state_fact, request, new=new, expected_version=form.cleaned_data["version"]):
            messages.success(request, gettext("Wat u vertelde is bewaard."))
            return redirect("client:data")
    log_read("client:fact", [dossier_id], Section.WORK_PROFILE)
    return _form_page(request, "client/fact.html", form, {"known": known})


@page(CLIENTS)
@require_http_methods(["GET", "POST"])
def dispute(request: SchakelRequest, fact_id: UUID) -> HttpResponse:
    """Say in one's own words that a fact is not right."""
    dossier_id = _own(request)
    wrong = queries.fact_about(dossier_id, fact_id)
    form = DisputeForm(request.POST or None, initial={"words": wrong.dispute, "version": wrong.version})
    if request.method == "POST" and form.is_valid():
        values = {"words": form.cleaned_data["words"], "expected_version": form.cleaned_data["version"]}
        if _done(form, dispute_fact, request, fact_id=fact_id, **values):
            messages.success(request, gettext("Uw uitleg staat er nu bij. Uw vaste contact ziet dit."))
            return redirect("client:data")
    log_read("client:dispute", [dossier_id], Section.WORK_PROFILE)
    return _form_page(request, "client/dispute.html", form, {"fact": wrong})


@page(CLIENTS)
@require_GET
def looks(request: SchakelRequest) -> HttpResponse:
    """Who looked, by day, newest first; older ones a page at a time."""
    dossier_id = _own(request)
    before = _moment(request.GET.get("before", ""))
    log_read("client:looks", [dossier_id], Section.IDENTITY)
    found, oldest = _visits(dossier_id, limit=LOOKS_SHOWN, before=before)
    context = {
        "days": [(day, list(of_day)) for day, of_day in groupby(found, key=lambda v: as_day(v.last))],
        "older_url": f"{reverse('client:looks')}?{urlencode({'before': oldest.isoformat()})}"
        if oldest
        else "",
        "newest_url": reverse("client:looks") if before else "",
        "erasures": queries.erasures_about(dossier_id),
        "lead": queries.lead_of(queries.helpers_of(dossier_id)),
    }
    return render(request, "client/looks.html", context)


def _own(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id


def _lane(agreements: list[Agreement], duty: str) -> dict[str, list[Agreement]]:
    lane = [a for a in agreements if a.duty == duty]
    done = [a for a in lane if a.status != Status.OPEN]
    return {"open": [a for a in lane if a.status == Status.OPEN], "done": done[::-1]}


def _visits(
    dossier_id: UUID, *, limit: int, before: datetime | None = None
) -> tuple[list[Visit], datetime | None]:
    """Visits with names, and the moment to go on from when there may be older ones."""
    found = looks_at(dossier_id, limit=limit, before=before)
    names = names_of_readers({look.reader_id for look in found}) if found else {}
    urgent = urgent_looks_at(dossier_id) if found else []
    return named(visits(found), names, urgent), found[-1].at if len(found) == limit else None


def _moment(text: str) -> datetime | None:
    """An aware moment out of an address; anything else is no moment."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _done(form: ActForm, act: Any, request: SchakelRequest, **values: Any) -> bool:
    """Run the act on the client's own dossier; what it refuses is shown in the form."""
    try:
        act(actor=request.actor, dossier_id=_own(request), submit_key=form.key, **values)
    except InvalidError as error:
        form.refuse(error)
    except StaleVersionError as error:
        form.catch_up(error.current)
    return not form.errors


def _form_page(
    request: SchakelRequest, template: str, form: ActForm, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.errors else 200
    return keep_reads(render(request, template, context | {"form": form}, status=status))
