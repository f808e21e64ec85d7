"""The parts of a trajectory: each with its own days and what it brought (R111)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.services import access
from schakel.jobseekers.services.models import ServiceEvaluation, ServiceUse, TrajectoryPart
from schakel.jobseekers.services.queries.uses import use_visible
from schakel.jobseekers.services.verbs import TrajectoryPartEnded, TrajectoryPartPlanned

Kind = TrajectoryPart.Kind


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part as planned."""

    kind: str
    what: str
    starts_on: date
    ends_on: date


@action(access.CHANGE)
def plan_part(*, actor: Actor, dossier_id: UUID, use_id: UUID, new: NewPart) -> UUID:
    """Plan a part of a trajectory that runs; returns its id.

    Raises ConflictError where the trajectory does not run, InvalidError for days outside it. Aftercare goes
    on after the last day of the trajectory.
    """
    require_alive(dossier_id)
    use = _running(dossier_id, use_id)
    _check(use, new)
    row = TrajectoryPart(
        use=use,
        dossier_id=dossier_id,
        kind=new.kind,
        what=new.what.strip(),
        starts_on=new.starts_on,
        ends_on=new.ends_on,
    )
    row.save(force_insert=True)
    days = (new.starts_on.isoformat(), new.ends_on.isoformat())
    _record(TrajectoryPartPlanned(use.name, row.kind, row.what, *days), use)
    return row.pk


def _check(use: ServiceUse, new: NewPart) -> None:
    assert use.starts_on is not None
    fields = {}
    if new.kind not in Kind.values:
        fields["kind"] = gettext("Kies wat voor onderdeel dit is.")
    if not new.what.strip():
        fields["what"] = gettext("Schrijf op wat de cliënt hier doet.")
    if new.starts_on < use.starts_on:
        fields["starts_on"] = gettext("Een onderdeel begint niet voor het traject.")
    if new.ends_on < new.starts_on:
        fields["ends_on"] = gettext("De laatste dag ligt voor de eerste dag.")
    elif new.kind != Kind.AFTERCARE and use.ends_on is not None and new.ends_on > use.ends_on:
        words = gettext("Het traject duurt t/m %(day)s. Geef eerst het traject meer tijd.")
        fields["ends_on"] = words % {"day": long_date(use.ends_on)}
    _refuse(fields)


@action(access.CHANGE)
def end_part(
    *,
    actor: Actor,
    dossier_id: UUID,
    use_id: UUID,
    part_id: UUID,
    ended_on: date,
    reached: str,
    result: str,
    expected_version: int | None,
) -> UUID:
    """Note that a part ended and what it brought; returns its id.

    Raises InvalidError without a result or for a day to come, ConflictError when it ended already.
    """
    use = use_visible(dossier_id, use_id)
    row = TrajectoryPart.objects.filter(pk=part_id, use_id=use_id, dossier_id=dossier_id).first()
    if row is None:
        raise not_found()
    if row.ended_on is not None:
        raise _passed(gettext("Dit onderdeel is al afgerond."))
    fields = {}
    if not row.starts_on <= ended_on <= clock.today():
        fields["ended_on"] = gettext("Kies een dag vanaf het begin van het onderdeel tot en met vandaag.")
    if reached not in ServiceEvaluation.Reached.values:
        fields["reached"] = gettext("Kies of het doel is bereikt.")
    if not result.strip():
        fields["result"] = gettext("Schrijf in één zin op wat het onderdeel bracht.")
    _refuse(fields)
    update_version(row, expected_version, ended_on=ended_on, reached=reached, result=result.strip())
    content = TrajectoryPartEnded(use.name, row.kind, row.what, ended_on.isoformat(), reached, result.strip())
    _record(content, use)
    return part_id


def _running(dossier_id: UUID, use_id: UUID) -> ServiceUse:
    use = use_visible(dossier_id, use_id)
    if use.state != ServiceUse.State.RUNNING or use.content != "trajectory":
        raise _passed(gettext("Onderdelen horen bij een traject dat loopt."))
    return use


def _passed(what: str) -> ConflictError:
    return ConflictError(
        what, gettext("Een collega kan u voor zijn geweest."), gettext("Bekijk het traject opnieuw.")
    )


def _refuse(fields: dict[str, str]) -> None:
    if fields:
        raise InvalidError(gettext("Het onderdeel is nog niet compleet."), fields=fields)


def _record(content: object, use: ServiceUse) -> None:
    record(content, dossier_id=use.dossier_id, things=[Thing("service_use", use.pk)])
