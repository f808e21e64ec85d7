"""Pages on which a plan is laid before its signers, taken back, witnessed, objected to and settled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.dossiers.models import Participation
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.kernel import clock
from schakel.jobseekers.plans import actions
from schakel.jobseekers.plans.access import WRITERS
from schakel.jobseekers.plans.forms.agreeing import (
    NumberForm,
    ObjectionForm,
    OfferForm,
    SettleForm,
    WitnessForm,
)
from schakel.jobseekers.plans.forms.plans import BecauseForm
from schakel.jobseekers.plans.models import Plan
from schakel.jobseekers.plans.queries import plan_visible
from schakel.jobseekers.plans.queries.versions import waiting_version
from schakel.jobseekers.plans.views.forming import TAB, Words, form_page
from schakel.jobseekers.plans.views.writing import READ_ALONG
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def offer(request: SchakelRequest, dossier_id: UUID, plan_id: UUID) -> HttpResponse:
    """Lay the plan before the client and the organisations that sign."""
    plan = plan_visible(dossier_id, plan_id)
    form = OfferForm(
        request.POST or None,
        organisations=_others(plan),
        is_first=not plan.number,
        initial={"version": plan.version},
    )
    words = Words(
        _("Leg het plan voor"),
        _(
            "De cliënt leest en ondertekent het plan in Mijn Schakel, of bij u aan tafel. "
            "U ondertekent nu mee."
        ),
        _("Onderteken en leg voor"),
        _("Het plan ligt nu voor. Zodra iedereen heeft getekend, worden de stappen afspraken."),
    )

    def act() -> UUID:
        said = form.cleaned_data
        return actions.offer_plan(
            actor=request.actor,
            dossier_id=dossier_id,
            plan_id=plan_id,
            because=said.get("because", ""),
            payer_id=said["payer_id"],
            provider_id=said["provider_id"],
            expected_version=said["version"],
            **once(form),
        )

    return form_page(request, dossier_id, form, words, act)


def _others(plan: Plan) -> list[tuple[UUID, str]]:
    """The organisations in the dossier beside the leading one."""
    found = Participation.objects.on(clock.today()).filter(dossier_id=plan.dossier_id)
    others = found.exclude(organisation_id=plan.lead_organisation_id)
    named = others.order_by("organisation__name").values_list("organisation_id", "organisation__name")
    return list(named.distinct())


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def withdraw(request: SchakelRequest, dossier_id: UUID, plan_id: UUID) -> HttpResponse:
    """Take the version that waits back, to change the plan."""
    plan = plan_visible(dossier_id, plan_id)
    form = BecauseForm(request.POST or None)
    words = Words(
        _("Haal het plan terug"),
        _("Wie al tekende, tekent straks de nieuwe versie. De teruggehaalde versie blijft te lezen."),
        _("Haal terug"),
        _("Het plan is teruggehaald. U kunt het weer wijzigen."),
    )

    def act() -> UUID:
        because = form.cleaned_data["because"]
        on = _on(request, dossier_id) | {"plan_id": plan_id, "number": plan.number}
        return actions.withdraw_plan(**on, because=because, **once(form))

    return form_page(request, dossier_id, form, words, act)


@page(WRITERS)
@require_POST
def sign(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Sign for one's own organisation."""
    dossier_header(request, dossier_id, TAB)
    form = NumberForm(request.POST)

    def act() -> UUID:
        number = form.cleaned_data["number"]
        return actions.sign_for_organisation(**_on(request, dossier_id), number=number, **once(form))

    tried = attempt(form, act)
    if tried.is_done:
        messages.success(request, gettext("U ondertekende het plan voor uw organisatie."))
    else:
        messages.error(request, " ".join(str(words) for found in form.errors.values() for words in found))
    return redirect(TAB, dossier_id)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def witness(request: SchakelRequest, dossier_id: UUID, number: int) -> HttpResponse:
    """Record that the client agreed at the table or on paper."""
    waiting_version(dossier_id, number)
    form = WitnessForm(request.POST or None, initial={"number": number, "signed_on": clock.today()})
    words = Words(
        _("De cliënt gaf akkoord"),
        _("Alleen als de cliënt het hele plan las of hoorde. U staat er als getuige bij."),
        _("Leg het akkoord vast"),
        _("Het akkoord van de cliënt is vastgelegd."),
    )

    def act() -> UUID:
        return actions.witness_signature(**_on(request, dossier_id), new=form.new(), **once(form))

    return form_page(request, dossier_id, form, words, act)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def objection(request: SchakelRequest, dossier_id: UUID, number: int) -> HttpResponse:
    """Record that the client told that they do not agree."""
    waiting_version(dossier_id, number)
    form = ObjectionForm(request.POST or None, initial={"number": number})
    words = Words(_("De cliënt is het niet eens"), READ_ALONG, _("Leg vast"), _("Het is vastgelegd."))

    def act() -> UUID:
        said = form.cleaned_data
        on = _on(request, dossier_id) | {"number": said["number"]}
        return actions.witness_objection(**on, words=said["words"], **once(form))

    return form_page(request, dossier_id, form, words, act)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def settle(request: SchakelRequest, dossier_id: UUID, number: int) -> HttpResponse:
    """Decide what happens with a plan that the client does not agree with."""
    waiting_version(dossier_id, number)
    form = SettleForm(request.POST or None, initial={"number": number})
    words = Words(
        _("Beslis hoe het verder gaat"),
        _("Beide meningen blijven staan: die van de cliënt en die van u, met uw naam erbij."),
        _("Leg de beslissing vast"),
        _("De beslissing is vastgelegd, met de mening van de cliënt."),
    )

    def act() -> UUID:
        names = ("number", "goes_on", "because", "alternative")
        said = {name: form.cleaned_data[name] for name in names}
        return actions.settle_disagreement(**_on(request, dossier_id), **said, **once(form))

    return form_page(request, dossier_id, form, words, act)


def _on(request: SchakelRequest, dossier_id: UUID) -> dict[str, Any]:
    return {"actor": request.actor, "dossier_id": dossier_id}
