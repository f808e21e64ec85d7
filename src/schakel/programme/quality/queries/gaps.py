"""The dossiers behind a gap, as far as the actor may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef

from schakel.ground.dossiers.queries.listing import Found, Wanted, Who, find_dossiers
from schakel.programme.quality.models import CompletenessGap, CompletenessRun
from schakel.programme.quality.queries.counts import Group


def dossiers_lacking(
    run: CompletenessRun, field: str, team: Group | None, *, after: UUID | None, before: UUID | None
) -> Found:
    """A page of the dossiers in which a field was missing, by name; of all teams or of one.

    Starts from the lists of the actor's own readers, so that nobody else's dossiers are read or counted.
    """
    gaps = CompletenessGap.objects.filter(run=run, field=field, subject_id=OuterRef("dossier_id"))
    if team is not None:
        gaps = gaps.filter(team_id=team.team_id) if team.team_id else gaps.filter(team__isnull=True)
    return find_dossiers(Wanted(who=Who.ALL.value, after=after, before=before, also=Exists(gaps)))
