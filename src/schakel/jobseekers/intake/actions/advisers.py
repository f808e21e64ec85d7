"""Who holds an intake: two advisers together, or another who goes on with it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import Intake, IntakeAdviser
from schakel.jobseekers.intake.queries import advisers_of, running_intake, who_may_join
from schakel.jobseekers.intake.verbs.intake import IntakeJoined, IntakeTakenOver


@action(access.HOLD)
def join_intake(
    *, actor: Actor, dossier_id: UUID, intake_id: UUID, reader_id: int, expected_version: int | None = None
) -> UUID:
    """Register a second adviser who holds the intake along with the actor (R048); returns the row's id.

    Raises InvalidError for somebody who takes no part in the dossier, ConflictError for one who does this
    already.
    """
    intake = running_intake(dossier_id, intake_id)
    chosen = next((seat for seat in who_may_join(dossier_id) if seat.reader_id == reader_id), None)
    if chosen is None:
        sentence = gettext("Kies een adviseur die meedoet in dit dossier.")
        raise InvalidError(gettext("De tweede adviseur ontbreekt."), sentence, fields={"reader": sentence})
    if any(row.reader_id == reader_id for row in advisers_of(intake)):
        raise ConflictError(gettext("Deze adviseur staat al bij deze intake."))
    record(
        IntakeJoined(chosen.name, chosen.organisation.name),
        dossier_id=dossier_id,
        things=[Thing("intake", intake.id)],
    )
    update_version(intake, expected_version, mode=Intake.Mode.DUO)
    return _add(intake, reader_id, chosen.organisation.pk, IntakeAdviser.Part.TOGETHER)


@action(access.HOLD)
def take_over_intake(
    *, actor: Actor, dossier_id: UUID, intake_id: UUID, expected_version: int | None = None
) -> UUID:
    """Go on with an intake that another organisation began; returns its id. All answers stay.

    Raises ConflictError when the own organisation works on it already.
    """
    intake = running_intake(dossier_id, intake_id)
    if intake.organisation_id == actor.employer_id:
        raise ConflictError(
            gettext("Uw organisatie werkt al aan deze intake."), gettext("Ga verder met wat er ligt.")
        )
    content = IntakeTakenOver(intake.organisation.name)
    record(content, dossier_id=dossier_id, things=[Thing("intake", intake.id)])
    update_version(intake, expected_version, organisation_id=actor.employer_id)
    _add(intake, actor.reader_id, actor.employer_id, IntakeAdviser.Part.TOOK_OVER)
    return intake.id


def _add(intake: Intake, reader_id: int, organisation_id: UUID, part: IntakeAdviser.Part) -> UUID:
    row = IntakeAdviser(
        dossier_id=intake.dossier_id,
        intake=intake,
        reader_id=reader_id,
        organisation_id=organisation_id,
        part=part,
        since=clock.now(),
    )
    row.save(force_insert=True)
    return row.id
