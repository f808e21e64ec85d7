"""The mix of services beside its target, per team and month; and the page on which the target is set."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import dateformat
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import share
from schakel.ground.organisations.models import Team
from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions.figures import set_mix_target
from schakel.jobseekers.services.catalogue.model import MIX
from schakel.jobseekers.services.forms.figures import MixTargetForm
from schakel.jobseekers.services.mixing import DISTANCES, beside_target
from schakel.jobseekers.services.models import MixTarget
from schakel.jobseekers.services.queries.mix import (
    MonthMix,
    ScopeMix,
    mix_and_months,
    month_ends,
    targets_of,
)
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
    scope_chips,
)
from schakel.web.acting import attempt, once
from schakel.web.figures import count_words, few_words, percent_words
from schakel.web.pages import SchakelRequest, page

HERE = "services:figures"
MONTHS = 12


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def mix(request: SchakelRequest) -> HttpResponse:
    """The mix of one scope beside its target, then of all teams, then of the organisation by month."""
    scopes, months = mix_and_months(request.actor.employer_id, month_ends(MONTHS))
    wanted = request.GET.get("team", ALL)
    chosen = next((one for one in scopes if one.scope.key == wanted), scopes[0])
    tables = []
    if any(one.total or one.is_hidden for one in scopes) or chosen.target:
        tables = [_beside(request, chosen), _of_teams(scopes), _of_months(months)]
    context = {
        "chips": scope_chips([one.scope for one in scopes], chosen.scope.key, HERE),
        "scope": chosen.scope,
        "target": chosen.target,
        "population": population_words(chosen.target),
        "may_aim": request.actor.role in access.MIX_SETTERS,
        "target_url": f"{reverse('services:figures_target')}?{urlencode({'team': chosen.scope.key})}",
    }
    return answer(request, "services/figures/mix.html", HERE, tables, context)


def population_words(target: MixTarget | None) -> str:
    """From which population a target was derived; empty where it was not."""
    if target is None or not target.is_derived:
        return ""
    parts = [
        gettext("%(percent)d%% %(group)s") % {"percent": target.population[key], "group": label}
        for key, label in DISTANCES.items()
        if key in target.population
    ]
    return "; ".join(parts)


def _beside(request: SchakelRequest, one: ScopeMix) -> Table:
    columns = [
        Column(gettext("Groep")),
        Column(gettext("Lopen nu"), numeric=True),
        Column(gettext("Aandeel")),
        Column(gettext("Doel"), numeric=True),
        Column(gettext("Verschil")),
    ]
    rows = [_group_row(request, one, key, str(label)) for key, label in MIX.items()]
    return Table("mix", one.scope.name, columns, rows, extra={"team": one.scope.key})


def _group_row(request: SchakelRequest, one: ScopeMix, key: str, label: str) -> list[Cell]:
    aim = one.target.shares.get(key, 0) if one.target else None
    target = Cell("–" if aim is None else f"{aim}%", numeric=True)
    if one.is_hidden:
        return [head(label), Cell("–", numeric=True), Cell(few_words()), target, Cell("–")]
    hits, url = (
        one.uses[key],
        behind(kind="mix", group=key) if opens(request) and one.scope.key == ALL else "",
    )
    if not one.total:
        return [head(label), number(0), Cell(gettext("niets te tellen")), target, Cell("–")]
    if key in one.small:
        few = Cell(count_words(hits, is_hidden=True), url, numeric=True)
        return [head(label), few, Cell("–"), target, Cell("–")]
    words = "–" if aim is None else beside_target(hits, one.total, aim)
    return [head(label), number(hits, url), _brief(hits, one.total), target, Cell(words)]


def _columns() -> list[Column]:
    return [Column(gettext("Lopen nu"), numeric=True), *(Column(str(label)) for label in MIX.values())]


def _of_teams(scopes: list[ScopeMix]) -> Table:
    columns = [Column(gettext("Team")), *_columns()]
    rows = [
        hidden_row(one.scope.name, columns)
        if one.is_hidden
        else [
            head(one.scope.name),
            number(one.total),
            *(_brief(one.uses[key], one.total, is_hidden=key in one.small) for key in MIX),
        ]
        for one in scopes
    ]
    return Table("mix-teams", gettext("Per team"), columns, rows)


def _brief(hits: int, total: int, *, is_hidden: bool = False) -> Cell:
    if is_hidden:
        return Cell(count_words(hits, is_hidden=True))
    return Cell(percent_words(share(hits, total)) if total else "–")


def _of_months(months: list[MonthMix]) -> Table:
    columns = [Column(gettext("Stand op")), *_columns()]
    rows = [
        hidden_row(dateformat.format(one.on, "j F Y"), columns)
        if one.is_hidden
        else [
            head(dateformat.format(one.on, "j F Y")),
            number(one.uses.total()),
            *(_brief(one.uses[key], one.uses.total(), is_hidden=key in one.small) for key in MIX),
        ]
        for one in reversed(months)
    ]
    return Table("mix-months", gettext("Hele organisatie, per maand"), columns, rows)


@page(access.MIX_SETTERS, Purpose.STEERING)
@require_http_methods(["GET", "POST"])
def target(request: SchakelRequest) -> HttpResponse:
    """What is aimed at for the organisation or a team, what was before, and the form for another mix."""
    organisation_id, key = request.actor.employer_id, request.GET.get("team", ALL)
    team = None if key == ALL else _team(organisation_id, key)
    rows = targets_of(organisation_id, team.pk if team else None)
    now = next((row for row in rows if clock.today() in row.period), None)
    form, status = MixTargetForm(request.POST or None, now=now, changes=len(rows)), 200
    if request.method == "POST":
        tried = attempt(form, lambda: _set(request, form, team), stale=_stale())
        if tried.is_done:
            messages.success(request, gettext("Het doel voor de dienstenmix is vastgelegd."))
            return redirect(f"{reverse(HERE)}?{urlencode({'team': key})}")
        status = tried.status
    context: dict[str, Any] = {
        "form": form,
        "team": team,
        "history": [_history(row) for row in rows],
        "back_url": f"{reverse(HERE)}?{urlencode({'team': key})}",
    }
    return render(request, "services/figures/target.html", context, status=status)


def _team(organisation_id: UUID, key: str) -> Team:
    try:
        found = Team.objects.filter(pk=UUID(key), organisation_id=organisation_id).first()
    except ValueError:
        found = None
    if found is None:
        raise not_found()
    return found


def _set(request: SchakelRequest, form: MixTargetForm, team: Team | None) -> UUID:
    return set_mix_target(
        actor=request.actor,
        organisation_id=request.actor.employer_id,
        new=form.new(team.pk if team else None),
        expected_version=form.cleaned_data["version"],
        **once(form),
    )


def _stale() -> str:
    return gettext("Een collega wijzigde dit doel intussen. Open de pagina opnieuw.")


def _history(row: MixTarget) -> dict[str, Any]:
    shares = ", ".join(f"{MIX[key]} {row.shares.get(key, 0)}%" for key in MIX)
    return {
        "row": row,
        "shares": shares,
        "population": population_words(row),
        "never": row.valid_to == row.valid_from,
    }
