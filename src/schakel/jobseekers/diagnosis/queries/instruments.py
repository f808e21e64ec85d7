"""The instruments a diagnosis can begin with: those of Schakel, and those that were loaded."""

from __future__ import annotations

from schakel.jobseekers.diagnosis.instruments.model import InstrumentContent
from schakel.jobseekers.diagnosis.instruments.shelf import own_instruments
from schakel.jobseekers.diagnosis.models import Instrument

SHOWN = 40


def usable() -> list[InstrumentContent]:
    """Ours first, then others' by title; an older version of ours that was used once is not offered."""
    ours = own_instruments()
    loaded = Instrument.objects.exclude(key__in=[one.key for one in ours]).order_by("title", "kept_at")
    return [*ours, *(row.content for row in loaded[:SHOWN])]
