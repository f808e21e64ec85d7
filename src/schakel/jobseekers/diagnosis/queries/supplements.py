"""What stands beside a diagnosis, as far as the actor may see it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from schakel.ground.access.permissions import not_found
from schakel.jobseekers.diagnosis.models import Ambition, Circumstance, MissingItem

SHOWN = 30


def missing_of(dossier_id: UUID, diagnosis_id: UUID) -> list[MissingItem]:
    """What is still to find out, of earlier diagnoses too, then what was found out for this one."""
    wanted = Q(diagnosis_id=diagnosis_id) | Q(done_on__isnull=True)
    found = MissingItem.objects.filter(wanted, dossier_id=dossier_id).select_related("organisation")
    return list(found.order_by("-done_on", "due_on", "id")[:SHOWN])


def missing_visible(dossier_id: UUID, item_id: UUID) -> MissingItem:
    """One thing that was missing. Raises NotFoundError."""
    found = MissingItem.objects.filter(pk=item_id, dossier_id=dossier_id).first()
    if found is None:
        raise not_found()
    return found


def ambitions_of(dossier_id: UUID) -> list[Ambition]:
    """Those of all diagnoses, newest first: an ambition does not end with a diagnosis."""
    found = Ambition.objects.filter(dossier_id=dossier_id).select_related("written_by", "organisation")
    return list(found.order_by("-written_on", "-id")[:SHOWN])


def circumstances_of(dossier_id: UUID) -> list[Circumstance]:
    """Those of all diagnoses that the actor may see, newest first."""
    found = Circumstance.objects.filter(dossier_id=dossier_id).select_related("written_by", "organisation")
    return list(found.order_by("-written_on", "-id")[:SHOWN])
