"""Counts of completeness with gaps and targets, and times of forms; one noun per file."""

from schakel.programme.quality.models.counts import CompletenessCount, CompletenessGap, CompletenessRun
from schakel.programme.quality.models.form_time import FormTime, FormTimeConsent
from schakel.programme.quality.models.target import CompletenessTarget

__all__ = [
    "CompletenessCount",
    "CompletenessGap",
    "CompletenessRun",
    "CompletenessTarget",
    "FormTime",
    "FormTimeConsent",
]
