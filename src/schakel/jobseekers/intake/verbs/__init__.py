"""What is recorded of intakes."""

from __future__ import annotations

from schakel.jobseekers.intake.verbs import intake, offers

__all__ = ["register"]


def register() -> None:
    """Make this room's verbs known."""
    intake.register()
    offers.register()
