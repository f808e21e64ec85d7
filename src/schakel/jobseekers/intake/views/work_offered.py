"""What became of work that was offered at the head of intakes, for a period."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.shares import LEAST
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.forms.steps import PeriodForm
from schakel.jobseekers.intake.queries.work_offered import work_offered
from schakel.web.pages import SchakelRequest, page


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def figures(request: SchakelRequest) -> HttpResponse:
    """By answer how many intakes, and how many had a benefit later; small groups without figures."""
    form = PeriodForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "rows": work_offered(*form.period()), "least": LEAST}
    return render(request, "intake/work_offered.html", context)
