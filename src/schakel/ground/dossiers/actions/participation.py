"""Joining and leaving a dossier. Joining as a helper never moves the regie."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.models import Dossier, Handover, Participation, Regie
from schakel.ground.dossiers.seats import Seat, seat_named
from schakel.ground.dossiers.verbs import DossierRested, ParticipantJoined, ParticipantLeft, RegieTaken
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version

Kind = Participation.Kind


@action(access.TAKE_PART)
def add_participant(
    *,
    actor: Actor,
    dossier_id: UUID,
    kind: str,
    because: str,
    membership_id: UUID | None = None,
    team_id: UUID | None = None,
    task: str = "",
) -> UUID:
    """Ask a professional or a team to take part; returns the dossier's id.

    Whoever is involved first for an organisation holds its regie, since a task needs a holder.
    Raises InvalidError without a reason, ConflictError when the seat takes part already.
    """
    _require(because)
    if kind not in Kind.values:
        raise not_found()
    records.hold(dossier_id)
    seat = seat_named(membership_id=membership_id, team_id=team_id)
    if not records.join(dossier_id, seat, kind, task):
        raise ConflictError(
            gettext("Deze persoon of dit team doet al mee."),
            gettext("Dezelfde rol kan maar één keer in een dossier staan."),
            gettext("Kies iemand anders."),
        )
    _hold_first(dossier_id, seat, kind, because)
    records.derive_grants([dossier_id])
    content = ParticipantJoined(seat.name, seat.organisation_name, seat.role, kind, because)
    record(content, dossier_id=dossier_id, things=[Thing("dossier", dossier_id)])
    return dossier_id


@action(access.SEE)
def leave_dossier(
    *,
    actor: Actor,
    dossier_id: UUID,
    participation_id: UUID,
    because: str,
    expected_version: int | None = None,
) -> UUID:
    """End a participation of the actor's own organisation; returns the dossier's id.

    With the last trajectory guide of a provider the provider's task ends, and its regie with it. Raises
    ConflictError while anyone else who leaves holds regie: it must go to somebody else first.
    """
    _require(because)
    records.hold(dossier_id)
    row = _own_participation(actor, dossier_id, participation_id)
    held = Regie.objects.on(clock.today()).filter(dossier_id=dossier_id, reader_id=row.reader_id)
    is_end_of_task = records.ends_with_the_guide(row)
    if (held.filter(scope=Regie.Scope.CHAIN) if is_end_of_task else held).exists():
        raise ConflictError(
            gettext("Weggaan kan nu nog niet."),
            gettext("Wie weggaat, heeft nog de regie."),
            gettext("Draag de regie eerst over aan iemand die betrokken is."),
        )
    update_version(row, expected_version, valid_to=clock.today())
    held.update(valid_to=clock.today())
    seat = _seat_of(row)
    content = ParticipantLeft(seat.name, seat.organisation_name, seat.role, because)
    record(content, dossier_id=dossier_id, things=[Thing("dossier", dossier_id)])
    check_constraints_now()
    records.derive_grants([dossier_id])
    return dossier_id


@action(access.TAKE_PART)
def rest_dossier(*, actor: Actor, dossier_id: UUID, because: str) -> UUID:
    """Close the last organisation's task: the dossier rests. Returns its id.

    Raises ConflictError while another organisation still has a task, or a handover waits for its answer.
    """
    _require(because)
    records.hold(dossier_id)
    today = clock.today()
    active = Participation.objects.on(today).filter(dossier_id=dossier_id)
    if active.filter(kind=Kind.INVOLVED).exclude(organisation_id=actor.employer_id).exists():
        raise ConflictError(
            gettext("Dit dossier kan nog niet rusten."),
            gettext("Een andere organisatie heeft nog een taak."),
            gettext("Draag uw eigen taak over, of wacht tot de ander klaar is."),
        )
    if Handover.objects.filter(dossier_id=dossier_id, status=Handover.Status.SENT).exists():
        raise ConflictError(
            gettext("Dit dossier kan nog niet rusten."),
            gettext("Er loopt nog een overdracht naar een andere organisatie."),
            gettext("Wacht tot de ander haar oppakt of teruggeeft, of bel het team."),
        )
    content = DossierRested(because)
    record(content, dossier_id=dossier_id, section=Section.IDENTITY, things=[Thing("dossier", dossier_id)])
    dossier = Dossier.objects.get(pk=dossier_id)
    update_version(dossier, None, status=Dossier.Status.RESTING)
    Regie.objects.on(today).filter(dossier_id=dossier_id).update(valid_to=today)
    active.update(valid_to=today)
    check_constraints_now()
    records.derive_grants([dossier_id])
    return dossier_id


def _hold_first(dossier_id: UUID, seat: Seat, kind: str, because: str) -> None:
    """The first one involved of an organisation becomes the holder of its regie."""
    if kind != Kind.INVOLVED:
        return
    if records.holder(dossier_id, Regie.Scope.ORGANISATION, seat.organisation_id) is None:
        records.give_regie(dossier_id, seat, Regie.Scope.ORGANISATION)
        content = RegieTaken(Regie.Scope.ORGANISATION, seat.name, seat.organisation_name, because)
        record(content, dossier_id=dossier_id, things=[Thing("dossier", dossier_id)])


def _own_participation(actor: Actor, dossier_id: UUID, participation_id: UUID) -> Participation:
    found = Participation.objects.on(clock.today()).filter(
        pk=participation_id, dossier_id=dossier_id, organisation_id=actor.employer_id
    )
    row = found.select_related("professional", "team", "organisation").first()
    if row is None:
        raise not_found()
    return row


def _seat_of(row: Participation) -> Seat:
    name = row.professional.name if row.professional else row.team.name if row.team else ""
    return Seat(row.reader_id, row.role, row.organisation_id, row.organisation.name, name)


def _require(because: str) -> None:
    if not because.strip():
        raise InvalidError(
            gettext("De reden ontbreekt."),
            gettext("Wie meedoet en waarom, ziet ook de cliënt."),
            gettext("Schrijf de reden in één zin op."),
            fields={"because": gettext("Schrijf de reden in één zin op.")},
        )
