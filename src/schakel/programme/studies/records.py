"""What the database does as the owner for the acts of this room: drawing and forgetting."""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.programme.studies.steps import STEPS


def draw(study_id: UUID) -> list[UUID]:
    """Fill the open places of a study by its order; the dossiers that were drawn, for their entries."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossier_id from studies_draw(%s, %s)", [study_id, clock.now()])
        return [row[0] for row in cursor.fetchall()]


def deliver(study_id: UUID) -> int:
    """Hand the cases of a study that take part to the lead of its joint study; how many, none under ten."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select studies_deliver(%s, %s)", [study_id, list(STEPS)])
        return int(cursor.fetchone()[0])


def end(study_id: UUID) -> None:
    """Forget whom a study was about, its cases and its key; the counts stay."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select studies_end(%s)", [study_id])
