"""An organisation's own ladder, and a client who goes up or down a rung."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError, StaleVersionError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.editing import missing, refuse
from schakel.jobseekers.plans.ladder import HIGHEST, LABEL_LENGTH, LOWEST, MOST_RUNGS, Rung, as_rows, goes_up
from schakel.jobseekers.plans.models import Ladder, RungStep
from schakel.jobseekers.plans.queries.ladder import ladder_of, own_ladder
from schakel.jobseekers.plans.verbs import LadderArranged, RungTaken


@dataclass(frozen=True, slots=True)
class NewRung:
    """Where the client stands from a day on: a place on the ladder of the organisation, from 0, and why."""

    place: int
    from_day: date
    cause: str


@action(access.CHANGE)
def take_rung(*, actor: Actor, dossier_id: UUID, new: NewRung) -> UUID:
    """Record a step up or down the ladder with its day and cause; returns the id of the step (R079, R320).

    Raises InvalidError for a rung that is not on the organisation's ladder, one the client stood on already,
    a day to come or a day that has its step.
    """
    require_alive(dossier_id)
    seat = seat_of_actor(actor)
    rungs = ladder_of(seat.organisation_id)
    refuse(_problems_of(dossier_id, new, rungs))
    rung = rungs[new.place]
    row = RungStep(
        dossier_id=dossier_id,
        rung=rung.house,
        label=rung.label,
        from_day=new.from_day,
        cause=new.cause.strip(),
        organisation_id=seat.organisation_id,
        noted_by_id=seat.person_id,
    )
    row.save(force_insert=True)
    content = RungTaken(rung.house, rung.label, new.from_day.isoformat(), row.cause)
    record(content, dossier_id=dossier_id, things=[Thing("rung_step", row.pk), Thing("client", dossier_id)])
    return row.pk


def _problems_of(dossier_id: UUID, new: NewRung, rungs: Sequence[Rung]) -> dict[str, str]:
    fields = {"cause": missing(new.cause, gettext("Schrijf op waardoor de cliënt hier nu staat."))}
    if new.from_day > clock.today():
        fields["from_day"] = gettext("Kies vandaag of een eerdere dag.")
    if not 0 <= new.place < len(rungs):
        return fields | {"place": gettext("Kies een trede van de ladder.")}
    way = RungStep.objects.filter(dossier_id=dossier_id)
    if way.filter(from_day=new.from_day).exists():
        fields["from_day"] = gettext("Op deze dag is al een trede vastgelegd.")
    before = way.filter(from_day__lt=new.from_day).order_by("-from_day").first()
    if before is not None and before.label == rungs[new.place].label:
        fields["place"] = gettext("De cliënt stond al op deze trede.")
    return fields


@action(access.ARRANGE)
def arrange_ladder(
    *, actor: Actor, organisation_id: UUID, rungs: Sequence[Rung], expected_version: int | None
) -> UUID:
    """Keep the rungs of an organisation, from low to high; returns the ladder's id.

    Steps that were recorded keep the words they had. expected_version is 0 for an organisation that used the
    house's rungs. Raises InvalidError, StaleVersionError.
    """
    _check(rungs)
    rows, known = as_rows(rungs), own_ladder(organisation_id)
    if known is not None:
        row = update_version(known, expected_version, rows=rows)
    else:
        row = _first(organisation_id, rows)
    record(LadderArranged(rows), organisation_id=organisation_id, things=[Thing("ladder", row.pk)])
    return row.pk


def _first(organisation_id: UUID, rows: list[list[object]]) -> Ladder:
    row = Ladder(organisation_id=organisation_id, rows=rows)
    Ladder.objects.bulk_create([row], ignore_conflicts=True)
    kept = Ladder.objects.get(organisation_id=organisation_id)
    if kept.pk != row.pk:
        raise StaleVersionError(kept)
    return row


def _check(rungs: Sequence[Rung]) -> None:
    labels = [rung.label.strip() for rung in rungs]
    problem = ""
    if not 2 <= len(rungs) <= MOST_RUNGS:
        problem = gettext("Een ladder heeft 2 tot en met %(n)s treden.") % {"n": MOST_RUNGS}
    elif not all(0 < len(label) <= LABEL_LENGTH for label in labels):
        problem = gettext("Geef elke trede een naam van hoogstens %(n)s tekens.") % {"n": LABEL_LENGTH}
    elif len(set(labels)) < len(labels):
        problem = gettext("Geef elke trede een andere naam.")
    elif not all(LOWEST <= rung.house <= HIGHEST for rung in rungs):
        problem = gettext("Kies bij elke trede een trede van de algemene ladder.")
    elif not goes_up(rungs):
        problem = gettext("Een volgende trede ligt niet lager dan die ervoor.")
    if problem:
        raise InvalidError(gettext("De ladder klopt nog niet."), problem, fields={"rungs": problem})
