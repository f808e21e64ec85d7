"""Which share of choices has no own words, where the works council agreed; and recording that it did."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions.figures import end_council_consent, record_council_consent
from schakel.jobseekers.services.models import CouncilConsent
from schakel.jobseekers.services.queries.bare_choices import (
    BareChoices,
    bare_choices,
    consent_on,
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
from schakel.web.councils import AgreementPage, agreement_page
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
        else [
            head(one.scope.name),
            number(one.choices),
            part_of(one.bare, one.choices, is_hidden=one.is_part_hidden),
        ]
        for one in found
    ]
    return Table("choices", gettext("Keuzes zonder eigen woorden"), columns, rows)


@page(access.KEEP_CONSENT.roles, Purpose.ADMINISTRATION)
@require_http_methods(["GET", "POST"])
def council(request: SchakelRequest) -> HttpResponse:
    """Record that the works council agreed, or that it does no longer."""
    about = AgreementPage(
        "services/figures/council.html", HERE, CouncilConsent, record_council_consent, end_council_consent
    )
    return agreement_page(request, about)
