"""What questions add to the one picture of a dossier: those that wait for an answer, and on whom."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.picture import Step, Told
from schakel.jobseekers.questions.queries import questions_of


def tell(dossier_id: UUID) -> Told:
    """A question waits on the organisation that took it in; what was asked stays on its own tab."""
    return Told(
        [
            Step(
                gettext("Een vraag van de cliënt beantwoorden"),
                q.answer_by,
                q.organisation_id,
                q.organisation.name,
            )
            for q in questions_of(dossier_id)
            if q.answered_at is None
        ]
    )
