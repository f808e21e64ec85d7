"""What became of clients whose service ended or plan closed; secondment counted in two ways."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.shares import LEAST, is_few, is_part_told
from schakel.jobseekers.services import access
from schakel.jobseekers.services.forms.figures import PeriodForm
from schakel.jobseekers.services.queries.outcomes import WORKING, Outcome, Outcomes, outcomes_between
from schakel.jobseekers.services.queries.scopes import ALL
from schakel.jobseekers.services.views.figures.tables import (
    Cell,
    Column,
    Table,
    answer,
    behind,
    head,
    hidden_row,
    number,
    opens,
    part_number,
    part_of,
)
from schakel.web.pages import SchakelRequest, page

HERE = "services:figures_outcomes"


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def outcomes(request: SchakelRequest) -> HttpResponse:
    """The outcomes of a period over clients, and work counted at once and as lasting."""
    form = PeriodForm(request.GET or None)
    first, last = form.period()
    found = outcomes_between(first, last)
    period = {"first": first.isoformat(), "last": last.isoformat()}
    tables = []
    if found:
        tables = [_of_scopes(request, found, period)]
        tables += [_both_ways(found[0], period)] if not found[0].is_hidden else []
    context = {"form": form, "first": first, "last": last}
    return answer(request, "services/figures/outcomes.html", HERE, tables, context)


def _of_scopes(request: SchakelRequest, found: list[Outcomes], period: dict[str, str]) -> Table:
    columns = [
        Column(gettext("Team")),
        Column(gettext("Cliënten"), numeric=True),
        *(Column(str(outcome.label)) for outcome in Outcome),
    ]
    rows = [
        hidden_row(one.scope.name, columns)
        if one.is_hidden
        else [
            head(one.scope.name),
            number(one.total),
            *(
                part_of(
                    one.of(outcome),
                    one.total,
                    _behind(request, one, outcome, period),
                    is_hidden=outcome in one.small,
                )
                for outcome in Outcome
            ),
        ]
        for one in found
    ]
    return Table("outcomes", gettext("Uitkomsten over cliënten"), columns, rows, extra=period)


def _behind(request: SchakelRequest, one: Outcomes, outcome: Outcome, period: dict[str, str]) -> str:
    """Of the whole only: who takes part tells which dossiers open, and no team does."""
    is_open = opens(request) and one.scope.key == ALL
    return behind(kind="outcome", outcome=outcome.value, **period) if is_open else ""


def _both_ways(whole: Outcomes, period: dict[str, str]) -> Table:
    columns = [
        Column(gettext("Manier van tellen")),
        *(Column(str(outcome.label)) for outcome in WORKING),
        Column(gettext("samen")),
    ]
    at_once = [part_of(whole.of(one), whole.total, is_hidden=one in whole.small) for one in WORKING]
    is_sum_hidden = any(one in whole.small for one in Outcome)
    at_once.append(part_of(whole.of(*WORKING), whole.total, is_hidden=is_sum_hidden))
    judged = [whole.judged(one) for one in WORKING]
    is_hidden = any(not is_part_told(*found) or found[1] < LEAST for found in judged)
    lasting = [part_of(*found, is_hidden=is_hidden) for found in [*judged, whole.judged(*WORKING)]]
    rows = [
        [head(gettext("Meteen: wie werkt of is gedetacheerd, is uit de uitkering")), *at_once],
        [head(gettext("Duurzaam: pas na zes maanden werk zonder uitkering")), *lasting],
        _counts(gettext("Nog geen zes maanden voorbij"), whole, "early"),
        _counts(gettext("Niet te zeggen: er is geen werk vastgelegd"), whole, "unknown"),
    ]
    return Table("secondment", gettext("Detachering telt op twee manieren"), columns, rows, extra=period)


def _counts(words: str, whole: Outcomes, how: str) -> list[Cell]:
    counts = [whole.lasting(outcome, how) for outcome in WORKING]
    is_hidden = any(is_few(count) for count in counts)
    return [head(words), *(part_number(count, is_hidden=is_hidden) for count in [*counts, sum(counts)])]


def month_of(text: str) -> date | None:
    """The first of a month as the address names it (2026-11); none for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
