"""One notice leaving, by the service that sends: its state and its entry stand or fall together."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.permissions import SystemNeed, not_found
from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.notices.models import Notice, State
from schakel.ground.notices.ports import Stop
from schakel.ground.notices.records import things_of
from schakel.ground.notices.verbs import NoticeSent, NoticeStopped


@action(SystemNeed())
def note_sent(*, actor: Actor, notice_id: UUID) -> UUID:
    """It left; returns its id."""
    notice = _waiting(notice_id)
    _end(notice, State.SENT)
    content = NoticeSent(notice.transport, notice.subject)
    record(content, dossier_id=notice.dossier_id, things=things_of(notice))
    return notice.id


@action(SystemNeed())
def note_stopped(*, actor: Actor, notice_id: UUID, stop: Stop) -> UUID:
    """It may not leave, or five attempts failed; whoever wrote it decides what then. Returns its id."""
    notice = _waiting(notice_id)
    _end(notice, State.FAILED if stop == Stop.TRANSPORT_FAILED else State.HELD, why=stop.value)
    content = NoticeStopped(notice.transport, notice.subject, stop.value)
    record(content, dossier_id=notice.dossier_id, things=things_of(notice))
    return notice.id


def _waiting(notice_id: UUID) -> Notice:
    using = current_context().using
    notice = Notice.objects.using(using).filter(pk=notice_id, state=State.QUEUED).first()
    if notice is None:
        raise not_found()
    return notice


def _end(notice: Notice, state: State, why: str = "") -> None:
    notice.state, notice.why, notice.ended_at = state, why, clock.now()
    notice.version += 1
    notice.save(using=current_context().using, update_fields=["state", "why", "ended_at", "version"])
