"""The services of a client: the tab, one of them, and every step of its life."""

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
from schakel.ground.dossiers.queries.people import participations_of
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.diagnosis.queries.analyses import analyses_from
from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions import (
    decide_use,
    drop_use,
    end_use,
    extend_use,
    log_step,
    start_use,
)
from schakel.jobseekers.services.asking import wanted_for_extension
from schakel.jobseekers.services.catalogue.model import PARTIES
from schakel.jobseekers.services.forms.approving import approvers_in
from schakel.jobseekers.services.forms.running import (
    DecideForm,
    DropForm,
    EndForm,
    ExtendForm,
    LogForm,
    StartForm,
)
from schakel.jobseekers.services.limits import contact_by, last_day
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.presenting import STATE_MARKS, price_words
from schakel.jobseekers.services.queries.approvals import approvals_of
from schakel.jobseekers.services.queries.catalogue import service_named
from schakel.jobseekers.services.queries.levels import approvers_for, levels_of
from schakel.jobseekers.services.queries.uses import (
    RESEARCH,
    SOON,
    Voice,
    evaluations_of,
    extensions_of,
    log_of,
    parts_of,
    use_visible,
    uses_of,
)
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, keep_reads, page

TAB, ONE = "services:uses", "services:use"
SEEN = Section.IDENTITY | Section.PLAN
State = ServiceUse.State


