"""Who takes part in a dossier, who holds its regie, and whom one may ask to join."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from schakel.ground.access.table import cells
from schakel.ground.access.types import DELIVERERS, GUIDES, PROFESSIONALS, Section, section_named
from schakel.ground.dossiers.models import Handover, Participation, Regie
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.prepared import prepared
from schakel.ground.organisations.models import Membership, Team
from schakel.ground.organisations.queries import directory

_WHO = ("professional", "team", "organisation")
REGIE_ROLES = GUIDES | DELIVERERS


def participations_of(dossier_id: UUID) -> list[Participation]:
    """Who takes part today: tasks before help, longest first."""
    return _participations(dossier_id, clock.today())


@prepared
def _participations(dossier_id: UUID, today: date) -> QuerySet[Participation]:
    found = Participation.objects.on(today).filter(dossier_id=dossier_id)
    return found.select_related(*_WHO).order_by("-kind", "valid_from", "id")


def regies_of(dossier_id: UUID) -> list[Regie]:
    """Who holds regie today: of the chain first, then of each organisation."""
    return _regies(dossier_id, clock.today())


@prepared
def _regies(dossier_id: UUID, today: date) -> QuerySet[Regie]:
    found = Regie.objects.on(today).filter(dossier_id=dossier_id)
    return found.select_related(*_WHO).order_by("scope", "valid_from", "id")


def open_handovers_of(dossier_id: UUID) -> list[Handover]:
    """Handovers that nobody answered yet, oldest first."""
    return _open_handovers(dossier_id)


@prepared
def _open_handovers(dossier_id: UUID) -> QuerySet[Handover]:
    found = Handover.objects.filter(dossier_id=dossier_id, status=Handover.Status.SENT)
    return found.select_related("from_organisation", "to_organisation", "to_team").order_by("sent_at")


def who(row: Participation | Regie) -> str:
    """The name of the professional, or of the team whose queue it is."""
    if row.professional is not None:
        return row.professional.name
    return row.team.name if row.team is not None else ""


def sections_open_to(organisation_kind: str, role: str, on: date) -> Section:
    """What a participant of that kind and role may see in a dossier, for whichever purpose."""
    found = Section(0)
    for cell in cells():
        is_theirs = (cell.organisation_kind, cell.role) == (organisation_kind, role) and cell.level != "none"
        if is_theirs and cell.valid_from <= on and (cell.valid_to is None or on < cell.valid_to):
            found |= section_named(cell.section)
    return found


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """Somebody, or a team, whom one may choose: a membership or a team by its id, in words."""

    key: str
    reader_id: int
    name: str
    organisation: str
    role: str


def seats_found(words: str, *, limit: int = 25) -> list[SeatChoice]:
    """Professionals and teams in the chain with these words in their name or organisation."""
    if not words.strip():
        return []
    text = words.strip()
    teams = Team.objects.on(clock.today()).filter(
        Q(name__icontains=text) | Q(organisation__name__icontains=text)
    )
    rows = teams.select_related("organisation").order_by("organisation__name", "name")[:limit]
    found = [SeatChoice(f"team:{t.pk}", t.reader_id, t.name, t.organisation.name, t.role) for t in rows]
    people = directory(text, limit=limit)
    return found + [
        SeatChoice(f"person:{m.pk}", m.reader_id, m.professional.name, m.organisation.name, m.role)
        for m in people
        if m.role in PROFESSIONALS
    ]


def colleagues_for_regie(
    participations: Iterable[Participation], organisation_id: UUID | None
) -> QuerySet[Membership]:
    """Memberships that may be given the regie: who takes part, and the own colleagues; not oneself."""
    chosen = Q(reader_id__in=[p.reader_id for p in participations])
    if organisation_id is not None:
        chosen |= Q(organisation_id=organisation_id)
    found = Membership.objects.on(clock.today()).filter(chosen, role__in=REGIE_ROLES)
    found = found.exclude(reader_id=current_context().actor.reader_id)
    return found.select_related("professional", "organisation").order_by("professional__sort_key", "id")


def teams_elsewhere(organisation_id: UUID | None) -> QuerySet[Team]:
    """Teams of other organisations that a dossier may be handed to, by organisation."""
    found = Team.objects.on(clock.today())
    if organisation_id is not None:
        found = found.exclude(organisation_id=organisation_id)
    return found.select_related("organisation").order_by("organisation__name", "name")
