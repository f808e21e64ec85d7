"""Handovers on their way: to the actor's teams, and sent by the actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connections
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import Handover, HandoverPart, HandoverTalk
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.models import Organisation

_SHOWN = ("dossier__client", "from_organisation", "to_organisation", "to_team", "answered_by")
_MOVE_SHOWN = timedelta(days=90)
"""So long after a move was taken up its client can read what became different."""


def incoming() -> list[Handover]:
    """Open handovers to the actor's teams, those that wait for us first, by term; at most 100."""
    access.SEE.check_cell(current_context())
    found = _shown().filter(
        to_team__reader_id__in=current_context().actor.readers, status=Handover.Status.SENT
    )
    return list(found.order_by("waits_for", "due_on", "sent_at", "id")[:100])


def sent(*, limit: int = 30) -> list[Handover]:
    """What the actor sent and may still see, newest first."""
    access.SEE.check_cell(current_context())
    found = _shown().filter(from_reader_id=current_context().actor.reader_id)
    return list(found.order_by("-sent_at", "id")[:limit])


def received_handover(
    actor: Actor, dossier_id: UUID, handover_id: UUID, *, status: str = Handover.Status.SENT
) -> Handover:
    """A handover to the actor's organisation that is in this state. Raises NotFoundError, ConflictError."""
    own = actor.organisation_id
    handover = _shown().filter(pk=handover_id, dossier_id=dossier_id, to_organisation_id=own).first()
    if handover is None:
        raise not_found()
    if handover.status != status:
        raise ConflictError(
            gettext("Deze overdracht is al beantwoord."),
            gettext("Een collega was u voor."),
            gettext("Kijk in het dossier wie het oppakte."),
        )
    return handover


def sent_handover(actor: Actor, dossier_id: UUID, handover_id: UUID) -> Handover:
    """A handover that the actor's organisation sent, whatever became of it. Raises NotFoundError."""
    own = actor.organisation_id
    found = _shown().filter(pk=handover_id, dossier_id=dossier_id, from_organisation_id=own).first()
    if found is None:
        raise not_found()
    return found


def handover_visible(dossier_id: UUID, handover_id: UUID) -> Handover:
    """A handover to or from the actor's organisation. Raises NotFoundError."""
    own = current_context().actor.organisation_id
    ours = Q(to_organisation_id=own) | Q(from_organisation_id=own)
    found = _shown().filter(ours, pk=handover_id, dossier_id=dossier_id).first()
    if found is None:
        raise not_found()
    return found


def parts_of(handover_id: UUID) -> list[HandoverPart]:
    """What was handed over, as far as its section is open to the actor, in the order it was asked."""
    allowed = sections_allowed()
    rows = HandoverPart.objects.filter(handover_id=handover_id).order_by("place")
    return [row for row in rows if row.section_bit & allowed]


def talks_of(handover_id: UUID) -> list[HandoverTalk]:
    """The joint talks of a handover, the latest first; none for who may not see contacts."""
    if not sections_allowed() & Section.CONTACTS:
        return []
    found = HandoverTalk.objects.filter(handover_id=handover_id)
    shown = found.select_related("confirmed_by_sender", "confirmed_by_receiver", "location")
    return list(shown.order_by("-id"))


def handovers_of(dossier_id: UUID) -> list[Handover]:
    """All handovers of a dossier, the newest first; at most 50."""
    access.SEE.check_cell(current_context())
    return list(_shown().filter(dossier_id=dossier_id).order_by("-sent_at", "-id")[:50])


def last_move(dossier_id: UUID) -> Handover | None:
    """The newest handover because of a move that is under way, or was taken up in the last ninety days."""
    since = clock.now() - _MOVE_SHOWN
    waits = Q(status=Handover.Status.SENT)
    is_fresh = Q(status=Handover.Status.TAKEN_UP, answered_at__gte=since)
    found = Handover.objects.filter(waits | is_fresh, dossier_id=dossier_id, occasion=Handover.Occasion.MOVE)
    return found.select_related("from_organisation", "to_organisation").order_by("-sent_at").first()


@dataclass(frozen=True, slots=True)
class Stranded:
    """A handover that nobody can answer, without whom it is about."""

    id: UUID
    version: int
    sender: str
    team: str
    sent_at: datetime
    due_on: date


def stranded() -> list[Stranded]:
    """Handovers to teams of the administrator's organisation that ended or have nobody left; at most 100."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from dossiers_handovers_stranded()")
        rows = cursor.fetchall()
    names = dict(Organisation.objects.filter(pk__in={row[3] for row in rows}).values_list("pk", "name"))
    return [Stranded(r[0], r[2], names[r[3]], r[4], r[5], r[6]) for r in rows]


def _shown() -> QuerySet[Handover]:
    return Handover.objects.select_related(*_SHOWN)
