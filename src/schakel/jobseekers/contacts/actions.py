"""Every write on contact moments, and a talk with everything that follows from it in one act (R085)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import file_draft
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.dates import as_day
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.contacts import access
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.plans.actions import NewAgreement, check_agreement, make_agreement


@dataclass(frozen=True, slots=True)
class ContactRecorded:
    """A contact moment with a client."""

    channel: str
    kind: str
    summary: str


@dataclass(frozen=True, slots=True)
class ContactCorrected:
    """A recorded contact moment was put right; the entry it supersedes stays."""

    channel: str
    kind: str
    summary: str
    was: str
    because: str


def register() -> None:
    """Make this room's verbs known."""
    register_verb(
        "contact.record",
        ContactRecorded,
        section=Section.CONTACTS,
        task=ChainTask.STRENGTHENING,
        heading=lambda c: _heading(c["kind"], c["channel"]),
        lines=lambda c: [c["summary"]],
    )
    register_verb(
        "contact.correct",
        ContactCorrected,
        section=Section.CONTACTS,
        task=ChainTask.STRENGTHENING,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Verbetering: %(what)s") % {"what": _heading(c["kind"], c["channel"])},
        lines=lambda c: [
            c["summary"],
            gettext("Eerder: %(was)s") % {"was": c["was"]},
            gettext("want %(why)s") % {"why": c["because"]},
        ],
    )


def _heading(kind: str, channel: str) -> str:
    kind_label = str(ContactMoment.Kind(kind).label)
    return f"{kind_label[:1].upper()}{kind_label[1:]}, {ContactMoment.Channel(channel).label}"


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact moment as told: when (aware), by which channel, of which kind, and what was said."""

    occurred_at: datetime
    channel: str
    kind: str
    summary: str


@action(access.RECORD)
def record_contact(*, actor: Actor, dossier_id: UUID, new: NewContact, draft_id: UUID | None = None) -> UUID:
    """Record a contact moment, also one of earlier; returns its id. The draft it was written in goes with it.

    Raises InvalidError for a moment in the future or after the client's death, or an empty summary.
    """
    _check(new)
    require_alive(dossier_id, as_day(new.occurred_at))
    contact_id = uuid7()
    entry_id = record(
        ContactRecorded(new.channel, new.kind, new.summary.strip()),
        dossier_id=dossier_id,
        things=[Thing("contact", contact_id), Thing("client", dossier_id)],
        occurred_at=new.occurred_at,
        precision="minute",
    )
    ContactMoment(
        id=contact_id,
        dossier_id=dossier_id,
        organisation_id=actor.employer_id,
        reader_id=actor.reader_id,
        occurred_at=new.occurred_at,
        channel=new.channel,
        kind=new.kind,
        summary=new.summary.strip(),
        entry_id=entry_id,
    ).save(force_insert=True)
    if draft_id is not None:
        file_draft(actor=actor, dossier_id=dossier_id, kind="contact", draft_id=draft_id)
    return contact_id


@action(access.RECORD)
def correct_contact(
    *,
    actor: Actor,
    dossier_id: UUID,
    contact_id: UUID,
    new: NewContact,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Put a contact moment of the actor's own organisation right; returns its id.

    The earlier entry stays in the journal and is superseded. Raises StaleVersionError when somebody else
    corrected it meanwhile.
    """
    _check(new)
    if not because.strip():
        sentence = gettext("Schrijf op waarom u dit verbetert.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"because": sentence})
    require_alive(dossier_id, as_day(new.occurred_at))
    contact = ContactMoment.objects.filter(
        pk=contact_id, dossier_id=dossier_id, organisation_id=actor.employer_id
    ).first()
    if contact is None:
        raise not_found()
    was, earlier = contact.summary, contact.entry_id
    entry_id = record(
        ContactCorrected(new.channel, new.kind, new.summary.strip(), was, because.strip()),
        dossier_id=dossier_id,
        things=[Thing("contact", contact_id), Thing("client", dossier_id)],
        occurred_at=new.occurred_at,
        precision="minute",
        supersedes=earlier,
    )
    update_version(
        contact,
        expected_version,
        occurred_at=new.occurred_at,
        channel=new.channel,
        kind=new.kind,
        summary=new.summary.strip(),
        entry_id=entry_id,
    )
    return contact_id


def _check(new: NewContact) -> None:
    fields = {}
    if not new.summary.strip():
        fields["summary"] = gettext("Schrijf op wat er besproken is.")
    if new.occurred_at > clock.now():
        fields["occurred_at"] = gettext(
            "Een contact dat nog komt, is een afspraak. Kies een moment dat geweest is."
        )
    if fields:
        raise InvalidError(gettext("Het contact is nog niet compleet."), fields=fields)


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of an agreement, on the version of it that was read; row names its fields in the form."""

    agreement_id: UUID
    status: str
    result: str
    version: int
    row: str


@dataclass(frozen=True, slots=True)
class Talk:
    """All that a talk leads to; agreed and next_contact only where there is one."""

    contact: NewContact
    checked: Sequence[Checked] = ()
    agreed: NewAgreement | None = None
    next_contact: NewAgreement | None = None


@action(access.RECORD)
def hold_talk(*, actor: Actor, dossier_id: UUID, talk: Talk, draft_id: UUID | None = None) -> UUID:
    """Record a talk with everything that follows from it, or nothing; returns the contact's id.

    Raises InvalidError with each sentence at its own field, and whatever the acts within it raise.
    """
    with _fields():
        contact_id = record_contact(actor=actor, dossier_id=dossier_id, new=talk.contact, draft_id=draft_id)
    for one in talk.checked:
        with _fields(status=f"status_{one.row}", result=f"result_{one.row}"):
            check_agreement(
                actor=actor,
                dossier_id=dossier_id,
                agreement_id=one.agreement_id,
                status=one.status,
                result=one.result,
                expected_version=one.version,
            )
    _agree(actor, dossier_id, talk.agreed, "agree")
    _agree(actor, dossier_id, talk.next_contact, "next")
    return contact_id


def _agree(actor: Actor, dossier_id: UUID, new: NewAgreement | None, prefix: str) -> None:
    if new is None or actor.organisation_id is None:
        return
    with _fields(**{name: f"{prefix}_{name}" for name in ("what", "because", "duty", "due_on")}):
        make_agreement(actor=actor, dossier_id=dossier_id, organisation_id=actor.organisation_id, new=new)


@contextmanager
def _fields(**names: str) -> Iterator[None]:
    """Give the fields of a refusal within the talk the names that they have on its page."""
    try:
        yield
    except InvalidError as error:
        error.fields = {names.get(name, name): words for name, words in error.fields.items()}
        raise
