"""What waits behind the entry with questions to a labour expert."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from schakel.ground.access.menus import Waiting
from schakel.jobseekers.diagnosis.queries.advice import count_waiting

MOST_SHOWN = 20


def advice_waits() -> Waiting | None:
    """How many questions wait for this labour expert; nothing where none do. One statement."""
    count = count_waiting(most=MOST_SHOWN + 1)
    if not count:
        return None
    if count > MOST_SHOWN:
        return Waiting(f"{MOST_SHOWN}+", gettext("meer dan %(count)d vragen") % {"count": MOST_SHOWN})
    return Waiting(str(count), ngettext("%(count)d vraag", "%(count)d vragen", count) % {"count": count})
