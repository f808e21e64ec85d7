"""What keeps an intake from being finished."""

from __future__ import annotations

from django.utils.translation import gettext

from schakel.jobseekers.intake.models import Intake


def what_lacks(intake: Intake) -> list[str]:
    """What keeps an intake from being finished, in sentences."""
    lacking = []
    if not intake.identity_document:
        lacking.append(gettext("Leg vast dat u de identiteit hebt vastgesteld."))
    if not intake.route:
        lacking.append(gettext("Kies de route na de intake."))
    return lacking
