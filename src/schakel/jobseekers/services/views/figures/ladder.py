"""Over many clients: the rung at the start and now, who has no start, and which trajectories run."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import DELIVERERS, GUIDES, Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import small_parts
from schakel.jobseekers.diagnosis.scales import RUNG_LABELS
from schakel.jobseekers.services import access
from schakel.jobseekers.services.queries.rungs import Rungs, rungs_on
from schakel.jobseekers.services.queries.scopes import ALL
from schakel.jobseekers.services.views.figures.tables import (
    Cell,
    Column,
    Table,
    answer,
    head,
    hidden_row,
    number,
    part_number,
    part_of,
    scope_chips,
)
from schakel.web.figures import few_words
from schakel.web.pages import SchakelRequest, page

HERE = "services:figures_ladder"
LISTERS = GUIDES | DELIVERERS


@page(access.READERS_OF_FIGURES, Purpose.STEERING)
@require_GET
def ladder(request: SchakelRequest) -> HttpResponse:
    """Per team how clients moved and what runs; then the rungs of one scope."""
    found = rungs_on(clock.today())
    wanted = request.GET.get("team", ALL)
    chosen = next((one for one in found if one.scope.key == wanted), found[0] if found else None)
    tables = [_moves(found), _trajectories(found)] if found else []
    if chosen is not None and not chosen.is_hidden:
        tables.append(_rungs(chosen))
    is_lister = request.actor.role in LISTERS
    context = {
        "chips": scope_chips([one.scope for one in found], chosen.scope.key, HERE) if chosen else [],
        "lists": _lists() if is_lister and request.actor.role in access.WRITERS else [],
    }
    return answer(request, "services/figures/ladder.html", HERE, tables, context)


def _lists() -> list[tuple[str, str]]:
    running = reverse("services:running")
    return [
        (gettext("Mijn plannen zonder begin op de ladder"), f"{reverse('plans:plans')}?show=no_start"),
        (gettext("Mijn diensten die binnen vier weken eindigen"), f"{running}?kind=soon"),
        (gettext("Mijn diensten die al hadden moeten eindigen"), f"{running}?kind=over"),
    ]


def _moves(found: list[Rungs]) -> Table:
    columns = [
        Column(gettext("Team")),
        Column(gettext("Cliënten"), numeric=True),
        Column(gettext("geen begin vastgelegd")),
        Column(gettext("nu hoger")),
        Column(gettext("nu gelijk")),
        Column(gettext("nu lager")),
    ]
    rows = [hidden_row(one.scope.name, columns) if one.is_hidden else _move(one) for one in found]
    note = gettext(
        "Hoger, gelijk en lager tellen alleen over cliënten met een begin in een plan dat openstaat."
    )
    return Table("ladder", gettext("Beweging op de ladder"), columns, rows, note)


def _move(one: Rungs) -> list[Cell]:
    begun = one.total - one.without_start
    return [
        head(one.scope.name),
        number(one.total),
        part_of(one.without_start, one.total, is_hidden="none" in one.small),
        *(_moved(one, sign, begun) for sign in (1, 0, -1)),
    ]


def _moved(one: Rungs, sign: int, begun: int) -> Cell:
    """Of those with a start; their number would give away a hidden number without."""
    if "none" in one.small:
        return Cell(few_words())
    return part_of(one.moved(sign), begun, is_hidden=str(sign) in one.small)


def _trajectories(found: list[Rungs]) -> Table:
    columns = [
        Column(gettext("Team")),
        Column(gettext("Lopen nu"), numeric=True),
        Column(gettext("einde voorbij"), numeric=True),
        Column(gettext("eindigt binnen vier weken"), numeric=True),
        Column(gettext("eindigt later"), numeric=True),
        Column(gettext("geen einde gepland"), numeric=True),
    ]
    rows = [
        hidden_row(one.scope.name, columns)
        if one.is_hidden
        else [
            head(one.scope.name),
            number(one.trajectories.total()),
            *(
                part_number(one.trajectories[due], is_hidden=due in one.small_trajectories)
                for due in ("over", "soon", "later", "open")
            ),
        ]
        for one in found
    ]
    note = gettext("Trajecten en IRO’s die lopen, met hun geplande einde.")
    return Table("trajectories", gettext("Trajecten"), columns, rows, note)


def _rungs(one: Rungs) -> Table:
    columns = [Column(gettext("Trede")), Column(gettext("Bij het begin")), Column(gettext("Nu"))]
    rows = [
        [head(str(label)), _on_rung(one, one.at_start, rung), _on_rung(one, one.at_now, rung)]
        for rung, label in RUNG_LABELS.items()
    ]
    heading = gettext("Treden: %(scope)s") % {"scope": one.scope.name}
    return Table("rungs", heading, columns, rows, extra={"team": one.scope.key})


def _on_rung(one: Rungs, count: Callable[[int], int], rung: int) -> Cell:
    begun = one.total - one.without_start
    if "none" in one.small:
        return Cell(few_words())
    return part_of(
        count(rung), begun, is_hidden=rung in small_parts({key: count(key) for key in RUNG_LABELS})
    )
