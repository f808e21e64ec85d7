"""Which share of choices has no own words, where the works council agreed; and recording that it did."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions.figures import end_council_consent, record_council_consent
from schakel.jobseekers.services.forms.figures import ConsentForm, EndConsentForm
from schakel.jobseekers.services.queries.bare_choices import (
    BareChoices,
    bare_choices,
    consent_on,
    consents_of,
    year_back,
)
from schakel.jobseekers.services.views.figures.tables import (
    Column,
    Table,
    answer,
    head,
    hidden_row,
    number,
    part_of,
)
from schakel.web.acting import Attempt, attempt, once
from schakel.web.pages import SchakelRequest, page

HERE = "services:figures_choices"


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def choices(request: SchakelRequest) -> HttpResponse:
    """The share per team; or why there is nothing to see."""
    consent = consent_on(request.actor.employer_id, clock.today())
    found = bare_choices(year_back()) if consent else []
    context = {
        "consent": consent,
        "since": year_back(),
        "may_keep": request.actor.role in access.KEEP_CONSENT.roles,
    }
    tables = [_table(found)] if found else []
    return answer(request, "services/figures/choices.html", HERE, tables, context)


def _table(found: list[BareChoices]) -> Table:
    columns = [
        Column(gettext("Team")),
        Column(gettext("Keuzes"), numeric=True),
        Column(gettext("zonder eigen woorden")),
    ]
    rows = [
        hidden_row(one.scope.name, columns)
        if one.is_hidden
        else [head(one.scope.name), number(one.choices), part_of(one.bare, one.choices)]
        for one in found
    ]
    return Table("choices", gettext("Keuzes zonder eigen woorden"), columns, rows)


@page(access.KEEP_CONSENT.roles, Purpose.ADMINISTRATION)
@require_http_methods(["GET", "POST"])
def council(request: SchakelRequest) -> HttpResponse:
    """Record that the works council agreed, or that it does no longer."""
    organisation_id = request.actor.employer_id
    consent = consent_on(organisation_id, clock.today())
    form: ConsentForm | EndConsentForm = (
        EndConsentForm(request.POST or None) if consent else ConsentForm(request.POST or None)
    )
    status = 200
    if request.method == "POST":
        tried = _kept(request, form)
        if tried.is_done:
            messages.success(request, gettext("Dit is vastgelegd."))
            return redirect(HERE)
        status = tried.status
    back = reverse("services:figures_choices")
    context = {"form": form, "consent": consent, "history": consents_of(organisation_id), "back": back}
    return render(request, "services/figures/council.html", context, status=status)


def _kept(request: SchakelRequest, form: ConsentForm | EndConsentForm) -> Attempt[object]:
    on: dict[str, Any] = {"actor": request.actor, "organisation_id": request.actor.employer_id}

    def act() -> object:
        said = form.cleaned_data
        if isinstance(form, EndConsentForm):
            return end_council_consent(**on, reason=said["reason"], **once(form))
        return record_council_consent(**on, document=said["document"], start=said["start"], **once(form))

    return attempt(form, act)
