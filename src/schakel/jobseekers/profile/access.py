"""What acts and queries on the work profile need."""

from __future__ import annotations

from schakel.ground.access.permissions import reads, writes
from schakel.ground.access.types import Section

SEE = reads(Section.WORK_PROFILE)
CHANGE = writes(Section.WORK_PROFILE)
