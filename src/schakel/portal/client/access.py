"""What acts and queries of the client's own pages need."""

from __future__ import annotations

from schakel.ground.access.permissions import writes
from schakel.ground.access.types import Section

GIVE_VIEW = writes(Section.PLAN)
