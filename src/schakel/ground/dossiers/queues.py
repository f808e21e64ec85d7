"""Team queues in a dossier, emptied when somebody of the organisation takes the lead."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers import records
from schakel.ground.dossiers.models import Handover, Participation, Regie
from schakel.ground.dossiers.seats import Seat, seat_of_team
from schakel.ground.dossiers.verbs import ParticipantLeft, RegieTaken
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock

Scope = Regie.Scope


def empty_queues(dossier_id: UUID, seat: Seat, because: str) -> None:
    """End the waiting in the organisation's queues: somebody leads now, also where a queue held the chain."""
    queues = Participation.objects.on(clock.today()).filter(
        dossier_id=dossier_id, organisation_id=seat.organisation_id, team__isnull=False
    )
    for queue in queues.select_related("team", "organisation"):
        chain = records.holder(dossier_id, Scope.CHAIN)
        if chain is not None and chain.reader_id == queue.reader_id:
            records.give_regie(dossier_id, seat, Scope.CHAIN)
            taken = RegieTaken(Scope.CHAIN, seat.name, seat.organisation_name, because)
            record(taken, dossier_id=dossier_id, things=[Thing("dossier", dossier_id)])
        records.leave(queue)
        name = queue.team.name if queue.team else ""
        content = ParticipantLeft(name, seat.organisation_name, queue.role, because)
        record(content, dossier_id=dossier_id, things=[Thing("dossier", dossier_id)])


def leave_queue(handover: Handover) -> None:
    """The receiving team looks no longer, unless it has a task of its own."""
    to = seat_of_team(handover.to_team)
    rows = Participation.objects.on(clock.today()).filter(
        dossier_id=handover.dossier_id, reader_id=to.reader_id, kind=Participation.Kind.HELPING
    )
    let_go(handover.dossier_id, rows.select_related("professional", "team", "organisation"))


def let_go(dossier_id: UUID, rows: Iterable[Participation]) -> None:
    """End these participations because of a handover, each with its entry in the journal."""
    for row in list(rows):
        records.leave(row)
        name = row.professional.name if row.professional else row.team.name if row.team else ""
        content = ParticipantLeft(name, row.organisation.name, row.role, gettext("overdracht"))
        record(content, dossier_id=dossier_id, things=[Thing("dossier", dossier_id)])
