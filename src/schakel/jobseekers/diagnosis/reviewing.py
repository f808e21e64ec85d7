"""Asking to lay an estimate beside what happened: prompted from above, kept when somebody looks back."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import connections

from schakel.ground.journal.decisions import EVALUATE, DecisionEvaluated
from schakel.ground.journal.writing import Recorded, subscribe
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.diagnosis.models import DiagnosisResult, EstimateReview
from schakel.jobseekers.diagnosis.records import keep_outcome

Prompt = EstimateReview.Prompt


def ask_to_compare(dossier_id: UUID, because: Prompt) -> None:
    """In the act in which a plan closed or somebody found work: ask to look back on the estimate that holds.

    Whoever does that act may be a provider who sees no diagnosis; nothing of it is told here. Nothing happens
    in a dossier without a concluded diagnosis.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select diagnosis_ask_to_compare(%s, %s)", [dossier_id, because.value])


def keep_review(recorded: Recorded) -> None:
    """In the act of looking back on a choice: when it was that of a diagnosis, keep what became of it."""
    said = recorded.content
    objects = json.loads(recorded.header)["objects"]
    entries = [UUID(thing["id"]) for thing in objects if thing["type"] == "entry"]
    if not isinstance(said, DecisionEvaluated) or not entries:
        return
    result = DiagnosisResult.objects.filter(decision_id=entries[0]).first()
    if result is not None:
        keep_outcome(result, said.outcome)


def register() -> None:
    """Listen to who looks back."""
    subscribe(EVALUATE, keep_review)
