"""Counts of completeness, the gaps they found, and what an organisation aims at; one noun per file."""

from schakel.programme.quality.models.counts import CompletenessCount, CompletenessGap, CompletenessRun
from schakel.programme.quality.models.target import CompletenessTarget

__all__ = ["CompletenessCount", "CompletenessGap", "CompletenessRun", "CompletenessTarget"]
