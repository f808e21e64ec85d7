"""What runs with providers and who pays, the talks about the end, and where a right is about to end."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import EndTalk, Trajectory
from schakel.ground.dossiers.queries.visible import sections_allowed


def running(dossier_id: UUID) -> list[Trajectory]:
    """The trajectories that did not end, the oldest first; row-level security leaves out what is not open."""
    found = Trajectory.objects.filter(dossier_id=dossier_id, ended_on=None)
    return list(found.select_related("provider", "payer", "next_payer").order_by("began_on", "id"))


def trajectories_of(dossier_id: UUID) -> list[Trajectory]:
    """All trajectories of a dossier, those that run first; none for who may not see plans."""
    if not sections_allowed() & Section.PLAN:
        return []
    found = Trajectory.objects.filter(dossier_id=dossier_id).select_related("provider", "payer", "next_payer")
    return sorted(found.order_by("-began_on", "id"), key=lambda row: row.ended_on is not None)


def end_talks_of(dossier_id: UUID) -> list[EndTalk]:
    """The talks about the end, the newest first; none for who may not see contacts."""
    if not sections_allowed() & Section.CONTACTS:
        return []
    found = EndTalk.objects.filter(dossier_id=dossier_id).select_related("organisation")
    return list(found.order_by("-held_on", "-id"))
