"""The ways to look that the actor kept, and those that their teams share."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from schakel.ground.access.models import ReaderTeam
from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.models import SavedView
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.organisations.models import Membership, Team
from schakel.ground.organisations.queries.people import memberships_of_readers


def views_of_actor() -> list[SavedView]:
    """Own views and those of the actor's teams, by name; at most 60."""
    actor = current_context().actor
    found = SavedView.objects.filter(Q(owner_id=actor.reader_id) | Q(team__reader_id__in=actor.readers))
    return list(found.select_related("team").order_by("name", "id")[:60])


def own_view(view_id: UUID) -> SavedView:
    """A view that the actor kept. Raises NotFoundError."""
    found = SavedView.objects.filter(pk=view_id, owner_id=current_context().actor.reader_id).first()
    if found is None:
        raise not_found()
    return found


def own_teams() -> list[Team]:
    """The teams that the actor looks with today, by name."""
    return list(Team.objects.filter(reader_id__in=current_context().actor.readers).order_by("name", "id"))


def colleagues() -> list[Membership]:
    """Who is in a team with the actor today, by name, without the actor."""
    actor = current_context().actor
    if not actor.readers:
        return []
    readers = ReaderTeam.objects.on(clock.today()).filter(team_reader_id__in=actor.readers)
    others = readers.exclude(reader_id=actor.reader_id).values_list("reader_id", flat=True)[:200]
    return memberships_of_readers(others)
