"""Throwing away what nobody took in, and forgetting what can't be undone any more."""

from __future__ import annotations

from django.db import connections

from schakel.ground.access.permissions import SystemNeed
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.information.imports.queries import KEPT_FOR
from schakel.information.imports.verbs import ImportDiscarded

_OLD = "select run_id, organisation_id, file_digest from imports_discard(%s)"


@action(SystemNeed())
def discard_old(*, actor: Actor) -> int:
    """Throw away the files that were kept or checked 30 days ago and never taken in; returns how many.

    Leaves an entry in the stream of each organisation. What undoing would need is forgotten after as long.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_OLD, [clock.now() - KEPT_FOR])
        found = cursor.fetchall()
    for run_id, organisation_id, digest in found:
        content = ImportDiscarded(digest, KEPT_FOR.days)
        record(content, organisation_id=organisation_id, things=[Thing("import", run_id)])
    return len(found)
