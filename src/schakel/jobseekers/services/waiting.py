"""What waits behind the entry with questions for agreement."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from schakel.ground.access.menus import Waiting
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.services.catalogue.levels import ROLES_OF_LEVEL, ApprovalLevel
from schakel.jobseekers.services.queries.approvals import count_to_decide

MOST_SHOWN = 20


def approvals_wait() -> Waiting | None:
    """How many wait for whoever has no day page; at most one statement, and none for who has one."""
    if current_context().actor.role in ROLES_OF_LEVEL[ApprovalLevel.COLLEAGUE]:
        return None
    count = count_to_decide(most=MOST_SHOWN + 1)
    if not count:
        return None
    if count > MOST_SHOWN:
        return Waiting(f"{MOST_SHOWN}+", gettext("meer dan %(count)d vragen") % {"count": MOST_SHOWN})
    return Waiting(str(count), ngettext("%(count)d vraag", "%(count)d vragen", count) % {"count": count})
