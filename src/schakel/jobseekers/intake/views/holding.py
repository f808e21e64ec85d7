"""The tab of a dossier on which an intake is opened, held, routed and finished."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Purpose, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.jobseekers.intake import access, actions
from schakel.jobseekers.intake.forms import IdentityForm, JoinForm, OpenForm, RouteForm, StepForm
from schakel.jobseekers.intake.forms.offers import AnswerForm
from schakel.jobseekers.intake.models import Intake
from schakel.jobseekers.intake.queries import (
    channel_benefit,
    channels_of,
    intakes_of,
    locations_to_choose,
    offers_waiting,
    running_intake,
    who_may_join,
)
from schakel.jobseekers.intake.views.showing import answers_awaited, shown
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

READERS = professionals_that(Level.READ, Section.BENEFIT) | access.INTAKERS
TAB = "intake:intake"
SEEN = Section.IDENTITY | Section.BENEFIT | Section.WORK_PROFILE
Forms = dict[str, Form]


@page(READERS & PROFESSIONALS)
@require_GET
def intake(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The intake that runs, or the way to open one; below it those that are finished."""
    return _page(request, dossier_id, {})


@page(access.INTAKERS, Purpose.INTAKE)
@require_http_methods(["GET", "POST"])
def open_new(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Open the one intake."""
    form = _open_form(request, dossier_id)
    if request.method == "GET":
        return _page(request, dossier_id, {"open_form": form})

    def act() -> UUID:
        new = form.new_intake()
        return actions.open_intake(actor=request.actor, dossier_id=dossier_id, new=new, **once(form))

    done = gettext("De intake is geopend. Wat al bekend is, staat er al in.")
    return act_on(request, dossier_id, "open_form", form, act, done)


def _open_form(request: SchakelRequest, dossier_id: UUID) -> OpenForm:
    start = {"first_contact_on": clock.today()}
    locations = locations_to_choose(request.actor.employer_id)
    agreed = channels_of(request.actor.employer_id)
    is_agreed = bool(agreed) and channel_benefit(dossier_id) in {row.benefit for row in agreed}
    return OpenForm(request.POST or None, initial=start, locations=locations, is_agreed=is_agreed)


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def identity(request: SchakelRequest, dossier_id: UUID, intake_id: UUID) -> HttpResponse:
    """Note with what the client showed who they are."""
    form = IdentityForm(request.POST)

    def act() -> UUID:
        return actions.check_identity(
            **arguments(request, dossier_id, intake_id, form), document=form.cleaned_data["document"]
        )

    return act_on(request, dossier_id, "identity_form", form, act, gettext("De identiteit is vastgesteld."))


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def join(request: SchakelRequest, dossier_id: UUID, intake_id: UUID) -> HttpResponse:
    """Register the second adviser."""
    running_intake(dossier_id, intake_id)
    form = JoinForm(request.POST, seats=who_may_join(dossier_id))

    def act() -> UUID:
        return actions.join_intake(
            **arguments(request, dossier_id, intake_id, form), reader_id=form.cleaned_data["reader"]
        )

    return act_on(request, dossier_id, "join_form", form, act, gettext("U houdt de intake samen."))


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def take_over(request: SchakelRequest, dossier_id: UUID, intake_id: UUID) -> HttpResponse:
    """Go on with an intake of another organisation."""
    form = StepForm(request.POST)

    def act() -> UUID:
        return actions.take_over_intake(**arguments(request, dossier_id, intake_id, form))

    done = gettext("De intake is overgenomen. Alle antwoorden zijn er nog.")
    return act_on(request, dossier_id, "take_over_form", form, act, done)


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def route(request: SchakelRequest, dossier_id: UUID, intake_id: UUID) -> HttpResponse:
    """Take the proposed route, or choose another."""
    form = RouteForm(request.POST)

    def act() -> UUID:
        said = {name: form.cleaned_data[name] for name in ("route", "because")}
        return actions.choose_route(**arguments(request, dossier_id, intake_id, form), **said)

    return act_on(request, dossier_id, "route_form", form, act, gettext("De route is gekozen."))


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def finish(request: SchakelRequest, dossier_id: UUID, intake_id: UUID) -> HttpResponse:
    """End the intake."""
    form = StepForm(request.POST)

    def act() -> UUID:
        return actions.finish_intake(**arguments(request, dossier_id, intake_id, form))

    return act_on(request, dossier_id, "finish_form", form, act, gettext("De intake is afgerond."))


def arguments(request: SchakelRequest, dossier_id: UUID, intake_id: UUID, form: Form) -> dict[str, Any]:
    """What every act on an intake takes."""
    version = form.cleaned_data["version"]
    on = {"actor": request.actor, "dossier_id": dossier_id, "intake_id": intake_id}
    return on | {"expected_version": version} | once(form)


def act_on(
    request: SchakelRequest, dossier_id: UUID, name: str, form: Form, act: Callable[[], UUID], done: str
) -> HttpResponse:
    """Do the act, or show the tab again with the form that was refused under its name."""
    stale = gettext("Iemand anders werkte intussen aan deze intake. Kijk wat er nu staat en probeer opnieuw.")
    tried = attempt(form, act, stale=stale)
    if not tried.is_done:
        return keep_reads(_page(request, dossier_id, {name: form}, status=tried.status))
    messages.success(request, done)
    return redirect(TAB, dossier_id)


def _without_place(current: Intake | None, tried: Forms) -> Form | None:
    """A refused form that the tab shows no more, because somebody opened or finished the intake meanwhile."""
    kept = {name: form for name, form in tried.items() if not isinstance(form, AnswerForm)}
    fits_not = (form for name, form in kept.items() if (name == "open_form") is (current is not None))
    return next(fits_not, None)


def _page(request: SchakelRequest, dossier_id: UUID, tried: Forms, *, status: int = 200) -> HttpResponse:
    header = dossier_header(request, dossier_id, TAB)
    found = intakes_of(dossier_id)
    log_read(TAB, [dossier_id], SEEN)
    current = next((row for row in found if row.finished_at is None), None)
    may_hold = request.actor.role in access.INTAKERS
    earlier = [row for row in found if row.finished_at is not None]
    context = header | {
        "current": current,
        "earlier": earlier,
        "may_hold": may_hold,
    }
    if current is not None:
        context |= shown(request.actor, current, tried, may_hold=may_hold)
    elif may_hold:
        context["open_form"] = tried.get("open_form") or _open_form(request, dossier_id)
        context["channels"] = channels_of(request.actor.employer_id)
    if earlier:
        context["waiting"] = answers_awaited(offers_waiting(dossier_id), tried, may_hold=may_hold)
    context["refused"] = _without_place(current, tried)
    return render(request, "intake/intake.html", context, status=status)
