"""What is recorded of intakes."""

from __future__ import annotations

from schakel.jobseekers.intake.verbs import home_visits, intake, offers, rules, steps

__all__ = ["HOME_VISITS", "register"]

HOME_VISITS = home_visits.NAMES


def register() -> None:
    """Make this room's verbs known."""
    intake.register()
    offers.register()
    home_visits.register()
    steps.register()
    rules.register()
