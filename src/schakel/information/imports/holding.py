"""One run held by one act at a time, and what is told to who comes too late."""

from __future__ import annotations

from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import ConflictError
from schakel.information.imports.models import ImportRun

Status = ImportRun.Status
GOING_ON = (Status.PREVIEWED, Status.APPLYING, Status.STOPPED)
"""In which a person may take in the next rows, or hand them to the worker."""


def locked(organisation_id: UUID, run_id: UUID) -> ImportRun:
    """The run, held until the end of the transaction: two clicks work one after the other.

    Its key stays free, so that how far the worker is can be written beside the act.
    """
    found = ImportRun.objects.select_for_update(no_key=True).filter(
        pk=run_id, organisation_id=organisation_id
    )
    run = found.first()
    if run is None:
        raise not_found()
    return run


def shared(organisation_id: UUID, run_id: UUID) -> ImportRun:
    """The run, held together with others that take in rows of it; nobody stops or finishes it meanwhile."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(
            "select from imports_importrun where id = %s and organisation_id = %s for share",
            [run_id, organisation_id],
        )
    run = ImportRun.objects.filter(pk=run_id, organisation_id=organisation_id).first()
    if run is None:
        raise not_found()
    return run


def went_on() -> ConflictError:
    """What somebody is told whose next step was done already, or can not come yet."""
    return ConflictError(
        gettext("Dit bestand is al verder."),
        gettext("Iemand heeft het intussen verwerkt, of de kolommen zijn nog niet gekozen."),
        gettext("Open het bestand opnieuw in de lijst."),
    )
