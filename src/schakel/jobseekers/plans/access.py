"""What acts and queries on agreements need."""

from __future__ import annotations

from schakel.ground.access.permissions import reads, works_on
from schakel.ground.access.types import Section

SEE = reads(Section.PLAN)
CHANGE = works_on(Section.PLAN)
