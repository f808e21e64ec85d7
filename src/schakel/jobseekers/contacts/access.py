"""What acts and queries on contact moments need."""

from __future__ import annotations

from schakel.ground.access.permissions import reads, works_on
from schakel.ground.access.types import Section

SEE = reads(Section.CONTACTS)
RECORD = works_on(Section.CONTACTS)
