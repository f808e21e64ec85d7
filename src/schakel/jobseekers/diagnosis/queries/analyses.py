"""Partners' analyses of a client, as far as row-level security shows them."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.jobseekers.diagnosis.models import PartnerAnalysis

SHOWN = 60


def analyses_of(dossier_id: UUID) -> list[PartnerAnalysis]:
    """The latest of every partner and topic that the actor may see, newest first; one statement.

    Who guides sees all, an organisation that files sees its own.
    """
    found = PartnerAnalysis.objects.filter(dossier_id=dossier_id)
    named = found.select_related("organisation", "written_by")
    return list(named.order_by("-seen_on", "-id")[:SHOWN])


def analysis_visible(dossier_id: UUID, analysis_id: UUID) -> PartnerAnalysis:
    """One analysis of a dossier. Raises NotFoundError."""
    found = PartnerAnalysis.objects.filter(pk=analysis_id, dossier_id=dossier_id)
    row = found.select_related("organisation", "written_by").first()
    if row is None:
        raise not_found()
    return row


def analyses_from(occasion_id: UUID) -> list[PartnerAnalysis]:
    """What came back as the result of a bought service, newest first; one statement."""
    found = PartnerAnalysis.objects.filter(occasion_id=occasion_id, withdrawn_on=None)
    return list(found.select_related("organisation").order_by("-seen_on", "-id")[:SHOWN])
