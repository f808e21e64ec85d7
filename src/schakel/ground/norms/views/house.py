"""The figures of the house as the own organisation uses them, and the page to change one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.norms.access import MANAGERS
from schakel.ground.norms.actions import set_figure
from schakel.ground.norms.forms import FigureForm
from schakel.ground.norms.presenting import figure_words
from schakel.ground.norms.queries.house import HouseFigure, house_figure, house_figures
from schakel.ground.norms.uses import standing_uses
from schakel.web.acting import attempt, once
from schakel.web.pages import STAFF, SchakelRequest, page


@page(STAFF)
@require_GET
def house(request: SchakelRequest) -> HttpResponse:
    """Every figure: what the own organisation uses, the house's figure, and where it counts."""
    may_change = request.actor.role in MANAGERS
    found = house_figures(request.actor.employer_id, clock.today())
    shown = [_shown(one, may_change=may_change) for one in found]
    context = {
        "groups": [
            (gettext("Telt mee in Schakel"), [one for one in shown if one["uses"]]),
            (gettext("Telt nog niet mee"), [one for one in shown if not one["uses"]]),
        ],
        "may_change": may_change,
        "own": sum(one.is_own for one in found),
    }
    return render(request, "norms/house.html", context)


@page(MANAGERS)
@require_http_methods(["GET", "POST"])
def figure(request: SchakelRequest, house_key: str) -> HttpResponse:
    """One figure: what was set and why, and another one from a day on."""
    found = house_figure(request.actor.employer_id, house_key, clock.today())
    if found is None:
        raise not_found()
    words = figure_words(found.preset.value, found.preset.unit)
    form = FigureForm(request.POST or None, figure=found, in_words=words)
    if request.method == "POST" and _set(request, house_key, form):
        messages.success(request, gettext("De huisnorm is vastgelegd. Signalen volgen de komende nacht."))
        return redirect("norms:house")
    context = _shown(found, may_change=True) | {"form": form, "history": [_row(found, r) for r in found.rows]}
    return render(request, "norms/house_figure.html", context, status=422 if form.errors else 200)


def _set(request: SchakelRequest, key: str, form: FigureForm) -> bool:
    def act() -> object:
        said = form.cleaned_data
        return set_figure(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            key=key,
            value=form.chosen,
            start=said["start"],
            reason=said["reason"],
            expected_version=said["version"] or 0,
            **once(form),
        )

    stale = gettext("Een collega heeft deze huisnorm intussen gewijzigd. Open hem opnieuw.")
    return attempt(form, act, stale=stale).is_done


def _shown(found: HouseFigure, *, may_change: bool) -> dict[str, Any]:
    preset = found.preset
    return {
        "label": preset.label,
        "explanation": preset.explanation,
        "value": figure_words(found.value, preset.unit),
        "is_own": found.is_own,
        "preset": figure_words(preset.value, preset.unit),
        "uses": standing_uses(preset.key),
        "awaits": preset.awaits,
        "now": found.now,
        "coming": [_row(found, row) for row in found.coming],
        "url": reverse("norms:house_figure", args=[preset.key]) if may_change else "",
    }


def _row(found: HouseFigure, row: Any) -> dict[str, Any]:
    own = None if row.value is None else figure_words(row.value, found.preset.unit)
    return {
        "row": row,
        "value": own or gettext("het getal van Schakel"),
        "never": row.valid_to == row.valid_from,
    }
