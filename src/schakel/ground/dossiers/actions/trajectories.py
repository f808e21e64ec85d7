"""Trajectories at providers: recorded with who pays until when, changed and ended with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import OrganisationKind
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import EndTalk, Trajectory
from schakel.ground.dossiers.verbs import EndTalkHeld, TrajectoryChanged, TrajectoryEnded, TrajectoryStarted
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class NewTrajectory:
    """What runs where, from and to which day, and until when the own organisation pays."""

    name: str
    provider_id: UUID
    began_on: date
    planned_end: date
    paid_until: date


@action(access.DECIDE)
def start_trajectory(*, actor: Actor, dossier_id: UUID, new: NewTrajectory) -> UUID:
    """Record a trajectory that the actor's organisation pays; returns its id.

    Raises InvalidError for days in the wrong order, or an organisation that is no provider.
    """
    providers = Organisation.objects.on(clock.today()).filter(kind=OrganisationKind.PROVIDER)
    provider = providers.filter(pk=new.provider_id).first()
    fields = _wrong_days(new.began_on, new.planned_end, new.paid_until)
    if not new.name.strip():
        fields["name"] = gettext("Schrijf op welk traject het is.")
    if provider is None:
        fields["provider_id"] = gettext("Kies een re-integratiebedrijf.")
    if fields or provider is None:
        raise _invalid(fields)
    row = Trajectory(
        dossier_id=dossier_id,
        name=new.name.strip(),
        provider=provider,
        payer_id=actor.employer_id,
        began_on=new.began_on,
        planned_end=new.planned_end,
        paid_until=new.paid_until,
    )
    row.save(force_insert=True)
    said = TrajectoryStarted(
        row.name, provider.name, row.payer.name, new.planned_end.isoformat(), new.paid_until.isoformat()
    )
    _record(row, said)
    return row.pk


@action(access.DECIDE)
def change_trajectory(
    *,
    actor: Actor,
    dossier_id: UUID,
    trajectory_id: UUID,
    planned_end: date,
    paid_until: date,
    because: str,
    next_payer_id: UUID | None = None,
    expected_version: int | None = None,
) -> UUID:
    """Let a trajectory last to another day, or say who pays until when and who after; returns its id."""
    row = _open_one(dossier_id, trajectory_id)
    fields = _wrong_days(row.began_on, planned_end, paid_until) | _no_reason(because)
    if fields:
        raise _invalid(fields)
    changes = {"planned_end": planned_end, "paid_until": paid_until, "next_payer_id": next_payer_id}
    update_version(row, expected_version, **changes)
    after = Organisation.objects.filter(pk=next_payer_id).first() if next_payer_id else None
    said = TrajectoryChanged(
        row.name,
        row.provider.name,
        row.payer.name,
        planned_end.isoformat(),
        paid_until.isoformat(),
        after.name if after else None,
        because.strip(),
    )
    _record(row, said)
    return row.pk


@action(access.DECIDE)
def end_trajectory(
    *,
    actor: Actor,
    dossier_id: UUID,
    trajectory_id: UUID,
    because: str,
    expected_version: int | None = None,
) -> UUID:
    """End a trajectory today, with the reason that the client reads too; returns its id."""
    fields = _no_reason(because)
    if fields:
        raise _invalid(fields)
    row = _open_one(dossier_id, trajectory_id)
    update_version(row, expected_version, ended_on=clock.today(), end_reason=because.strip())
    _record(row, TrajectoryEnded(row.name, row.provider.name, because.strip()))
    return row.pk


@action(access.TAKE_PART)
def hold_end_talk(*, actor: Actor, dossier_id: UUID, held_on: date, summary: str, wish: str) -> UUID:
    """Record the talk at the end of a right: what was said and what the client wants; returns its id."""
    fields = {}
    if held_on > clock.today():
        fields["held_on"] = gettext("Het gesprek kan niet later zijn dan vandaag.")
    if not summary.strip():
        fields["summary"] = gettext("Schrijf op wat is besproken.")
    if wish not in EndTalk.Wish.values:
        fields["wish"] = gettext("Kies wat de cliënt wil.")
    if fields:
        raise _invalid(fields)
    talk = EndTalk(
        dossier_id=dossier_id,
        organisation_id=actor.employer_id,
        reader_id=actor.reader_id,
        held_on=held_on,
        summary=summary.strip(),
        wish=wish,
    )
    talk.save(force_insert=True)
    said = EndTalkHeld(held_on.isoformat(), wish, talk.summary)
    record(said, dossier_id=dossier_id, things=[Thing("dossier", dossier_id), Thing("talk", talk.pk)])
    return talk.pk


def _open_one(dossier_id: UUID, trajectory_id: UUID) -> Trajectory:
    found = Trajectory.objects.filter(pk=trajectory_id, dossier_id=dossier_id)
    row = found.select_related("provider", "payer").first()
    if row is None:
        raise not_found()
    if row.ended_on is not None:
        raise ConflictError(
            gettext("Dit traject is al gestopt."),
            gettext("Een collega was u voor."),
            gettext("Kijk bij de trajecten waarom."),
        )
    return row


def _wrong_days(began: date, planned_end: date, paid_until: date) -> dict[str, str]:
    words = gettext("Kies een dag op of na de begindatum.")
    days = {"planned_end": planned_end, "paid_until": paid_until}
    return {name: words for name, day in days.items() if day < began}


def _no_reason(because: str) -> dict[str, str]:
    return {} if because.strip() else {"because": gettext("Schrijf de reden in één zin op.")}


def _invalid(fields: dict[str, str]) -> InvalidError:
    return InvalidError(gettext("Dit klopt nog niet."), next(iter(fields.values())), fields=fields)


def _record(row: Trajectory, said: object) -> None:
    things = [Thing("dossier", row.dossier_id), Thing("trajectory", row.pk)]
    record(said, dossier_id=row.dossier_id, things=things)
