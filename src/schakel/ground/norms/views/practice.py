"""The practice beside the law: how often norms were exceeded, leaned on and deviated from."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.kernel import clock
from schakel.ground.norms.practice import Exceeded, LeanedOn, practice
from schakel.ground.norms.presenting import figure_words
from schakel.ground.norms.queries.house import HouseFigure, house_figures
from schakel.ground.norms.registers import the_register
from schakel.web.pages import STAFF, SchakelRequest, page


@page(STAFF)
@require_GET
def in_practice(request: SchakelRequest) -> HttpResponse:
    """The last year at the own organisation, without persons."""
    found, figures = practice(), house_figures(request.actor.employer_id, clock.today())
    used = {one.preset.key: one for one in figures}
    context = {
        "small": found.small,
        "exceeded": [_exceeded(one, used) for one in found.exceeded],
        "leaned_on": [_leaned_on(one) for one in found.leaned_on],
    }
    return render(request, "norms/practice.html", context)


def _exceeded(one: Exceeded, used: dict[str, HouseFigure]) -> dict[str, Any]:
    norms = [used[key] for key in one.keys]
    return {
        "label": one.label,
        "norms": [(norm.preset.label, figure_words(norm.value, norm.preset.unit)) for norm in norms],
        "came": one.came,
        "stands": "·" if one.stands is None else one.stands,
        "middle": one.middle,
    }


def _leaned_on(one: LeanedOn) -> dict[str, Any]:
    version = the_register().norms[one.norm_id].version_on(clock.today())
    return {
        "id": one.norm_id,
        "url": reverse("norms:norm", args=[one.norm_id]),
        "plain": version.plain if version else gettext("geldt vandaag niet"),
        "choices": one.choices,
        "deviations": "·" if one.deviations is None else one.deviations,
        "questions": one.questions,
    }
