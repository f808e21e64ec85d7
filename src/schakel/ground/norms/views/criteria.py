"""The criteria that the legislation test asks, and the page on which an administrator words one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.norms.access import MANAGERS
from schakel.ground.norms.actions import set_criterion
from schakel.ground.norms.forms import CriterionForm
from schakel.ground.norms.queries.criteria import AskedCriterion, asked_criteria, asked_criterion
from schakel.web.acting import attempt
from schakel.web.pages import STAFF, SchakelRequest, page

ASKED = ("label", "question", "weight", "is_used", "reason", "submit_key")


@page(STAFF)
@require_GET
def criteria_list(request: SchakelRequest) -> HttpResponse:
    """Every criterion with its weight, where it comes from, and who changed it."""
    may_change = request.actor.role in MANAGERS
    shown = [
        {"one": one, "url": reverse("norms:criterion", args=[one.written.check]) if may_change else ""}
        for one in asked_criteria()
    ]
    shown.sort(key=lambda item: (not item["one"].asked.is_used, -int(item["one"].weight)))  # type: ignore[attr-defined]
    return render(request, "norms/criteria.html", {"criteria": shown})


@page(MANAGERS)
@require_http_methods(["GET", "POST"])
def criterion(request: SchakelRequest, check_key: str) -> HttpResponse:
    """Word, weigh or stop one criterion."""
    found = asked_criterion(check_key)
    if found is None:
        raise not_found()
    form = CriterionForm(request.POST or None, initial=_initial(found))
    if request.method == "POST" and _set(request, found, form):
        messages.success(request, gettext("Het criterium is vastgelegd."))
        return redirect("norms:criteria")
    context = {"form": form, "one": found}
    return render(request, "norms/criterion.html", context, status=422 if form.errors else 200)


def _initial(found: AskedCriterion) -> dict[str, Any]:
    return {
        "label": found.asked.label,
        "question": found.asked.question,
        "weight": int(found.weight),
        "is_used": found.asked.is_used,
        "version": found.own.version if found.own else 0,
    }


def _set(request: SchakelRequest, found: AskedCriterion, form: CriterionForm) -> bool:
    def act() -> object:
        said = form.cleaned_data
        given = {name: said[name] for name in ASKED}
        return set_criterion(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            check_key=found.written.check,
            expected_version=said["version"] or 0,
            **given,
        )

    stale = gettext("Een collega heeft dit criterium intussen gewijzigd. Open het opnieuw.")
    return attempt(form, act, stale=stale).is_done
