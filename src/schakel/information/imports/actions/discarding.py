"""Throwing away what nobody took in."""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from schakel.ground.access.permissions import SystemNeed
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.information.imports.holding import went_on
from schakel.information.imports.queries import KEPT_FOR
from schakel.information.imports.verbs import ImportDiscarded

_DISCARD = "select organisation_id, file_digest from imports_discard(%s, %s)"


@action(SystemNeed())
def discard_file(*, actor: Actor, run_id: UUID) -> UUID:
    """Throw away a file that was kept or checked 30 days ago and never taken in; returns the run's id.

    Leaves an entry in the stream of its organisation. Raises ConflictError for any other file.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_DISCARD, [run_id, clock.now() - KEPT_FOR])
        row = cursor.fetchone()
    if row is None:
        raise went_on()
    organisation_id, digest = row
    content = ImportDiscarded(digest, KEPT_FOR.days)
    record(content, organisation_id=organisation_id, things=[Thing("import", run_id)])
    return run_id
