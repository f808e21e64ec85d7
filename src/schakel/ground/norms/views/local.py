"""The local norms of the own municipality: what national norms leave open, entered and ended here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.norms.access import LOCAL_WRITERS, MUNICIPAL
from schakel.ground.norms.actions import end_local_norm, enter_local_norm
from schakel.ground.norms.forms import CompareForm, EndForm, LocalNormForm
from schakel.ground.norms.local import OpenTerm, local_norms, open_term, open_terms
from schakel.ground.norms.models import LocalNorm
from schakel.ground.norms.municipalities import municipalities_on
from schakel.ground.norms.registers import the_register
from schakel.web.acting import attempt, once
from schakel.web.pages import STAFF, SchakelRequest, page


@page(STAFF)
@require_GET
def local(request: SchakelRequest) -> HttpResponse:
    """What national norms leave to municipalities, and what the own one made of it, if it is one."""
    today, own_id = clock.today(), request.actor.employer_id
    is_municipal = request.actor.organisation_kind in MUNICIPAL
    may_write = is_municipal and request.actor.role in LOCAL_WRITERS
    rows = local_norms([own_id], today)[own_id] if is_municipal else []
    shown = [_shown(one, rows, may_write=may_write) for one in open_terms(today)]
    context = {
        "filled": [one for one in shown if one["rows"]],
        "empty": [one for one in shown if not one["rows"]],
        "coming": _coming(own_id) if is_municipal else [],
        "is_municipal": is_municipal,
        "may_write": may_write,
        "form": CompareForm(
            municipalities=municipalities_on(today),
            initial={"here": str(own_id) if is_municipal else "", "on": today},
        ),
    }
    return render(request, "norms/local.html", context)


@page(LOCAL_WRITERS)
@require_http_methods(["GET", "POST"])
def enter(request: SchakelRequest, norm_id: str) -> HttpResponse:
    """Enter an article of the own municipality at a norm that leaves something open."""
    found = open_term(norm_id, clock.today())
    if found is None or request.actor.organisation_kind not in MUNICIPAL:
        raise not_found()
    form = LocalNormForm(request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and _entered(request, norm_id, form):
        messages.success(request, gettext("De plaatselijke regel is vastgelegd."))
        return redirect("norms:local")
    context = {"form": form} | _norm(found)
    return render(request, "norms/local_enter.html", context, status=422 if form.errors else 200)


@page(LOCAL_WRITERS)
@require_http_methods(["GET", "POST"])
def rule(request: SchakelRequest, local_norm_id: UUID) -> HttpResponse:
    """One article of the own municipality, and ending it."""
    found = LocalNorm.objects.filter(pk=local_norm_id, organisation_id=request.actor.employer_id).first()
    if found is None:
        raise not_found()
    form = EndForm(request.POST or None, initial={"version": found.version, "end": clock.today()})
    if request.method == "POST" and _ended(request, found, form):
        messages.success(request, gettext("Het einde van de regel is vastgelegd."))
        return redirect("norms:local")
    norm = the_register().norms.get(found.norm_id)
    context = {"form": form, "rule": found, "norm_text": norm.text if norm else ""}
    return render(request, "norms/local_rule.html", context, status=422 if form.errors else 200)


def _entered(request: SchakelRequest, norm_id: str, form: LocalNormForm) -> bool:
    def act() -> object:
        return enter_local_norm(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            new=form.new(norm_id),
            **once(form),
        )

    return attempt(form, act).is_done


def _ended(request: SchakelRequest, found: LocalNorm, form: EndForm) -> bool:
    def act() -> object:
        said = form.cleaned_data
        return end_local_norm(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            local_norm_id=found.id,
            end=said["end"],
            reason=said["reason"],
            expected_version=said["version"] or 0,
            **once(form),
        )

    stale = gettext("Een collega heeft deze regel intussen gewijzigd. Open hem opnieuw.")
    return attempt(form, act, stale=stale).is_done


def _coming(own_id: UUID) -> list[LocalNorm]:
    """What begins later, the first day first."""
    later = LocalNorm.objects.filter(organisation_id=own_id, valid_from__gt=clock.today())
    return [row for row in later.order_by("valid_from", "id") if row.valid_to != row.valid_from]


def _shown(found: OpenTerm, rows: list[LocalNorm], *, may_write: bool) -> dict[str, Any]:
    own = [row for row in rows if row.norm_id == found.id]
    url = reverse("norms:enter_local", args=[found.id]) if may_write else ""
    return _norm(found) | {"rows": own, "enter_url": url}


def _norm(found: OpenTerm) -> dict[str, Any]:
    register = the_register()
    return {
        "id": found.id,
        "sentence": found.sentence(register),
        "sources": found.sources(register, clock.today()),
        "term": found.term,
    }
