"""The requests for help with debts of a client."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.services import access
from schakel.jobseekers.services.models import DebtHelp

SHOWN = 12


def debt_helps_of(dossier_id: UUID) -> list[DebtHelp]:
    """The latest requests, newest first; one statement."""
    access.SEE_LIFE.check_cell(current_context())
    found = DebtHelp.objects.filter(dossier_id=dossier_id).select_related("organisation", "asked_by")
    return list(found.order_by("-asked_on", "-id")[:SHOWN])


def debt_help_visible(dossier_id: UUID, debt_id: UUID) -> DebtHelp:
    """One request. Raises NotFoundError."""
    access.SEE_LIFE.check_cell(current_context())
    found = DebtHelp.objects.filter(dossier_id=dossier_id, pk=debt_id).first()
    if found is None:
        raise not_found()
    return found
