"""What acts and queries on agreements need."""

from __future__ import annotations

from schakel.ground.access.permissions import reads, writes_for_work
from schakel.ground.access.types import Section

SEE = reads(Section.PLAN)
CHANGE = writes_for_work(Section.PLAN)
