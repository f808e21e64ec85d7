"""Reading the last occupation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from schakel.ground.access.permissions import may
from schakel.ground.access.types import Level, Section
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.prepared import prepared
from schakel.ground.vocabulary.models import Load
from schakel.ground.vocabulary.queries import in_words, suggest
from schakel.jobseekers.profile import access
from schakel.jobseekers.profile.models import LastOccupation


def last_occupation_of(dossier_id: UUID) -> LastOccupation | None:
    """The last occupation, when the actor may see it."""
    access.SEE.check_cell(current_context())
    return next(iter(_occupations(dossier_id)), None)


@prepared
def _occupations(dossier_id: UUID) -> QuerySet[LastOccupation]:
    found = LastOccupation.objects.filter(dossier_id=dossier_id).select_related("source_organisation")
    return found.order_by("pk")[:1]


def suggestions_for(row: LastOccupation) -> list[dict[str, Any]]:
    """The concepts to choose from, best first: {"uri", "label", "via", "likeness"}, the last two in words.

    A title noted before any vocabulary was loaded gets its suggestions now.
    """
    found = row.suggestions or suggest([row.title])[0]
    return [in_words(suggestion) for suggestion in found]


def is_vocabulary_loaded() -> bool:
    """Whether there are occupations to choose from at all."""
    return Load.objects.exists()


def may_change() -> bool:
    """Whether the actor may note and confirm for the purpose in force."""
    context = current_context()
    return may(context.actor, context.purpose, Section.WORK_PROFILE, Level.WRITE).is_allowed


def work(dossier_id: UUID) -> dict[str, Any]:
    """What the panel on the dossier shows: the last occupation, if it is known."""
    return {"occupation": last_occupation_of(dossier_id), "dossier_id": dossier_id}
