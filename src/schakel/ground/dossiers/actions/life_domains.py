"""Opening a life domain for a question, working on it, and closing it with an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.consenting import ASKED_FOR, asks_consent
from schakel.ground.dossiers.domains import DOMAIN_KINDS
from schakel.ground.dossiers.models import Consent, LifeDomain, LifeDomainNote
from schakel.ground.dossiers.queries.life_domains import life_domain_visible
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.dossiers.verbs.life_domains import (
    LifeDomainClosed,
    LifeDomainNoted,
    LifeDomainOpened,
    LifeDomainTakenUp,
)
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version

State, Outcome = LifeDomain.State, LifeDomain.Outcome


@dataclass(frozen=True, slots=True)
class NewLifeDomain:
    """Which domain, the question for which it opens, whose question that is, and why it matters for work."""

    domain: str
    question: str
    asked_by: str
    because: str


@dataclass(frozen=True, slots=True)
class NewLifeDomainNote:
    """What became known, was said or was done; from whom one knows it, and on which day."""

    kind: str
    words: str
    source: str
    happened_on: date | None


@action(access.KEEP_LIFE_DOMAINS)
def open_life_domain(*, actor: Actor, dossier_id: UUID, new: NewLifeDomain) -> UUID:
    """Open a life domain for a question; returns its id.

    Where the access table asks consent, it stands on the consent that holds. Raises InvalidError without a
    question, whose it is or why, ConflictError while the domain is open.
    """
    _check_new(new)
    if (
        LifeDomain.objects.filter(dossier_id=dossier_id, domain=new.domain)
        .exclude(state=State.CLOSED)
        .exists()
    ):
        raise ConflictError(
            gettext("Dit leefgebied is al open."),
            gettext("Een collega was u voor."),
            gettext("Schrijf uw vraag erbij."),
        )
    seat = seat_of_actor(actor)
    row = LifeDomain(
        dossier_id=dossier_id,
        section_bit=int(Section.LIFE_DOMAINS),
        domain=new.domain,
        question=new.question.strip(),
        asked_by=new.asked_by,
        because=new.because.strip(),
        organisation_id=seat.organisation_id,
        opened_by_id=seat.person_id,
        opened_on=clock.today(),
        consent_id=_consent_id(actor, dossier_id),
    )
    row.save(force_insert=True)
    content = LifeDomainOpened(row.domain, row.question, row.asked_by, row.because, seat.organisation_name)
    record(content, dossier_id=dossier_id, things=[_thing(row)])
    return row.id


@action(access.KEEP_LIFE_DOMAINS)
def take_up_life_domain(
    *,
    actor: Actor,
    dossier_id: UUID,
    life_domain_id: UUID,
    worked_on_by: str,
    expected_version: int | None = None,
) -> UUID:
    """Say who works on the question, somebody else than before too; returns the domain's id."""
    row = _still_open(dossier_id, life_domain_id)
    if not worked_on_by.strip():
        raise InvalidError(
            gettext("Het is nog niet duidelijk wie eraan werkt."),
            fields={"worked_on_by": gettext("Vul in wie eraan werkt, met de organisatie.")},
        )
    update_version(row, expected_version, state=State.WORKED_ON, worked_on_by=worked_on_by.strip())
    content = LifeDomainTakenUp(row.domain, worked_on_by.strip())
    record(content, dossier_id=dossier_id, things=[_thing(row)])
    return row.id


@action(access.KEEP_LIFE_DOMAINS)
def note_life_domain(*, actor: Actor, dossier_id: UUID, life_domain_id: UUID, new: NewLifeDomainNote) -> UUID:
    """Write down what is known, said or done within an open domain; returns the note's id."""
    row = _still_open(dossier_id, life_domain_id)
    day = _check_note(new)
    seat = seat_of_actor(actor)
    note = LifeDomainNote(
        life_domain_id=row.id,
        dossier_id=dossier_id,
        section_bit=row.section_bit,
        kind=new.kind,
        words=new.words.strip(),
        source=new.source.strip(),
        happened_on=day,
        organisation_id=seat.organisation_id,
        written_by_id=seat.person_id,
    )
    note.save(force_insert=True)
    content = LifeDomainNoted(row.domain, note.kind, note.words, note.source)
    record(content, dossier_id=dossier_id, things=[_thing(row), Thing("life_domain_note", note.id)])
    return note.id


