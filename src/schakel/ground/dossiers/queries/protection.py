"""Shields with their readers, urgent looks that wait for judgement, and what came of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import NamedReader, Participation, Regie, Shield, UrgentLook
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.organisations.models import Membership

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who may see the shielded dossier; a holder of regie cannot be taken off."""

    id: UUID
    name: str
    organisation: str
    role: str
    is_holder: bool


def readers_of(shield: Shield) -> list[Named]:
    """The named readers of today, by name."""
    rows = list(
        NamedReader.objects.on(clock.today()).filter(shield=shield).order_by("professional__sort_key", "id")
    )
    ids = [row.reader_id for row in rows]
    members = Membership.objects.filter(reader_id__in=ids).select_related("professional", "organisation")
    known = {m.reader_id: m for m in members}
    held = Regie.objects.on(clock.today()).filter(dossier_id=shield.dossier_id)
    holders = set(held.values_list("reader_id", flat=True))
    return [_named(row, known[row.reader_id], row.reader_id in holders) for row in rows]


def _named(row: NamedReader, member: Membership, is_holder: bool) -> Named:
    role = str(member.get_role_display())
    return Named(row.pk, member.professional.name, member.organisation.name, role, is_holder)


def shields_to_review() -> list[Shield]:
    """The shields of dossiers that the actor sees, first the one to look at first; at most 50."""
    access.SEE.check_cell(current_context())
    found = Shield.objects.on(clock.today()).select_related("dossier__client", "placed_by")
    return list(found.order_by("review_on", "id")[:SHOWN])


def urgent_looks_to_judge() -> list[UrgentLook]:
    """Looks of others in the dossiers that the actor sees, not yet judged, oldest first; at most 50."""
    access.SEE.check_cell(current_context())
    own = Membership.objects.filter(reader_id=current_context().actor.reader_id).values("professional_id")
    found = UrgentLook.objects.filter(outcome=UrgentLook.Outcome.OPEN).exclude(professional_id__in=own)
    found = found.select_related("dossier__client", "professional", "organisation")
    return list(found.order_by("opened_at", "id")[:SHOWN])


def urgent_look_visible(dossier_id: UUID, look_id: UUID) -> UrgentLook:
    """An urgent look at a dossier that the actor sees. Raises NotFoundError."""
    found = (
        UrgentLook.objects.filter(pk=look_id, dossier_id=dossier_id).select_related("professional").first()
    )
    if found is None:
        raise not_found()
    return found


def urgent_looks_at(dossier_id: UUID) -> list[UrgentLook]:
    """The urgent looks at a dossier, newest first, for whoever sees it; at most 50."""
    found = UrgentLook.objects.filter(dossier_id=dossier_id)
    return list(found.order_by("-opened_at", "-id")[:SHOWN])


@dataclass(frozen=True, slots=True)
class OwnLook:
    """An urgent look of the actor: when, why and what another thought of it; never at whom."""

    opened_at: datetime
    urgency: str
    reason: str
    outcome: str
    review: str

    @property
    def urgency_words(self) -> str:
        """What could not wait, in words."""
        return str(UrgentLook.Urgency(self.urgency).label)

    @property
    def outcome_words(self) -> str:
        """The judgement, in words."""
        return str(UrgentLook.Outcome(self.outcome).label)


def own_urgent_looks(*, limit: int = 20) -> list[OwnLook]:
    """The actor's own urgent looks, newest first; the database answers for the own reader only."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from dossiers_own_urgent_looks(%s)", [limit])
        return [OwnLook(*row) for row in cursor.fetchall()]


def readers_without_regie(dossier_id: UUID) -> list[int]:
    """The readers of professionals who take part today and hold no regie."""
    today = clock.today()
    held = Regie.objects.on(today).filter(dossier_id=dossier_id).values("reader_id")
    found = Participation.objects.on(today).filter(dossier_id=dossier_id, professional__isnull=False)
    return list(found.exclude(reader_id__in=held).values_list("reader_id", flat=True))
