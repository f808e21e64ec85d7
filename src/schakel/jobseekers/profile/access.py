"""What acts and queries on the work profile need."""

from __future__ import annotations

from schakel.ground.access.permissions import reads, works_on, writes
from schakel.ground.access.types import Section

SEE = reads(Section.WORK_PROFILE)
CHANGE = writes(Section.WORK_PROFILE)
LIMIT = works_on(Section.DIAGNOSIS)
"""What work must take into account is for who diagnoses; a client reads it and may dispute it."""
