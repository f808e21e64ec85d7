"""How many consultations wait to be read, as the menu shows it on every page."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from schakel.ground.access.menus import Waiting
from schakel.ground.dossiers.queries.messages import unread_of_actor

MOST_SHOWN = 99
"""Above this the figure says no more than that it is more: nobody counts them."""


def unread() -> Waiting | None:
    """What the entry Overleg says beside its name; nothing where all is read."""
    count = unread_of_actor(most=MOST_SHOWN + 1)
    if not count:
        return None
    if count > MOST_SHOWN:
        return Waiting(f"{MOST_SHOWN}+", gettext("meer dan %(count)d ongelezen") % {"count": MOST_SHOWN})
    return Waiting(
        str(count), ngettext("%(count)d ongelezen", "%(count)d ongelezen", count) % {"count": count}
    )
