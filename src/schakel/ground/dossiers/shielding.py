"""Whether a dossier is shielded, and who are its named readers: what other acts ask before they go on."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.dossiers.models import NamedReader, Shield
from schakel.ground.dossiers.seats import Seat
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import ConflictError


def shield_on(dossier_id: UUID) -> Shield | None:
    """The shield that holds today, with who placed it; None also where the actor may not see the dossier."""
    found = Shield.objects.on(clock.today()).filter(dossier_id=dossier_id)
    return found.select_related("placed_by", "colleague").first()


def check_may_read(dossier_id: UUID, seat: Seat) -> None:
    """Raise ConflictError when the dossier is shielded and the seat is none of its named readers.

    Else somebody would become responsible for a dossier that stays closed to them.
    """
    if shield_on(dossier_id) is None:
        return
    named = NamedReader.objects.on(clock.today()).filter(dossier_id=dossier_id, reader_id=seat.reader_id)
    if not named.exists():
        raise ConflictError(
            gettext("Dit dossier is afgeschermd."),
            gettext("Deze persoon of dit team is geen genoemde lezer, en zou het dossier niet zien."),
            gettext("Noem eerst een lezer, op de pagina Afscherming van dit dossier."),
        )


def closed_to_actor(dossier_ids: Collection[UUID]) -> dict[UUID, bool]:
    """Which of these a shield closes to the registrar at work, and whether each is a client of their own.

    Crosses row-level security on purpose: a file or BSN may name someone whose dossier is shielded.
    """
    if not dossier_ids:
        return {}
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from dossiers_closed(%s::uuid[])", [list(dossier_ids)])
        return dict(cursor.fetchall())


def check_open(dossier_ids: Collection[UUID]) -> None:
    """Raise ConflictError when a shield closes one of these dossiers to the registrar at work."""
    if closed_to_actor(dossier_ids):
        raise ConflictError(
            gettext("Meedoen kan hier niet."),
            gettext("Dit dossier kunt u niet openen."),
            gettext("Vraag de functionaris gegevensbescherming van uw organisatie om hulp."),
        )
