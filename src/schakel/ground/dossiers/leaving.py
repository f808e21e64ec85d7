"""Nobody's role ends while they hold a regie; with the role ends what they took part in."""

from __future__ import annotations

from django.db import connections
from django.utils.translation import gettext, ngettext

from schakel.ground.dossiers.records import derive_grants
from schakel.ground.dossiers.verbs import ParticipantLeft
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.acts import check_constraints_now
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.models import Membership, Team


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


def holds_work(team: Team) -> ConflictError | None:
    """The refusal while clients wait in a team's queue, or a handover to it has no answer."""
    count = dossiers_led_by(team.reader_id)
    waiting = _handovers_to(team)
    if not count and not waiting:
        return None
    led = ngettext(
        "In de wachtrij staat nog %(count)d dossier.", "In de wachtrij staan nog %(count)d dossiers.", count
    )
    open_ones = ngettext(
        "Er wacht nog %(count)d overdracht op antwoord.",
        "Er wachten nog %(count)d overdrachten op antwoord.",
        waiting,
    )
    parts = [led % {"count": count}] if count else []
    parts += [open_ones % {"count": waiting}] if waiting else []
    return ConflictError(
        gettext("Dit team kan nu nog niet eindigen."),
        " ".join(parts),
        gettext("Laat collega's de cliënten eerst uit de rij nemen, en de overdrachten beantwoorden."),
    )


def _handovers_to(team: Team) -> int:
    """How many handovers wait for a team of the actor's own organisation; names none."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_handovers_to(%s)", [team.pk])
        return int(cursor.fetchone()[0])


def leave_all(membership: Membership) -> None:
    """End the participations of a member whose role ends, so that no client is told of a helper who left.

    Crosses row-level security for the administrator of their organisation, who opens no dossier. Why the role
    ended is between the member and the organisation: dossiers are not told.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_leave_all(%s)", [membership.reader_id])
        ids = [row[0] for row in cursor.fetchall()]
    if not ids:
        return
    derive_grants(ids)
    who, organisation = membership.professional.name, membership.organisation.name
    because = gettext("werkt hier niet meer in deze rol")
    content = ParticipantLeft(who, organisation, membership.role, because)
    for dossier_id in ids:
        record(content, dossier_id=dossier_id, things=[Thing("dossier", dossier_id)])
    check_constraints_now()
