"""What is recorded of the agreed steps of an intake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.jobseekers.intake.models import IntakeStep


@dataclass(frozen=True, slots=True)
class StepAgreed:
    """From now on this step is done so."""

    step: str
    role: str
    working_days: int
    outcome: str
    owner: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step is agreed no longer."""

    step: str


def register() -> None:
    """Make these verbs known."""
    about: dict[str, Any] = {"section": None, "task": ChainTask.INTAKE}
    register_verb("intake.agree_step", StepAgreed, **about, heading=_agreed, lines=lambda c: [c["outcome"]])
    register_verb(
        "intake.end_step",
        StepEnded,
        **about,
        heading=lambda c: (
            gettext("Stap van de intake beëindigd: %(step)s") % {"step": IntakeStep.Step(c["step"]).label}
        ),
    )


def _agreed(content: Any) -> str:
    return gettext("Stap van de intake: %(step)s, binnen %(days)s werkdagen") % {
        "step": IntakeStep.Step(content["step"]).label,
        "days": content["working_days"],
    }
