"""Recording what protects a client: death, detention, an interpreter, a representative, safety."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.people import access
from schakel.ground.people.addresses import checked_address
from schakel.ground.people.models import Client, Protection, Representative
from schakel.ground.people.protecting import (
    NewRepresentative,
    NewSafetyAgreement,
    check_past,
    check_representative,
    check_review,
    check_safety,
    check_source,
    latest_safety_review,
    refuse,
)
from schakel.ground.people.records import flag_client, record_start, start_protection, things_of
from schakel.ground.people.verbs import DeathRecorded, SafetyAgreed

Kind = Protection.Kind


@action(access.KEEP_IDENTITY)
def record_death(*, actor: Actor, dossier_id: UUID, died_on: date, source: str) -> UUID:
    """Record that the client died; from then on nothing leaves for them. Returns the protection's id.

    Raises InvalidError for a day to come or before the client's birth, or without a source.
    """
    fields: dict[str, str] = {}
    check_source(source, fields)
    check_past("died_on", died_on, fields)
    born = Client.objects.get(pk=dossier_id).birth_date
    if born is not None and died_on < born:
        fields["died_on"] = gettext("Deze dag ligt voor de geboortedatum. Kijk het na.")
    refuse(fields, gettext("Dit overlijden is nog niet compleet."))
    row = start_protection(actor, dossier_id, Kind.DEATH, died_on, source)
    flag_client(dossier_id, deceased_on=died_on)
    content = DeathRecorded(died_on.isoformat(), row.source)
    record(content, dossier_id=dossier_id, things=things_of(row))
    return row.id


@action(access.CHANGE_BENEFIT)
def record_detention(
    *, actor: Actor, dossier_id: UUID, valid_from: date, source: str, review_on: date | None = None
) -> UUID:
    """Record that the client is detained since a day; who pays a benefit sees it. Returns its id."""
    fields: dict[str, str] = {}
    check_source(source, fields)
    check_past("valid_from", valid_from, fields)
    check_review(review_on, fields)
    refuse(fields, gettext("Deze detentie is nog niet compleet."))
    row = start_protection(actor, dossier_id, Kind.DETENTION, valid_from, source, review_on=review_on)
    record_start(row)
    return row.id


@action(access.KEEP_IDENTITY)
def arrange_interpreter(*, actor: Actor, dossier_id: UUID, language: str, source: str) -> UUID:
    """Record that a conversation needs an interpreter, and for which language. Returns its id."""
    fields: dict[str, str] = {}
    check_source(source, fields)
    if not language.strip():
        fields["language"] = gettext("Vul de taal in.")
    refuse(fields, gettext("De tolk is nog niet compleet vastgelegd."))
    row = start_protection(
        actor, dossier_id, Kind.INTERPRETER, clock.today(), source, language=language.strip()
    )
    flag_client(dossier_id, interpreter=row.language)
    record_start(row)
    return row.id


@action(access.KEEP_IDENTITY)
def appoint_representative(*, actor: Actor, dossier_id: UUID, new: NewRepresentative, source: str) -> UUID:
    """Record who represents the client by a court's order; letters go to them. Returns the protection's id.

    Raises InvalidError without court, number and date of the order, or without an address to write to.
    """
    check_representative(new)
    row = start_protection(actor, dossier_id, Kind.REPRESENTATIVE, new.valid_from, source or new.court)
    Representative(
        protection=row,
        client_id=dossier_id,
        capacity=new.capacity,
        name=new.name.strip(),
        phone=new.phone.strip(),
        email=new.email.strip(),
        court=new.court.strip(),
        document_number=new.document_number.strip(),
        document_on=new.document_on,
        **asdict(checked_address(new.address)),
    ).save(force_insert=True)
    flag_client(dossier_id, is_represented=True)
    record_start(row)
    return row.id


@action(access.KEEP_SAFETY)
def agree_on_safety(*, actor: Actor, dossier_id: UUID, new: NewSafetyAgreement, source: str) -> UUID:
    """Agree how contacts with the client go safely; shown to everyone who meets them. Returns its id.

    Raises InvalidError without reason, end and a review within the house norm, or where the client neither
    knows nor may know.
    """
    check_safety(new, latest_safety_review(actor.employer_id))
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(new).items()}
    row = start_protection(actor, dossier_id, Kind.SAFETY, clock.today(), source, **values)
    flag_client(dossier_id, has_safety_agreement=True)
    content = SafetyAgreed(
        row.words,
        row.because,
        new.until.isoformat(),
        new.review_on.isoformat(),
        new.told_on.isoformat() if new.told_on else None,
        row.not_told_because,
    )
    record(content, dossier_id=dossier_id, section=row.section, things=things_of(row))
    return row.id
