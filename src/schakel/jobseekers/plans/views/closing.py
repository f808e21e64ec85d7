"""Pages on which a plan is closed and looked back on, and a wish that could not be met is written down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from schakel.jobseekers.plans import actions
from schakel.jobseekers.plans.access import WRITERS
from schakel.jobseekers.plans.forms.agreeing import AnswersForm, CloseForm, WishForm
from schakel.jobseekers.plans.queries import plan_visible
from schakel.jobseekers.plans.views.forming import Words, form_page
from schakel.web.acting import once
from schakel.web.pages import SchakelRequest, page


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def close(request: SchakelRequest, dossier_id: UUID, plan_id: UUID) -> HttpResponse:
    """Close the plan with a reason, and look back on it."""
    plan = plan_visible(dossier_id, plan_id)
    form = CloseForm(request.POST or None, initial={"version": plan.version})
    words = Words(
        _("Sluit het plan af"),
        _("Afspraken die nog openstaan, vervallen. De cliënt en de uitvoerder krijgen dezelfde twee vragen."),
        _("Sluit af"),
        _("Het plan is afgesloten. De cliënt kan nu terugkijken in Mijn Schakel."),
    )

    def act() -> UUID:
        said = form.cleaned_data
        return actions.close_plan(
            **_on(request, dossier_id, plan_id),
            closure=said["closure"],
            words=said["words"],
            answers=form.answers(),
            expected_version=said["version"],
            **once(form),
        )

    return form_page(request, dossier_id, form, words, act)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def evaluation(request: SchakelRequest, dossier_id: UUID, plan_id: UUID) -> HttpResponse:
    """Give the answers that were asked of one's own organisation."""
    plan_visible(dossier_id, plan_id)
    form = AnswersForm(request.POST or None)
    words = Words(
        _("Kijk terug op het plan"),
        _("Twee korte vragen. Zo leren wij wat helpt; het zegt niets over de cliënt."),
        _("Leg vast"),
        _("Uw antwoorden zijn vastgelegd."),
    )

    def act() -> UUID:
        return actions.evaluate_plan(
            **_on(request, dossier_id, plan_id), answers=form.answers(), **once(form)
        )

    return form_page(request, dossier_id, form, words, act)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def wish(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Write down what was wanted and could not be done."""
    form = WishForm(request.POST or None)
    words = Words(
        _("Wat kon niet?"),
        _("Zo ziet uw organisatie welke regels en contracten maatwerk in de weg staan."),
        _("Leg vast"),
        _("De wens is vastgelegd."),
    )

    def act() -> UUID:
        return actions.block_wish(actor=request.actor, dossier_id=dossier_id, new=form.new(), **once(form))

    return form_page(request, dossier_id, form, words, act)


def _on(request: SchakelRequest, dossier_id: UUID, plan_id: UUID) -> dict[str, Any]:
    return {"actor": request.actor, "dossier_id": dossier_id, "plan_id": plan_id}
