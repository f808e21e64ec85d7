"""Writing to a client: into the queue, out of it, and once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.ground.notices import access
from schakel.ground.notices.models import Notice, State
from schakel.ground.notices.ports import Stop
from schakel.ground.notices.records import own_notice, things_of
from schakel.ground.notices.sending import stop_now
from schakel.ground.notices.verbs import NoticeQueued, NoticeWithdrawn

MINUTES_TO_WITHDRAW = 10
"""How long a notice waits before it leaves: a figure of ours, so that a slip can be taken back."""

LONGEST_BODY = 8000


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A letter or e-mail as it will be read, with every field filled in."""

    transport: str
    subject: str
    body: str
    signed_by: str


@action(access.WRITE_TO_CLIENT)
def queue_notice(*, actor: Actor, dossier_id: UUID, new: NewNotice) -> UUID:
    """Write to the client of a dossier; it leaves after ten minutes. Returns the notice's id.

    Raises InvalidError for an empty text, ConflictError when nothing may leave for this client this way.
    """
    _require_words(new)
    if stop := stop_now(dossier_id, new.transport):
        raise ConflictError(gettext("Dit kan niet worden verstuurd."), str(Stop(stop).label), _remedy(stop))
    notice = Notice(
        id=uuid7(),
        dossier_id=dossier_id,
        organisation_id=actor.employer_id,
        reader_id=actor.reader_id,
        transport=new.transport,
        subject=new.subject.strip(),
        body=new.body.strip(),
        signed_by=new.signed_by.strip(),
        made_at=clock.now(),
        due_at=clock.now() + timedelta(minutes=MINUTES_TO_WITHDRAW),
    )
    notice.save(force_insert=True)
    record(
        NoticeQueued(notice.transport, notice.subject, notice.body),
        dossier_id=dossier_id,
        things=things_of(notice),
    )
    return notice.id


@action(access.WRITE_TO_CLIENT)
def withdraw_notice(
    *, actor: Actor, dossier_id: UUID, notice_id: UUID, because: str, expected_version: int | None
) -> UUID:
    """Take back what has not left yet; returns its id. Raises ConflictError when it left already."""
    notice = own_notice(actor, dossier_id, notice_id)
    if not because.strip():
        sentence = gettext("Schrijf op waarom u dit intrekt.")
        raise InvalidError(gettext("De reden ontbreekt."), fields={"because": sentence})
    if notice.state not in {State.QUEUED, State.HELD, State.FAILED}:
        raise ConflictError(
            gettext("Dit kan niet meer worden ingetrokken."),
            gettext("Het is al %(state)s.") % {"state": notice.get_state_display()},
            gettext("Schrijf de cliënt zo nodig opnieuw."),
        )
    update_version(notice, expected_version, state=State.WITHDRAWN, ended_at=clock.now())
    content = NoticeWithdrawn(notice.transport, notice.subject, because.strip())
    record(content, dossier_id=dossier_id, things=things_of(notice))
    return notice.id


@action(access.WRITE_TO_CLIENT)
def retry_notice(*, actor: Actor, dossier_id: UUID, notice_id: UUID, expected_version: int | None) -> UUID:
    """Put what was held or failed in the queue again; returns its id. Raises ConflictError for another."""
    notice = own_notice(actor, dossier_id, notice_id)
    if notice.state not in {State.HELD, State.FAILED}:
        raise ConflictError(
            gettext("Dit hoeft niet opnieuw."),
            gettext("Het is %(state)s.") % {"state": notice.get_state_display()},
        )
    update_version(
        notice, expected_version, state=State.QUEUED, why="", attempts=0, due_at=clock.now(), ended_at=None
    )
    content = NoticeQueued(notice.transport, notice.subject, notice.body)
    record(content, dossier_id=dossier_id, things=things_of(notice))
    return notice.id


def _require_words(new: NewNotice) -> None:
    fields = {}
    if not new.subject.strip():
        fields["subject"] = gettext("Vul het onderwerp in.")
    if not new.body.strip():
        fields["body"] = gettext("Schrijf de tekst.")
    if len(new.body) > LONGEST_BODY:
        fields["body"] = gettext("De tekst is langer dan 8000 tekens. Maak hem korter.")
    if fields:
        raise InvalidError(gettext("De brief is nog niet compleet."), fields=fields)


def _remedy(stop: str) -> str:
    remedies = {
        Stop.DECEASED: gettext("Er gaat niets meer naar deze cliënt. Neem contact op met de nabestaanden."),
        Stop.SECRET_ADDRESS: gettext("Geef de brief zelf, zonder adres, of vraag de cliënt hem op te halen."),
        Stop.NO_ADDRESS: gettext("Vraag de cliënt het adres en vul het in bij de gegevens."),
        Stop.NO_EMAIL: gettext("Vraag de cliënt het e-mailadres, of schrijf een brief."),
    }
    return str(remedies.get(Stop(stop), gettext("Kies een andere manier, of overleg met een collega.")))