@page(access.READERS)
@require_GET
def uses(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """What was chosen, what runs, and what it brought."""
    header = dossier_header(request, dossier_id, TAB)
    found = uses_of(dossier_id)
    log_read(TAB, [dossier_id], SEEN)
    said = evaluations_of([use.pk for use in found])
    rows = [_row(use, said, header) for use in found]
    context = header | {
        "open": [row for row in rows if row["use"].is_open],
        "past": [row for row in rows if not row["use"].is_open],
        "may_write": _may_write(header),
    }
    return render(request, "services/uses.html", context)


def _may_write(header: dict[str, Any]) -> bool:
    return access.may_write(current_context()) and not header["dossier"].is_only_looked_at


def _row(use: ServiceUse, said: dict[tuple[UUID, str], Any], header: dict[str, Any]) -> dict[str, Any]:
    today, may_see = clock.today(), access.may_see(current_context(), Section.CONTACTS)
    contact = contact_by(use, header["dossier"].last_contact_on) if may_see else None
    is_near = use.state == State.RUNNING and use.ends_on is not None and use.ends_on <= today + SOON
    return {
        "use": use,
        "mark": STATE_MARKS[State(use.state)],
        "is_over": use.is_over(today),
        "contact_by": contact,
        "is_contact_late": contact is not None and contact < today,
        "is_near": is_near and not use.is_over(today),
        "ours": said.get((use.pk, Voice.PROFESSIONAL)),
        "own": said.get((use.pk, Voice.CLIENT)),
    }


@page(access.READERS)
@require_GET
def use(request: SchakelRequest, dossier_id: UUID, use_id: UUID) -> HttpResponse:
    """One service: why it was chosen, who does what, until when, and the next step."""
    header = dossier_header(request, dossier_id, TAB)
    found = use_visible(dossier_id, use_id)
    log_read(ONE, [dossier_id], SEEN)
    service = service_named(found.service_key, found.organisation_id)
    context = header | {
        **_row(found, evaluations_of([found.pk]), header),
        "service": service,
        "in_catalogue": found.local_id is None or found.organisation_id == request.actor.organisation_id,
        "group": service.groups.get(found.group, ""),
        "answers": [(text, found.answers.get(key)) for key, text in service.questions.items()],
        "has_answers": bool(found.answers),
        "price": price_words(found.price),
        "extensions": extensions_of(found.pk),
        "approvals": approvals_of([found.pk]).get(found.pk, []),
        "period": PARTIES.get(found.period, ""),
        "log": log_of(found.pk) if service.log else [],
        "awaits_result": found.content == RESEARCH,
        "results": analyses_from(found.pk) if found.content == RESEARCH else [],
        "has_parts": found.content == "trajectory",
        "parts": parts_of(found.pk) if found.content == "trajectory" else [],
        "may_extend": service.extension != "none"
        and found.ends_on is not None
        and not found.is_over(clock.today()),
        "may_write": _may_write(header),
    }
    return render(request, "services/use.html", context)


Act = Callable[[dict[str, Any], ActForm], object]


def step_page(
    request: SchakelRequest, found: ServiceUse, form: ActForm, act: Act, words: dict[str, str]
) -> HttpResponse:
    """One step of a service: its form, and the page that shows it again when it was refused."""
    status = 200
    if request.method == "POST":
        on = {"actor": request.actor, "dossier_id": found.dossier_id, "use_id": found.pk}
        stale = gettext("Een collega wijzigde deze dienst intussen. Bekijk de dienst opnieuw.")
        tried = attempt(form, lambda: act(on | once(form), form), stale=stale)
        if tried.is_done:
            messages.success(request, words["done"])
            return redirect(ONE, found.dossier_id, found.pk)
        status = tried.status
    header = dossier_header(request, found.dossier_id, TAB)
    log_read(words["page"], [found.dossier_id], SEEN)
    context = header | {"form": form, "use": found, **words}
    return keep_reads(render(request, "services/step.html", context, status=status))


def _versioned(form: ActForm) -> dict[str, Any]:
    return {"expected_version": form.cleaned_data["version"]}


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def decide(request: SchakelRequest, dossier_id: UUID, use_id: UUID) -> HttpResponse:
    """Decide on a service that was proposed."""
    found = use_visible(dossier_id, use_id)
    names = {p.organisation_id: p.organisation.name for p in participations_of(dossier_id)}
    form = DecideForm(
        request.POST or None,
        use=found,
        organisations=sorted(names.items(), key=lambda pair: pair[1]),
        initial={"version": found.version},
    )
    heading = gettext("Neem een besluit") if found.is_decision else gettext("Beslis over deze dienst")
    words = {"page": "services:decide", "heading": heading, "done": gettext("De beslissing is vastgelegd.")}
    return step_page(
        request, found, form, lambda on, f: decide_use(**on, new=form.decision(), **_versioned(f)), words
    )


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def start(request: SchakelRequest, dossier_id: UUID, use_id: UUID) -> HttpResponse:
    """Note that a service began."""
    found = use_visible(dossier_id, use_id)
    service = service_named(found.service_key, found.organisation_id)
    today = clock.today()
    first = {"version": found.version, "starts_on": today, "ends_on": last_day(today, service.term)}
    form = StartForm(request.POST or None, service=service, initial=first)
    words = {
        "page": "services:start",
        "heading": gettext("Begin met deze dienst"),
        "done": gettext("Het begin van de dienst is vastgelegd."),
    }
    return step_page(
        request, found, form, lambda on, f: start_use(**on, new=form.start(), **_versioned(f)), words
    )


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def extend(request: SchakelRequest, dossier_id: UUID, use_id: UUID) -> HttpResponse:
    """Give a service more time."""
    found = use_visible(dossier_id, use_id)
    service = service_named(found.service_key, found.organisation_id)
    wanted = wanted_for_extension(service, levels_of([service], request.actor.organisation_id)[service.key])
    asked = {level: approvers_for(level, request.actor) for level in wanted}
    form = ExtendForm(request.POST or None, approvers=asked, initial={"version": found.version})
    words = {
        "page": "services:extend",
        "heading": gettext("Geef deze dienst meer tijd"),
        "done": gettext("De vraag om meer tijd wacht op akkoord.")
        if asked
        else gettext("De dienst is verlengd."),
    }

    def act(on: dict[str, Any], f: ActForm) -> object:
        said = f.cleaned_data
        more = {"until": said["until"], "because": said["because"], "approvers": approvers_in(said)}
        return extend_use(**on, **more, **_versioned(f))

    return step_page(request, found, form, act, words)


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def log(request: SchakelRequest, dossier_id: UUID, use_id: UUID) -> HttpResponse:
    """Note something that was done within a service."""
    found = use_visible(dossier_id, use_id)
    form = LogForm(request.POST or None, initial={"done_on": clock.today()})
    words = {
        "page": "services:log",
        "heading": gettext("Leg vast wat er is gedaan"),
        "done": gettext("Wat er is gedaan, staat in het logboek van de dienst."),
    }

    def act(on: dict[str, Any], f: ActForm) -> object:
        return log_step(**on, done_on=f.cleaned_data["done_on"], what=f.cleaned_data["what"])

    return step_page(request, found, form, act, words)


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def end(request: SchakelRequest, dossier_id: UUID, use_id: UUID) -> HttpResponse:
    """Round a service off, with what it brought."""
    found = use_visible(dossier_id, use_id)
    form = EndForm(request.POST or None, initial={"version": found.version, "ended_on": clock.today()})
    words = {
        "page": "services:end",
        "heading": gettext("Rond deze dienst af"),
        "done": gettext("De dienst is afgerond. De cliënt kan er zelf ook iets over zeggen."),
    }
    return step_page(
        request, found, form, lambda on, f: end_use(**on, end=form.end(), **_versioned(f)), words
    )


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def drop(request: SchakelRequest, dossier_id: UUID, use_id: UUID) -> HttpResponse:
    """Note that a chosen service does not go ahead."""
    found = use_visible(dossier_id, use_id)
    form = DropForm(request.POST or None, initial={"version": found.version})
    words = {
        "page": "services:drop",
        "heading": gettext("Deze dienst gaat niet door"),
        "done": gettext("Vastgelegd dat de dienst niet doorgaat."),
    }

    def act(on: dict[str, Any], f: ActForm) -> object:
        return drop_use(**on, because=f.cleaned_data["because"], **_versioned(f))

    return step_page(request, found, form, act, words)
