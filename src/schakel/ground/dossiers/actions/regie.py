"""Taking and passing the regie."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.models import Participation, Regie
from schakel.ground.dossiers.passings import remembering
from schakel.ground.dossiers.queues import empty_queues
from schakel.ground.dossiers.seats import Seat, seat_named, seat_of_actor
from schakel.ground.dossiers.verbs import ParticipantJoined, RegieTaken
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ForbiddenError

Kind, Scope = Participation.Kind, Regie.Scope


@action(access.TAKE_PART)
def take_regie(*, actor: Actor, dossier_id: UUID, scope: str, because: str) -> UUID:
    """Become the holder of the organisation's regie (from its queue or a colleague) or of the chain's.

    Taking the organisation's regie out of a queue takes what the queue held for the chain too, and the
    queue leaves the dossier. Returns the dossier's id.
    """
    if scope not in Scope.values:
        raise not_found()
    records.hold(dossier_id)
    seat = seat_of_actor(actor)
    _check_same_organisation(dossier_id, seat, scope)
    _let_take_part(dossier_id, seat, because)
    _give(dossier_id, seat, scope, because)
    if scope == Scope.ORGANISATION:
        empty_queues(dossier_id, seat, because)
    records.derive_grants([dossier_id])
    return dossier_id


@action(access.ANSWER)
def pass_regie(*, actor: Actor, dossier_id: UUID, scope: str, membership_id: UUID, because: str) -> UUID:
    """Give the regie that the actor or their organisation holds to somebody else; returns the dossier's id.

    The organisation's regie stays within the organisation; the chain's goes to anyone who is involved.
    Raises ForbiddenError when it is not the actor's organisation that holds it.
    """
    records.hold(dossier_id)
    seat = seat_named(membership_id=membership_id)
    now = records.holder(dossier_id, scope, actor.organisation_id)
    if now is None or now.organisation_id != actor.organisation_id:
        raise _not_ours()
    if scope == Scope.ORGANISATION and seat.organisation_id != actor.organisation_id:
        raise _not_ours()
    with remembering(actor, [dossier_id], to=seat.name, because=because):
        _let_take_part(dossier_id, seat, because)
        _give(dossier_id, seat, scope, because)
    records.derive_grants([dossier_id])
    return dossier_id


def _give(dossier_id: UUID, seat: Seat, scope: str, because: str) -> None:
    records.give_regie(dossier_id, seat, scope)
    content = RegieTaken(scope, seat.name, seat.organisation_name, because)
    record(content, dossier_id=dossier_id, things=[Thing("dossier", dossier_id)])


def _let_take_part(dossier_id: UUID, seat: Seat, because: str) -> None:
    if records.join(dossier_id, seat, Kind.INVOLVED):
        content = ParticipantJoined(seat.name, seat.organisation_name, seat.role, Kind.INVOLVED, because)
        record(content, dossier_id=dossier_id, things=[Thing("dossier", dossier_id)])
        if records.holder(dossier_id, Scope.ORGANISATION, seat.organisation_id) is None:
            _give(dossier_id, seat, Scope.ORGANISATION, because)


def _check_same_organisation(dossier_id: UUID, seat: Seat, scope: str) -> None:
    found = Participation.objects.on(clock.today()).filter(
        dossier_id=dossier_id, organisation_id=seat.organisation_id, kind=Kind.INVOLVED
    )
    if not found.exists():
        raise not_found() if scope == Scope.ORGANISATION else _not_ours()


def _not_ours() -> ForbiddenError:
    return ForbiddenError(
        gettext("Deze regie kunt u niet verplaatsen."),
        gettext("Uw organisatie heeft hier geen taak, of een ander heeft de regie."),
        gettext("Vraag het aan wie nu de regie heeft."),
    )
