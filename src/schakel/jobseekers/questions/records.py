"""Taking rows of this room away when their entries are erased."""

from __future__ import annotations

from uuid import UUID

from schakel.jobseekers.questions.models import ClientQuestion


def remove_question(dossier_id: UUID, question_id: UUID) -> None:
    """Take a question away with its answer, within the act that erases its entries."""
    ClientQuestion.objects.filter(pk=question_id, dossier_id=dossier_id).delete()
