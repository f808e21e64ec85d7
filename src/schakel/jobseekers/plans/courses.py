"""A standard course as it is written: its steps, and what a course must say to be of use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.jobseekers.plans.models import Agreement

MOST_STEPS = 12
MOST_WEEKS = 104
LINE, NAME = 200, 80


@dataclass(frozen=True, slots=True)
class StandardStep:
    """A step of a standard course; weeks counts from the day on which a plan begins."""

    what: str
    because: str
    duty: str
    weeks: int
    check_by: str = ""


def problems_of_course(name: str, steps: Sequence[StandardStep]) -> dict[str, str]:
    """What is wrong, by field; the fields of step n are called what_n, because_n, duty_n and weeks_n."""
    fields = {}
    if not 0 < len(name.strip()) <= NAME:
        fields["name"] = gettext("Geef de standaard een naam van hoogstens %(n)s tekens.") % {"n": NAME}
    if not 0 < len(steps) <= MOST_STEPS:
        fields["what_1"] = gettext("Noem 1 tot en met %(n)s stappen.") % {"n": MOST_STEPS}
    for place, step in enumerate(steps, start=1):
        fields |= {f"{key}_{place}": words for key, words in _problems_of(step).items()}
    return fields


def _problems_of(step: StandardStep) -> dict[str, str]:
    found = {}
    if not 0 < len(step.what.strip()) <= LINE:
        found["what"] = gettext("Schrijf op wat er gebeurt, in hoogstens %(n)s tekens.") % {"n": LINE}
    if not 0 < len(step.because.strip()) <= LINE:
        found["because"] = gettext("Schrijf op waarom, in hoogstens %(n)s tekens.") % {"n": LINE}
    if step.duty not in Agreement.Duty.values:
        found["duty"] = gettext("Kies wie dit doet.")
    if not 0 <= step.weeks <= MOST_WEEKS:
        found["weeks"] = gettext("Kies 0 tot en met %(n)s weken.") % {"n": MOST_WEEKS}
    return found
