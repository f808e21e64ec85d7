"""What is signed: the plan about work as one value, and its digest. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from schakel.ground.kernel.canonical import canonical_text, plain
from schakel.jobseekers.plans.models import Plan, PlanGoal, PlanPart, PlanStep

Content = dict[str, Any]


def content_of(
    plan: Plan, number: int, goals: Iterable[PlanGoal], parts: Iterable[PlanPart], steps: Iterable[PlanStep]
) -> Content:
    """The plan whole, in plain values; parts on life domains stay out of what several organisations sign."""
    rows = [step for step in steps if not step.part.domain]
    value = {
        "plan": plan.pk,
        "number": number,
        "lead": {"organisation": plan.lead_organisation.name, "name": plan.lead.name},
        "contact_weeks": plan.contact_weeks,
        "baseline": {"label": plan.baseline_label, "on": plan.baseline_on},
        "target": plan.target_label,
        "goals": [{"id": goal.pk, "words": goal.words} for goal in goals],
        "parts": [_part(part, rows) for part in parts if not part.domain],
    }
    plain_value: Content = plain(value)
    return plain_value


def _part(part: PlanPart, steps: Iterable[PlanStep]) -> Content:
    return {
        "id": part.pk,
        "organisation": part.organisation.name,
        "aim": part.aim,
        "steps": [_step(step) for step in steps if step.part_id == part.pk],
    }


def _step(step: PlanStep) -> Content:
    return {
        "id": step.pk,
        "what": step.what,
        "because": step.because,
        "duty": step.duty,
        "due_on": step.due_on,
        "check_by": step.check_by,
        "deviation": step.deviation,
    }


def digest_of(content: Content) -> str:
    """The SHA-256 over the canonical text, in hexadecimal."""
    return sha256(canonical_text(content).encode()).hexdigest()