@action(access.KEEP_LIFE_DOMAINS)
def close_life_domain(
    *,
    actor: Actor,
    dossier_id: UUID,
    life_domain_id: UUID,
    outcome: str,
    words: str,
    expected_version: int | None = None,
) -> UUID:
    """Close a domain with what came of its question; returns its id. A new question opens a new one."""
    row = _still_open(dossier_id, life_domain_id)
    fields = {}
    if outcome not in Outcome.values:
        fields["outcome"] = gettext("Kies wat er van de vraag is geworden.")
    if not words.strip():
        fields["words"] = gettext("Schrijf in één zin op hoe het is afgelopen.")
    if fields:
        raise _incomplete(fields)
    update_version(
        row,
        expected_version,
        state=State.CLOSED,
        outcome=outcome,
        outcome_words=words.strip(),
        closed_on=clock.today(),
    )
    content = LifeDomainClosed(row.domain, outcome, words.strip())
    record(content, dossier_id=dossier_id, things=[_thing(row)])
    return row.id


def _consent_id(actor: Actor, dossier_id: UUID) -> UUID | None:
    """The consent on which the actor sees the domains; None for who reads them by law."""
    context = current_context()
    if not asks_consent(context):
        return None
    found = Consent.objects.on(clock.today()).filter(
        dossier_id=dossier_id,
        organisation_id=actor.employer_id,
        covers=int(ASKED_FOR),
        purpose=context.purpose,
    )
    return found.values_list("pk", flat=True).first()


def _still_open(dossier_id: UUID, life_domain_id: UUID) -> LifeDomain:
    row = life_domain_visible(dossier_id, life_domain_id)
    if row.is_closed:
        raise ConflictError(
            gettext("Dit leefgebied is afgerond."),
            gettext("Een collega sloot het af."),
            gettext("Open het opnieuw met een nieuwe vraag."),
        )
    return row


def _check_new(new: NewLifeDomain) -> None:
    fields = {}
    if new.domain not in DOMAIN_KINDS:
        fields["domain"] = gettext("Kies een leefgebied.")
    if not new.question.strip():
        fields["question"] = gettext("Schrijf de vraag op waarvoor u dit opent.")
    if new.asked_by not in LifeDomain.AskedBy.values:
        fields["asked_by"] = gettext("Kies wiens vraag dit is.")
    if not new.because.strip():
        fields["because"] = gettext("Schrijf op waarom dit nodig is voor de weg naar werk.")
    if fields:
        raise _incomplete(fields)


def _check_note(new: NewLifeDomainNote) -> date:
    fields, day = {}, new.happened_on
    if new.kind not in LifeDomainNote.Kind.values:
        fields["kind"] = gettext("Kies wat u vastlegt.")
    if not new.words.strip():
        fields["words"] = gettext("Schrijf op wat er is.")
    if not new.source.strip():
        fields["source"] = gettext("Vul in van wie u dit weet.")
    if day is None or day > clock.today():
        fields["happened_on"] = gettext("Kies vandaag of een eerdere dag.")
    if fields or day is None:
        raise _incomplete(fields)
    return day


def _incomplete(fields: dict[str, str]) -> InvalidError:
    return InvalidError(
        gettext("Er ontbreekt nog iets."),
        gettext("De cliënt leest dit mee."),
        gettext("Vul aan wat ontbreekt."),
        fields=fields,
    )


def _thing(row: LifeDomain) -> Thing:
    return Thing("life_domain", row.id)
