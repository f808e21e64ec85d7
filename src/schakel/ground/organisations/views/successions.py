"""Mergers and splits of one's own organisation: planning, agreeing, carrying out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import (
    adopt_settings,
    agree_to_succession,
    cancel_succession,
    carry_out_succession,
    map_succession,
    plan_merger,
    plan_split,
)
from schakel.ground.organisations.forms import CancelForm, MappingForm, PlanForm
from schakel.ground.organisations.mapping import missing_lines, part_of, who_must_agree
from schakel.ground.organisations.models import Membership, Organisation, Succession, Team
from schakel.ground.organisations.queries import partner, successions_of
from schakel.ground.organisations.queries.adopting import adoptable
from schakel.ground.organisations.queries.setting_again import set_again
from schakel.ground.organisations.succession import weights
from schakel.ground.organisations.views.acting import acted, own_organisation
from schakel.ground.organisations.views.partners import ADMINISTRATORS
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

PAGE = "organisations:succession"
Do = Callable[[SchakelRequest, Succession, Organisation], ActForm]


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def successions(request: SchakelRequest) -> HttpResponse:
    """The plans that one's own organisation is in, and the form for a new one."""
    own = partner(own_organisation(request))
    form = PlanForm(request.POST or None, own=own)
    if request.method == "POST" and form.is_valid():
        made = _planned(request, form)
        if made:
            messages.success(request, gettext("Het plan is gemaakt."))
            return redirect(PAGE, made)
    context = {"form": form, "plans": successions_of(own.pk), "organisation": own}
    return render(request, "organisations/successions.html", context, status=422 if form.errors else 200)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def succession(request: SchakelRequest, succession_id: UUID) -> HttpResponse:
    """One plan: what moves, what is missing, who agreed; and the next step for this organisation."""
    own = Organisation.objects.get(pk=own_organisation(request))
    plan = part_of(own.pk, succession_id)
    form: ActForm | None = None
    if request.method == "POST":
        do = _DEEDS.get(request.POST.get("deed", ""))
        form = do(request, plan, own) if do else None
        if form is not None and not form.errors:
            return redirect(PAGE, plan.pk)
    context = _shown(plan, own, form) | {"refused": form if form and form.errors else None}
    return render(request, "organisations/succession.html", context, status=422 if form else 200)


def _planned(request: SchakelRequest, form: PlanForm) -> Any:
    data = form.cleaned_data
    values = {"planned_on": data["planned_on"], "reason": data["reason"]}
    if data["kind"] == Succession.Kind.SPLIT:
        into = [form.new("new_name"), form.new("second_name")]
        return acted(request, form, plan_split, into=into, **values)
    others = [one.pk for one in data["others"]]
    target = data["into"].pk if data["into"] else form.new("new_name")
    return acted(request, form, plan_merger, others=others, into=target, **values)


def _agree(request: SchakelRequest, plan: Succession, own: Organisation) -> ActForm:
    form = ActForm(request.POST)
    if form.is_valid() and acted(request, form, agree_to_succession, succession_id=plan.pk):
        messages.success(request, gettext("U stemde in met het plan."))
    return form


def _carry_out(request: SchakelRequest, plan: Succession, own: Organisation) -> ActForm:
    form = ActForm(request.POST)
    if form.is_valid() and acted(request, form, carry_out_succession, succession_id=plan.pk):
        plan.refresh_from_db()
        messages.success(request, _progress(plan))
    return form


def _cancel(request: SchakelRequest, plan: Succession, own: Organisation) -> ActForm:
    form = CancelForm(request.POST)
    reason = {"reason": form.cleaned_data["reason"]} if form.is_valid() else {}
    if reason and acted(request, form, cancel_succession, succession_id=plan.pk, **reason):
        messages.success(request, gettext("Het plan is ingetrokken."))
    return form


def _map(request: SchakelRequest, plan: Succession, own: Organisation) -> ActForm:
    form = MappingForm(request.POST, succession=plan, own=own)
    if form.is_valid() and acted(request, form, map_succession, succession_id=plan.pk, goings=form.goings()):
        messages.success(request, gettext("Vastgelegd is waar rollen en teams heen gaan."))
    return form


def _adopt(request: SchakelRequest, plan: Succession, own: Organisation) -> ActForm:
    form, kind = ActForm(request.POST), request.POST.get("kind", "")
    if form.is_valid() and acted(request, form, adopt_settings, succession_id=plan.pk, kind=kind):
        messages.success(request, gettext("Dit is overgenomen en geldt vanaf vandaag bij u."))
    return form


_DEEDS: dict[str, Do] = {
    "agree": _agree,
    "carry_out": _carry_out,
    "cancel": _cancel,
    "map": _map,
    "adopt": _adopt,
}


def _progress(plan: Succession) -> str:
    if plan.status == Succession.Status.DONE:
        return gettext("Alles is overgegaan; het plan is uitgevoerd.")
    return gettext("Tot nu toe gingen %(count)d dossiers over. Ga door tot alles over is.") % {
        "count": plan.moved
    }


def _shown(plan: Succession, own: Organisation, form: ActForm | None) -> dict[str, Any]:
    ties = list(plan.ties.select_related("predecessor", "successor").order_by("id"))
    old, today = [tie.predecessor_id for tie in ties], clock.today()
    agreed = set(plan.consents.values_list("organisation_id", flat=True))
    is_planned = plan.status == Succession.Status.PLANNED
    is_going = is_planned or plan.status == Succession.Status.RUNNING
    mapping = MappingForm(succession=plan, own=own) if is_planned and own.pk in old else None
    ours = [tie.predecessor_id for tie in ties if tie.successor_id == own.pk]
    is_done = plan.status == Succession.Status.DONE
    return {
        "plan": plan,
        "old": list(dict.fromkeys(tie.predecessor for tie in ties)),
        "new": list(dict.fromkeys(tie.successor for tie in ties)),
        "members": Membership.objects.on(today).filter(organisation_id__in=old).count(),
        "teams": Team.objects.on(today).filter(organisation_id__in=old).count(),
        "weights": weights(plan) if is_going else [],
        "again": set_again(old) if plan.status != Succession.Status.CANCELLED else [],
        "adoptable": adoptable(own.pk, ours) if is_done and ours else [],
        "missing": missing_lines(plan) if is_planned else [],
        "consents": [(name, one in agreed) for one, name in who_must_agree(plan).items()],
        "may_agree": is_planned and own.pk in who_must_agree(plan) and own.pk not in agreed,
        "mapping": form if isinstance(form, MappingForm) else mapping,
        "cancel": (form if isinstance(form, CancelForm) else CancelForm()) if is_planned else None,
        "plain": ActForm(),
        "is_planned": is_planned,
        "is_going": is_going,
        "is_early": today < plan.planned_on,
    }
