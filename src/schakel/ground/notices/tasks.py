"""The sender: takes what is due from the queue, in small steps, so that a killed sender loses nothing.

A notice is claimed before it is carried: its next attempt moves ahead in its own transaction. Killed in
between, it leaves again after the wait; a letter is then the same file, an e-mail has the same Message-ID.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connections

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.kernel.dates import as_day
from schakel.ground.notices.actions.delivering import note_sent, note_stopped
from schakel.ground.notices.models import Letterhead, Notice, State
from schakel.ground.notices.ports import Stop, addressee_of
from schakel.ground.notices.records import MOST_ATTEMPTS, next_attempt
from schakel.ground.notices.sending import stop_now
from schakel.ground.notices.transports import Parcel, carrier_of

SENDER = "batch"

_DUE = """
select id, attempts from notices_notice where state = 'queued' and due_at <= %s
 order by due_at, id limit 1 for update skip locked
"""
_CLAIM = "update notices_notice set attempts = attempts + 1, due_at = %s where id = %s"


def send_due(*, limit: int = 500) -> Counter[str]:
    """Send what is due, at most `limit`; returns how many were sent, held, failed, or wait for a next try."""
    outcomes: Counter[str] = Counter()
    for _ in range(limit):
        claimed = _claim()
        if claimed is None:
            break
        outcomes[_send(*claimed)] += 1
    return outcomes


def send_some() -> int:
    """The worker's errand: the next few; returns how many it took up."""
    return send_due(limit=20).total()


def _claim() -> tuple[UUID, int] | None:
    """The next notice that is due with the number of this attempt, out of the way of other senders."""
    with _at_work(), connections[SENDER].cursor() as cursor:
        cursor.execute(_DUE, [clock.now()])
        row = cursor.fetchone()
        if row is None:
            return None
        notice_id, attempts = row
        cursor.execute(_CLAIM, [clock.now() + next_attempt(attempts + 1), notice_id])
        return notice_id, attempts + 1


def _send(notice_id: UUID, attempt: int) -> str:
    with _at_work() as actor:
        notice = Notice.objects.using(SENDER).get(pk=notice_id)
        if notice.state != State.QUEUED:
            return "withdrawn"
        if stop := stop_now(notice.dossier_id, notice.transport):
            note_stopped(actor=actor, notice_id=notice_id, stop=Stop(stop))
            return "held"
        parcel = _parcel(notice)
    try:
        _carry(notice.transport, parcel)
    except OSError:
        return _give_up(notice_id) if attempt >= MOST_ATTEMPTS else "waits"
    with _at_work() as actor:
        note_sent(actor=actor, notice_id=notice_id)
    return "sent"


def _carry(transport: str, parcel: Parcel) -> None:
    carrier = carrier_of(transport)
    if carrier is None:
        raise OSError("no transport")
    carrier.carry(parcel)


def _give_up(notice_id: UUID) -> str:
    with _at_work() as actor:
        note_stopped(actor=actor, notice_id=notice_id, stop=Stop.TRANSPORT_FAILED)
    return "failed"


def _parcel(notice: Notice) -> Parcel:
    addressee = addressee_of(notice.dossier_id)
    if addressee is None:
        raise LookupError("an addressee that was there a moment ago")
    head = Letterhead.objects.using(SENDER).filter(pk=notice.organisation_id).first()
    return Parcel(
        id=notice.id,
        organisation_id=notice.organisation_id,
        day=as_day(notice.made_at),
        subject=notice.subject,
        body=notice.body,
        signed_by=notice.signed_by,
        head=head
        or Letterhead(organisation_id=notice.organisation_id, sender="", closing="Met vriendelijke groet,"),
        addressee=addressee,
    )


@contextmanager
def _at_work() -> Iterator[Actor]:
    actor = system_actor("Postkamer")
    with as_actor(actor, Purpose.ADMINISTRATION.value, using=SENDER):
        yield actor
