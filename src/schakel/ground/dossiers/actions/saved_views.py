"""Every write on lists: keeping and removing ways to look, and taking a list out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import SavedView
from schakel.ground.dossiers.verbs.lists import ListExported, ViewRemoved, ViewSaved
from schakel.ground.journal.reading import log_read
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations.models import Team

MOST_VIEWS = 20
MOST_EXPORTED = 1000


@dataclass(frozen=True, slots=True)
class NewView:
    """A way to look: its name, the filters as they stand in the address, and for whom it is."""

    name: str
    query: str
    team_id: UUID | None = None
    is_default: bool = False


@action(access.KEEP_VIEW)
def save_view(*, actor: Actor, organisation_id: UUID, new: NewView) -> UUID:
    """Keep a way to look, in place of the one of that name; returns its id.

    Raises NotFoundError for a team the actor isn't a member of, ConflictError beyond twenty.
    """
    team = _own_team(actor, new.team_id)
    own = SavedView.objects.filter(owner_id=actor.reader_id)
    if not own.filter(name=new.name).exists() and own.count() >= MOST_VIEWS:
        raise ConflictError(
            gettext("U heeft al %(count)s weergaven bewaard.") % {"count": MOST_VIEWS},
            gettext("Meer past niet in de lijst."),
            gettext("Verwijder er eerst een."),
        )
    if new.is_default:
        own.update(is_default=False)
    values = {"query": new.query, "team_id": new.team_id, "is_default": new.is_default}
    view, _is_new = SavedView.objects.update_or_create(
        owner_id=actor.reader_id, name=new.name, organisation_id=organisation_id, defaults=values
    )
    content = ViewSaved(new.name, team.name if team else "")
    record(content, organisation_id=organisation_id, things=[Thing("view", view.pk)])
    return view.pk


@action(access.KEEP_VIEW)
def remove_view(*, actor: Actor, organisation_id: UUID, view_id: UUID) -> UUID:
    """Remove one's own way to look; returns its id. Raises NotFoundError for another's."""
    view = SavedView.objects.filter(pk=view_id, owner_id=actor.reader_id).first()
    if view is None:
        raise not_found()
    view.delete()
    record(ViewRemoved(view.name), organisation_id=organisation_id, things=[Thing("view", view_id)])
    return view_id


@action(access.EXPORT)
def export_list(
    *, actor: Actor, organisation_id: UUID, dossier_ids: Collection[UUID], sections: Section, because: str
) -> UUID:
    """Note that a list leaves Schakel: the reason with the organisation, each dossier in the read log.

    Returns the entry's id. Raises InvalidError for an empty list or one that is too long.
    """
    if not 0 < len(dossier_ids) <= MOST_EXPORTED:
        raise InvalidError(
            gettext("Deze lijst kan niet worden uitgevoerd."),
            gettext("Een bestand heeft 1 tot %(count)s cliënten.") % {"count": MOST_EXPORTED},
            gettext("Maak de lijst korter of langer met de filters."),
        )
    log_read("dossiers:export", dossier_ids, sections)
    return record(ListExported(len(dossier_ids), because), organisation_id=organisation_id)


def _own_team(actor: Actor, team_id: UUID | None) -> Team | None:
    if team_id is None:
        return None
    team = Team.objects.filter(pk=team_id, reader_id__in=actor.readers).first()
    if team is None:
        raise not_found()
    return team
