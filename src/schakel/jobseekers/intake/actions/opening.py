"""Opening an intake, and noting with what the client showed who they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import Intake, IntakeAdviser, IntakePart
from schakel.jobseekers.intake.queries import (
    channel_benefit,
    locations_to_choose,
    mode_agreed,
    open_intake_of,
    running_intake,
)
from schakel.jobseekers.intake.questions import PARTS
from schakel.jobseekers.intake.verbs.intake import IntakeIdentified, IntakeOpened


@dataclass(frozen=True, slots=True)
class NewIntake:
    """How an intake is held, why somebody comes in, since when and where; without a mode: as was agreed."""

    entry: str
    mode: str
    first_contact_on: date
    location_id: UUID | None = None
    dismissal_on: date | None = None


@action(access.HOLD)
def open_intake(*, actor: Actor, dossier_id: UUID, new: NewIntake) -> UUID:
    """Open the one intake of a client; returns its id.

    Raises ConflictError when one runs already, InvalidError for a day or place that cannot be, for a way
    that is neither chosen nor agreed, and for a client who died.
    """
    require_alive(dossier_id)
    new = new if new.mode else _as_agreed(actor, dossier_id, new)
    _check(new)
    if open_intake_of(dossier_id) is not None:
        raise ConflictError(
            gettext("Er loopt al een intake."),
            gettext("Een cliënt heeft één intake tegelijk, voor alle organisaties samen."),
            gettext("Ga verder met de intake die er is, of neem die over."),
        )
    place = _place(actor, new.location_id)
    intake = Intake(
        dossier_id=dossier_id,
        organisation_id=actor.employer_id,
        location_id=new.location_id,
        entry=new.entry,
        mode=new.mode,
        first_contact_on=new.first_contact_on,
        opened_at=clock.now(),
        dismissal_on=new.dismissal_on,
    )
    record(
        IntakeOpened(new.entry, new.mode, new.first_contact_on.isoformat(), place),
        dossier_id=dossier_id,
        things=[Thing("intake", intake.id)],
    )
    intake.save(force_insert=True)
    _furnish(actor, intake)
    return intake.id


def _furnish(actor: Actor, intake: Intake) -> None:
    """All parts are there from the start, each with its version: two people never make the same one."""
    IntakePart.objects.bulk_create(
        IntakePart(dossier_id=intake.dossier_id, intake=intake, key=part.key, section_bit=int(part.section))
        for part in PARTS.values()
    )
    IntakeAdviser(
        dossier_id=intake.dossier_id,
        intake=intake,
        reader_id=actor.reader_id,
        organisation_id=actor.employer_id,
        part=IntakeAdviser.Part.OPENED,
        since=intake.opened_at,
    ).save(force_insert=True)


@action(access.HOLD)
def check_identity(
    *,
    actor: Actor,
    dossier_id: UUID,
    intake_id: UUID,
    document: str,
    expected_version: int | None = None,
) -> UUID:
    """Note that the actor saw today who the client is, and with which kind of document; returns the id.

    Raises InvalidError for another kind of document, and for a driving licence where a benefit is asked:
    Participatiewet article 17, third paragraph, names the documents that count, and it is none of them.
    """
    intake = running_intake(dossier_id, intake_id)
    _check_document(intake, document)
    record(IntakeIdentified(document), dossier_id=dossier_id, things=[Thing("intake", intake.id)])
    update_version(
        intake,
        expected_version,
        identity_document=document,
        identity_checked_on=clock.today(),
        identity_checked_by_id=actor.reader_id,
    )
    return intake.id


def _check_document(intake: Intake, document: str) -> None:
    if document not in Intake.Document.values:
        sentence = gettext("Kies met welk document de cliënt zich legitimeerde.")
    elif document == Intake.Document.LICENCE and intake.entry == Intake.Entry.BENEFIT:
        sentence = gettext(
            "Bij een uitkering telt een rijbewijs niet. Vraag een ander document, zoals een paspoort."
        )
    else:
        return
    raise InvalidError(gettext("Het document ontbreekt."), sentence, fields={"document": sentence})


def _as_agreed(actor: Actor, dossier_id: UUID, new: NewIntake) -> NewIntake:
    """The intake held as the organisation agreed for the client's benefit and the place (R046)."""
    mode = mode_agreed(actor.employer_id, channel_benefit(dossier_id), new.location_id)
    return replace(new, mode=mode)


def _check(new: NewIntake) -> None:
    fields = {}
    if new.entry not in Intake.Entry.values:
        fields["entry"] = gettext("Kies waarom de cliënt binnenkomt.")
    if new.mode not in Intake.Mode.values:
        fields["mode"] = gettext("Kies hoe de intake gaat.")
    if new.first_contact_on > clock.today():
        fields["first_contact_on"] = gettext("Het eerste contact kan niet later zijn dan vandaag.")
    if new.dismissal_on is not None and new.entry != Intake.Entry.PREVENTIVE:
        fields["dismissal_on"] = gettext("Een ontslagdag hoort alleen bij wie met ontslag wordt bedreigd.")
    if fields:
        raise InvalidError(gettext("De intake kan zo niet beginnen."), fields=fields)


def _place(actor: Actor, location_id: UUID | None) -> str:
    """The name of a location of today. Raises InvalidError for one that is not there."""
    if location_id is None:
        return ""
    name = locations_to_choose(actor.employer_id).get(location_id)
    if name is None:
        sentence = gettext("Kies een locatie die er nu is.")
        raise InvalidError(gettext("Deze locatie is er niet."), sentence, fields={"location": sentence})
    return name
