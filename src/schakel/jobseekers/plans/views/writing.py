"""Pages on which a plan is begun and written: goals, parts, steps, its start, its rhythm and its lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.life_domains import open_life_domains_of
from schakel.ground.kernel import clock
from schakel.jobseekers.plans import actions
from schakel.jobseekers.plans.access import PART_WRITERS, WRITERS
from schakel.jobseekers.plans.forms.plans import (
    BaselineForm,
    BecauseForm,
    BeginForm,
    CheckStepForm,
    GoalForm,
    PartForm,
    RhythmForm,
    RungForm,
    StepForm,
)
from schakel.jobseekers.plans.models import PlanPart, PlanStep
from schakel.jobseekers.plans.queries import plan_visible
from schakel.jobseekers.plans.queries.ladder import ladder_of
from schakel.jobseekers.plans.queries.lists import templates_of
from schakel.jobseekers.plans.queries.plans import goal_visible, part_visible, parts_of, step_visible
from schakel.jobseekers.plans.queries.starting import rung_of_diagnosis
from schakel.jobseekers.plans.verbs.plans import domain_words
from schakel.jobseekers.plans.views.forming import Words, form_page
from schakel.web.acting import once
from schakel.web.pages import SchakelRequest, page

READ_ALONG = _("De cliënt en alle organisaties in dit dossier lezen mee.")


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def begin(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Begin a plan, from a standard or empty."""
    form = BeginForm(request.POST or None, templates=templates_of(request.actor.employer_id))
    words = Words(
        _("Begin een plan"),
        _(
            "Uw organisatie leidt dit plan. "
            "De doelen komen van de cliënt; andere organisaties voegen hun deel toe."
        ),
        _("Begin het plan"),
        _("Het plan is begonnen. Schrijf nu met de cliënt op wat die wil bereiken."),
    )

    def act() -> UUID:
        chosen = form.cleaned_data.get("template")
        return actions.begin_plan(
            **_on(request, dossier_id),
            aim=form.cleaned_data["aim"],
            template_id=UUID(chosen) if chosen else None,
            because=form.cleaned_data.get("because", ""),
            **once(form),
        )

    return form_page(request, dossier_id, form, words, act)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def goal(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Put down a goal as the client said it."""
    form = GoalForm(request.POST or None)
    words = Words(_("Doel van de cliënt"), READ_ALONG, _("Zet in het plan"), _("Het doel staat in het plan."))

    def act() -> UUID:
        said = {"words": form.cleaned_data["words"], "weighed": form.weighed()}
        return actions.write_goal(**_on(request, dossier_id), **said, **once(form))

    return form_page(request, dossier_id, form, words, act)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def remove_goal(request: SchakelRequest, dossier_id: UUID, goal_id: UUID) -> HttpResponse:
    """Take a goal off the plan."""
    row = goal_visible(dossier_id, goal_id)
    form = BecauseForm(request.POST or None, initial={"version": row.version})
    words = Words(
        _("Haal dit doel weg"), READ_ALONG, _("Haal weg"), _("Het doel staat niet meer in het plan.")
    )

    def act() -> UUID:
        return actions.remove_goal(
            **_on(request, dossier_id), goal_id=goal_id, **_because(form), **once(form)
        )

    return form_page(request, dossier_id, form, words, act, about=f"“{row.words}”")


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def baseline(request: SchakelRequest, dossier_id: UUID, plan_id: UUID) -> HttpResponse:
    """Where the client stands at the start; the rung of the diagnosis is offered, with its day."""
    plan_visible(dossier_id, plan_id)
    rungs = ladder_of(request.actor.employer_id)
    known = rung_of_diagnosis(dossier_id, rungs)
    initial: dict[str, Any] = {"on": clock.today()}
    if known is not None:
        initial = {"place": known.place, "on": known.on, "cause": known.words}
    form = BaselineForm(
        request.POST or None, rungs=rungs, from_diagnosis=known.place if known else None, initial=initial
    )
    words = Words(
        _("Begin op de ladder"),
        _("Zonder begin is later niet te zien of het plan hielp. Na het tekenen ligt het vast."),
        _("Leg het begin vast"),
        _("Het begin van het plan is vastgelegd."),
    )

    def act() -> UUID:
        return actions.set_baseline(**_on(request, dossier_id), plan_id=plan_id, new=form.new(), **once(form))

    sections = Section.DIAGNOSIS if known else Section(0)
    return form_page(request, dossier_id, form, words, act, sections=sections)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def rhythm(request: SchakelRequest, dossier_id: UUID, plan_id: UUID) -> HttpResponse:
    """How often there is contact."""
    plan = plan_visible(dossier_id, plan_id)
    form = RhythmForm(request.POST or None, initial={"weeks": plan.contact_weeks})
    words = Words(
        _("Hoe vaak is er contact?"),
        _("Het ritme hoort bij deze cliënt. De huisnorm zegt hoe lang er hoogstens tussen mag zitten."),
        _("Leg het ritme vast"),
        _("Het ritme van het contact is vastgelegd."),
    )

    def act() -> UUID:
        return actions.set_rhythm(
            **_on(request, dossier_id),
            plan_id=plan_id,
            weeks=form.cleaned_data["weeks"],
            because=form.cleaned_data["because"],
            **once(form),
        )

    return form_page(request, dossier_id, form, words, act)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def lead(request: SchakelRequest, dossier_id: UUID, plan_id: UUID) -> HttpResponse:
    """Lead the plan from now on."""
    plan = plan_visible(dossier_id, plan_id)
    form = BecauseForm(request.POST or None, initial={"version": plan.version})
    words = Words(
        _("Ga dit plan leiden"),
        _(
            "Een collega kan dit altijd. "
            "Een andere organisatie alleen als wie het plan leidt hier niet meer is."
        ),
        _("Ga het plan leiden"),
        _("U leidt nu het plan."),
    )

    def act() -> UUID:
        return actions.take_lead(**_on(request, dossier_id), plan_id=plan_id, **_because(form), **once(form))

    about = f"{plan.lead.name}, {plan.lead_organisation.name}"
    return form_page(request, dossier_id, form, words, act, about=about)


@page(PART_WRITERS)
@require_http_methods(["GET", "POST"])
def part(request: SchakelRequest, dossier_id: UUID, plan_id: UUID) -> HttpResponse:
    """Give one's own organisation a part in the plan."""
    plan = plan_visible(dossier_id, plan_id)
    own = {row.domain for row in parts_of(plan) if row.organisation_id == request.actor.organisation_id}
    opened = [row.domain for row in open_life_domains_of(dossier_id) if row.domain not in own]
    has_work = "" not in own and request.actor.role in WRITERS
    form = PartForm(request.POST or None, domains=opened, has_work=has_work)
    words = Words(
        _("Uw deel in het plan"),
        _(
            "Eén plan, met delen van verschillende organisaties. "
            "Alleen u en wie het plan leidt wijzigen uw deel."
        ),
        _("Voeg uw deel toe"),
        _("Uw organisatie heeft nu een deel in het plan."),
    )

    def act() -> UUID:
        return actions.add_part(**_on(request, dossier_id), plan_id=plan_id, new=form.new(), **once(form))

    sections = Section.LIFE_DOMAINS if opened else Section(0)
    nothing = (
        "" if opened or has_work else _("Uw organisatie heeft al een deel, en er is geen leefgebied open.")
    )
    return form_page(request, dossier_id, form, words, act, sections=sections, nothing=nothing)


@page(PART_WRITERS)
@require_http_methods(["GET", "POST"])
def add_step(request: SchakelRequest, dossier_id: UUID, part_id: UUID) -> HttpResponse:
    """Put a step in a part."""
    row = part_visible(dossier_id, part_id)
    form = StepForm(request.POST or None)
    words = Words(_("Nieuwe stap"), READ_ALONG, _("Voeg de stap toe"), _("De stap staat in het plan."))

    def act() -> UUID:
        return actions.add_step(**_on(request, dossier_id), part_id=part_id, new=form.new(), **once(form))

    return form_page(request, dossier_id, form, words, act, about=_named(row), sections=_section(row))


@page(PART_WRITERS)
@require_http_methods(["GET", "POST"])
def change_step(request: SchakelRequest, dossier_id: UUID, step_id: UUID) -> HttpResponse:
    """Change a step; one from the standard asks why."""
    row = step_visible(dossier_id, step_id)
    is_standard = row.origin != PlanStep.Origin.OWN
    first = StepForm.values_of(row)
    form = StepForm(request.POST or None, is_standard=is_standard, is_new=False, initial=first)
    words = Words(_("Wijzig de stap"), READ_ALONG, _("Bewaar wijziging"), _("De stap is gewijzigd."))

    def act() -> UUID:
        version = form.cleaned_data["version"]
        on = _on(request, dossier_id) | {"step_id": step_id, "new": form.new()}
        return actions.change_step(**on, expected_version=version, **once(form))

    return form_page(
        request, dossier_id, form, words, act, about=_named(row.part), sections=_section(row.part)
    )


@page(PART_WRITERS)
@require_http_methods(["GET", "POST"])
def remove_step(request: SchakelRequest, dossier_id: UUID, step_id: UUID) -> HttpResponse:
    """Take a step off the plan."""
    row = step_visible(dossier_id, step_id)
    form = BecauseForm(request.POST or None, initial={"version": row.version})
    words = Words(
        _("Haal deze stap weg"), READ_ALONG, _("Haal weg"), _("De stap staat niet meer in het plan.")
    )

    def act() -> UUID:
        return actions.remove_step(
            **_on(request, dossier_id), step_id=step_id, **_because(form), **once(form)
        )

    return form_page(request, dossier_id, form, words, act, about=row.what, sections=_section(row.part))


@page(PART_WRITERS)
@require_http_methods(["GET", "POST"])
def check_step(request: SchakelRequest, dossier_id: UUID, step_id: UUID) -> HttpResponse:
    """Note what became of a step on a life domain."""
    row = step_visible(dossier_id, step_id)
    form = CheckStepForm(request.POST or None, initial={"version": row.version})
    words = Words(_("Rond de stap af"), READ_ALONG, _("Leg vast"), _("De uitkomst is vastgelegd."))

    def act() -> UUID:
        said = form.cleaned_data
        on = _on(request, dossier_id) | {"step_id": step_id, "status": said["status"]}
        return actions.check_step(**on, result=said["result"], expected_version=said["version"], **once(form))

    return form_page(request, dossier_id, form, words, act, about=row.what, sections=_section(row.part))


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def rung(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Record a step up or down the ladder."""
    rungs = ladder_of(request.actor.employer_id)
    form = RungForm(request.POST or None, rungs=rungs, initial={"on": clock.today()})
    words = Words(
        _("Trede op de ladder"),
        _("Omhoog of omlaag: schrijf op waardoor. Zo is de groei te zien, ook na jaren."),
        _("Leg de trede vast"),
        _("De trede is vastgelegd."),
    )

    def act() -> UUID:
        return actions.take_rung(**_on(request, dossier_id), new=form.new_rung(), **once(form))

    return form_page(request, dossier_id, form, words, act)


def _on(request: SchakelRequest, dossier_id: UUID) -> dict[str, Any]:
    return {"actor": request.actor, "dossier_id": dossier_id}


def _because(form: BecauseForm) -> dict[str, Any]:
    return {"because": form.cleaned_data["because"], "expected_version": form.cleaned_data["version"]}


def _named(row: PlanPart) -> str:
    return f"{domain_words(row.domain)}: {row.organisation.name}"


def _section(row: PlanPart) -> Section:
    return Section(row.section_bit)
