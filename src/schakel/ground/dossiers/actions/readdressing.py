"""A handover to a team that is no more, or has nobody left: the administrator gives it to another team."""

from __future__ import annotations

from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.seats import seat_named
from schakel.ground.dossiers.verbs import HandoverReaddressed
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.ids import uuid7


@action(access.ARRANGE)
def readdress_handover(
    *, actor: Actor, organisation_id: UUID, handover_id: UUID, team_id: UUID, expected_version: int
) -> UUID:
    """Give a stranded handover to another team of the own organisation; returns the handover's id.

    Crosses row-level security for the administrator, who opens no dossier and learns of none whose it is.
    Raises ConflictError when somebody answered or readdressed it meanwhile.
    """
    to = seat_named(team_id=team_id)
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(
            "select dossiers_readdress(%s, %s, %s, %s)", [handover_id, team_id, expected_version, uuid7()]
        )
        dossier_id = cursor.fetchone()[0]
    if dossier_id is None:
        raise ConflictError(
            gettext("Deze overdracht is al verder."),
            gettext("Iemand beantwoordde haar, of een collega wees haar al toe."),
            gettext("Ververs de pagina en kijk wat er nog staat."),
        )
    records.derive_grants([dossier_id])
    things = [Thing("dossier", dossier_id), Thing("handover", handover_id), Thing("team", team_id)]
    record(HandoverReaddressed(to.name, to.organisation_name), dossier_id=dossier_id, things=things)
    check_constraints_now()
    return handover_id
