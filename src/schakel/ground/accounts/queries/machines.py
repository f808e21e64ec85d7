"""Reading service identities, and finding the one that comes with a token."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.accounts import access
from schakel.ground.accounts.models import ServiceIdentity
from schakel.ground.accounts.records import digest_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context

MOST = 100
_STEP = timedelta(minutes=1)


def machines_of(organisation_id: UUID) -> list[ServiceIdentity]:
    """Those that still come in first, then the ones that ended; never more than 100 are made."""
    access.MANAGE.check(current_context(), {"organisation_id": organisation_id})
    found = ServiceIdentity.objects.filter(organisation_id=organisation_id)
    return sorted(found, key=lambda one: (one.ended_at is not None, one.name.casefold(), one.made_at))


def machine_of(organisation_id: UUID, machine_id: UUID) -> ServiceIdentity:
    """One of these that has not ended. Raises NotFoundError."""
    access.MANAGE.check(current_context(), {"organisation_id": organisation_id})
    found = ServiceIdentity.objects.filter(organisation_id=organisation_id, pk=machine_id, ended_at=None)
    row = found.first()
    if row is None:
        raise not_found()
    return row


def machine_with(token: str, task: str) -> ServiceIdentity | None:
    """The program with this token, when it may do that task now."""
    now = clock.now()
    found = ServiceIdentity.objects.select_related("reader").filter(
        digest=digest_of(token), task=task, ended_at=None, expires_at__gt=now
    )
    return found.first()


def note_use(machine: ServiceIdentity) -> None:
    """Remember when it last came, to the minute."""
    now = clock.now()
    if machine.last_used_at is None or now - machine.last_used_at >= _STEP:
        ServiceIdentity.objects.filter(pk=machine.pk).update(last_used_at=now)
