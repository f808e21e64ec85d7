"""What the acts on notices share: finding one, what an entry names, and when to try again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing
from schakel.ground.kernel.actors import Actor
from schakel.ground.notices.models import Notice

MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(minutes=5)


def next_attempt(attempts: int) -> timedelta:
    """How long to wait after that many failures: five minutes, twenty, eighty, over five hours."""
    return FIRST_WAIT * int(4 ** max(0, attempts - 1))


def own_notice(actor: Actor, dossier_id: UUID, notice_id: UUID) -> Notice:
    """A notice of the actor's own organisation in this dossier. Raises NotFoundError."""
    found = Notice.objects.filter(
        pk=notice_id, dossier_id=dossier_id, organisation_id=actor.employer_id
    ).first()
    if found is None:
        raise not_found()
    return found


def things_of(notice: Notice) -> list[Thing]:
    """What an entry about a notice is about."""
    return [Thing("notice", notice.id), Thing("client", notice.dossier_id)]
