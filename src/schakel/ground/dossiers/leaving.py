"""Nobody's role ends while they hold a regie: a task always has someone who is responsible."""

from __future__ import annotations

from django.db import connections
from django.utils.translation import gettext, ngettext

from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.models import Membership


def dossiers_led_by(reader_id: int) -> int:
    """In how many dossiers a reader of the actor's own organisation holds a regie today; 0 for others.

    Counts across row-level security, since an administrator opens no dossier, and names none.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_led_by(%s)", [reader_id])
        return int(cursor.fetchone()[0])


def holds_regie(membership: Membership) -> ConflictError | None:
    """The refusal while this member still holds a regie."""
    count = dossiers_led_by(membership.reader_id)
    if not count:
        return None
    why = ngettext(
        "%(name)s heeft nog de regie in %(count)d dossier.",
        "%(name)s heeft nog de regie in %(count)d dossiers.",
        count,
    )
    return ConflictError(
        gettext("Deze rol kan nu nog niet eindigen."),
        why % {"name": membership.professional.name, "count": count},
        gettext("Laat een collega die regie eerst overnemen, of geef haar aan een team."),
    )
