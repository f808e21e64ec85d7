"""The same services by scheme of benefit beside each other, with what the differences don't prove."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import Estimate, difference, is_part_told
from schakel.jobseekers.services import access
from schakel.jobseekers.services.catalogue.model import MIX
from schakel.jobseekers.services.queries.schemes import SchemeRow, Wait, by_scheme
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
    part_of,
)
from schakel.web.figures import few_words, points_words
from schakel.web.pages import SchakelRequest, page

HERE = "services:figures_schemes"
YEAR = timedelta(days=365)


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def schemes(request: SchakelRequest) -> HttpResponse:
    """Who had a service, of which group, and after how long; then the differences with the largest scheme."""
    today = clock.today()
    found = by_scheme(today, today - YEAR)
    shown = [row for row in found if not row.is_hidden]
    tables = [_beside(request, found)] if found else []
    tables += [_differences(shown)] if len(shown) > 1 else []
    context = {"largest": shown[0].label if shown else "", "since": today - YEAR}
    return answer(request, "services/figures/schemes.html", HERE, tables, context)


def _beside(request: SchakelRequest, found: list[SchemeRow]) -> Table:
    columns = [
        Column(gettext("Uitkering")),
        Column(gettext("Cliënten"), numeric=True),
        Column(gettext("kreeg een dienst")),
        *(Column(str(label)) for label in MIX.values()),
        Column(gettext("Dagen tot de eerste dienst")),
    ]
    rows = [
        hidden_row(row.label, columns)
        if row.is_hidden
        else [
            head(row.label),
            number(row.clients),
            part_of(row.helped, row.clients, _behind(request, row)),
            *(part_of(row.groups.get(key, 0), row.clients) for key in MIX),
            Cell(wait_words(row.wait)),
        ]
        for row in found
    ]
    note = gettext(
        "Een cliënt met twee uitkeringen telt bij beide. Dagen tellen vanaf het eerste contact van de intake."
    )
    return Table("schemes", gettext("Per uitkering"), columns, rows, note)


def _behind(request: SchakelRequest, row: SchemeRow) -> str:
    return behind(kind="scheme", regime=row.regime) if opens(request) and row.regime else ""


def wait_words(wait: Wait | None) -> str:
    """The middle of the days with its interval; too few to tell otherwise."""
    if wait is None:
        return gettext("te weinig intakes")
    return gettext("%(median)d (%(low)d tot %(high)d)") % {
        "median": wait.median,
        "low": wait.low,
        "high": wait.high,
    }


def _differences(shown: list[SchemeRow]) -> Table:
    largest = shown[0]
    columns = [
        Column(gettext("Uitkering")),
        Column(gettext("kreeg een dienst")),
        *(Column(str(label)) for label in MIX.values()),
        Column(gettext("Dagen tot de eerste dienst")),
    ]
    rows = [
        [
            head(row.label),
            _points(row.helped, row.clients, largest.helped, largest.clients),
            *(
                _points(row.groups.get(key, 0), row.clients, largest.groups.get(key, 0), largest.clients)
                for key in MIX
            ),
            Cell(_days(row.wait, largest.wait)),
        ]
        for row in shown[1:]
    ]
    heading = gettext("Verschil met %(largest)s") % {"largest": largest.label}
    return Table("scheme-differences", heading, columns, rows)


def _points(hits: int, total: int, other_hits: int, other_total: int) -> Cell:
    if not is_part_told(hits, total) or not is_part_told(other_hits, other_total):
        return Cell(few_words())
    found = difference(hits, total, other_hits, other_total)
    return Cell(f"{points_words(found)}{_by_chance(found)}")


def _by_chance(found: Estimate) -> str:
    return f"; {gettext('kan toeval zijn')}" if found.low <= 0 <= found.high else ""


def _days(wait: Wait | None, other: Wait | None) -> str:
    if wait is None or other is None:
        return gettext("te weinig intakes")
    days = wait.median - other.median
    if wait.low <= other.high and other.low <= wait.high:
        return gettext("%(days)+d dagen; kan toeval zijn") % {"days": days}
    return gettext("%(days)+d dagen") % {"days": days}
