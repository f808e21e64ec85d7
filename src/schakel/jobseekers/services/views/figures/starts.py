"""Starts of services per month with the changes in steering beside them, and noting such a change."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import dateformat
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date
from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions.figures import note_steering
from schakel.jobseekers.services.catalogue.model import CONTENTS
from schakel.jobseekers.services.forms.figures import SteeringForm
from schakel.jobseekers.services.queries.starts import (
    LOOKED_BACK,
    MONTHS,
    Change,
    Started,
    changes_since,
    first_month,
    starts_since,
)
from schakel.jobseekers.services.shifting import WINDOW, Moved, Shift, look_around, months_from
from schakel.jobseekers.services.views.figures.tables import (
    Cell,
    Column,
    Table,
    answer,
    behind,
    head,
    number,
    opens,
)
from schakel.web.acting import attempt, once
from schakel.web.figures import percent_words
from schakel.web.pages import SchakelRequest, page

HERE = "services:figures_starts"


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def starts(request: SchakelRequest) -> HttpResponse:
    """Whether something moved after a change in steering, and the months themselves."""
    oldest = first_month(LOOKED_BACK)
    found = starts_since(first_month(LOOKED_BACK + WINDOW))
    changes = changes_since(request.actor.employer_id, oldest)
    shown = months_from(first_month(MONTHS), MONTHS)
    recent = [one for one in found if any(one.months.get(month) for month in shown)]
    tables = [_around(changes, found)] if changes else []
    tables += [_series(request, recent, shown)] if recent else []
    context = {
        "is_quiet": bool(changes) and not recent,
        "may_note": request.actor.role in access.NOTERS,
        "window": WINDOW,
    }
    return answer(request, "services/figures/starts.html", HERE, tables, context)


def _around(changes: list[Change], found: list[Started]) -> Table:
    counts = {one.key: one.months for one in found}
    contents = {one.key: one.content for one in found}
    names = {one.key: one for one in found}
    columns = [
        Column(gettext("Dag")),
        Column(gettext("Verandering")),
        Column(gettext("Wat er daarna te zien is")),
    ]
    rows = []
    for change in changes:
        looked = look_around(change.on, counts, contents, clock.today())
        if looked.is_early:
            words = gettext("Nog te vroeg om te zeggen.")
        elif looked.is_few:
            words = gettext("Te weinig diensten begonnen om iets te zien (minder dan tien ervoor of erna).")
        elif not looked.shifts:
            words = gettext("Geen verschuiving gezien.")
        else:
            words = " ".join(_shift(shift, names) for shift in looked.shifts)
        rows.append([head(short_date(change.on, clock.today())), Cell(change.words), Cell(words)])
    return Table("steering", gettext("Na een verandering in de sturing"), columns, rows)


def _shift(shift: Shift, names: dict[str, Started]) -> str:
    words = gettext(
        "Gezien, niet bewezen: %(lost)s ging van %(lost_shares)s, %(won)s van %(won_shares)s."
    ) % {
        "lost": names[shift.lost.key].name,
        "lost_shares": _from_to(shift.lost),
        "won": names[shift.won.key].name,
        "won_shares": _from_to(shift.won),
    }
    if not shift.is_same_content:
        return words
    content = str(CONTENTS[names[shift.lost.key].content])
    twin = gettext("Beide bestaan uit %(content)s: het kan dezelfde hulp onder een andere naam zijn.")
    return f"{words} {twin % {'content': content}}"


def _from_to(moved: Moved) -> str:
    shares = {"before": percent_words(moved.before), "after": percent_words(moved.after)}
    return gettext("%(before)s naar %(after)s van wat begon") % shares


def _series(request: SchakelRequest, found: list[Started], months: list[date]) -> Table:
    heads = [Column(dateformat.format(month, "M Y"), numeric=True) for month in months]
    rows = []
    for one in found:
        hidden = one.hidden
        cells = [
            Cell("<10", _behind(request, one, month), numeric=True)
            if month in hidden
            else number(one.months.get(month, 0), _behind(request, one, month))
            for month in months
        ]
        rows.append([head(one.name), *cells])
    note = gettext(
        "Een maand met minder dan tien staat er als <10, en nooit één alleen. Daarom is er geen totaal."
    )
    return Table(
        "starts", gettext("Begonnen diensten per maand"), [Column(gettext("Dienst")), *heads], rows, note
    )


def _behind(request: SchakelRequest, one: Started, month: date) -> str:
    if not opens(request):
        return ""
    return behind(kind="start", service=one.key, month=month.strftime("%Y-%m"))


@page(access.NOTERS, Purpose.STEERING)
@require_http_methods(["GET", "POST"])
def steering(request: SchakelRequest) -> HttpResponse:
    """Note a change in steering."""
    form, status = SteeringForm(request.POST or None), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: note_steering(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                happened_on=form.cleaned_data["happened_on"],
                what=form.cleaned_data["what"],
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("De verandering is vastgelegd."))
            return redirect(HERE)
        status = tried.status
    context = {"form": form, "heading": gettext("Leg een verandering in de sturing vast")}
    return render(request, "services/keep.html", context, status=status)
