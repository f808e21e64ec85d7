"""What acts on completeness need, and who may see it."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed
from schakel.ground.access.types import DELIVERERS, REGISTRARS, Role

_LEADERS = frozenset(
    {
        Role.TEAM_LEADER,
        Role.WORK_MANAGER,
        Role.REGIONAL_MANAGER,
        Role.POLICY_ADVISER,
        Role.MENTOR,
        Role.ADMINISTRATOR,
    }
)
OPENERS = REGISTRARS | DELIVERERS
"""Who may open the dossiers behind a figure, as far as those are theirs to see."""

VIEWERS = OPENERS | _LEADERS | {Role.BOARD_MEMBER}
COUNTERS = _LEADERS
COUNT = RoleNeed(COUNTERS)
TARGET_SETTERS = frozenset({Role.WORK_MANAGER, Role.ADMINISTRATOR})
SET_TARGET = RoleNeed(TARGET_SETTERS)
READERS_OF_TIMES = frozenset({Role.TEAM_LEADER, Role.WORK_MANAGER, Role.ADMINISTRATOR})
"""Who reads how much time forms cost, as counts without a person."""
KEEP_FORM_CONSENT = RoleNeed(frozenset({Role.ADMINISTRATOR}))
