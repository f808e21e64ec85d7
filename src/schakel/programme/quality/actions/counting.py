"""Asking the worker to count anew."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.programme.quality import access
from schakel.programme.quality.models import CompletenessRun
from schakel.programme.quality.queries import busy_run
from schakel.programme.quality.verbs.completeness import CountAsked


@action(access.COUNT)
def ask_count(*, actor: Actor, organisation_id: UUID) -> UUID:
    """Ask for a count of the organisation's dossiers as they are today; the worker does it.

    Returns the run's id. Raises ConflictError while another count of the organisation waits or runs.
    """
    if busy_run(organisation_id) is not None:
        raise ConflictError(
            gettext("Er wordt al geteld."),
            gettext("Een andere telling van uw organisatie is nog niet klaar."),
            gettext("Wacht tot die klaar is. Ververs deze pagina om te zien hoe ver zij is."),
        )
    today = clock.today()
    run = CompletenessRun(organisation_id=organisation_id, counted_on=today, asked_by=actor.name)
    run.asked_at = clock.now()
    run.save(force_insert=True)
    record(
        CountAsked(today.isoformat()),
        organisation_id=organisation_id,
        things=[Thing("completeness_run", run.id)],
    )
    return run.id
