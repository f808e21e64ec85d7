"""Offering work during an intake, and writing down what the client answered."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from schakel.ground.access.types import Purpose
from schakel.jobseekers.intake import access, actions
from schakel.jobseekers.intake.forms.offers import AnswerForm, OfferForm
from schakel.jobseekers.intake.views.holding import act_on, arguments
from schakel.web.acting import once
from schakel.web.pages import SchakelRequest, page


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def offer(request: SchakelRequest, dossier_id: UUID, intake_id: UUID) -> HttpResponse:
    """Offer Work First or a vacancy."""
    form = OfferForm(request.POST, auto_id="id_offer_%s")

    def act() -> UUID:
        return actions.offer_work(
            actor=request.actor,
            dossier_id=dossier_id,
            intake_id=intake_id,
            new=form.new_offer(),
            **once(form),
        )

    return act_on(request, dossier_id, "offer_form", form, act, gettext("Het aanbod is vastgelegd."))


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def answer(request: SchakelRequest, dossier_id: UUID, intake_id: UUID, offer_id: UUID) -> HttpResponse:
    """Write down what the client answered."""
    form = AnswerForm(request.POST, auto_id=f"id_{offer_id}_%s")

    def act() -> UUID:
        said = {name: form.cleaned_data[name] for name in ("answer", "words")}
        on = arguments(request, dossier_id, intake_id, form)
        return actions.answer_offer(**on, offer_id=offer_id, **said)

    return act_on(request, dossier_id, str(offer_id), form, act, gettext("Het antwoord is vastgelegd."))
