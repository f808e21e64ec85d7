"""How many consultations and questions wait for whoever acts, as the menu shows it on every page."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from schakel.ground.access.menus import Waiting
from schakel.ground.access.types import GUIDES
from schakel.ground.dossiers.queries.join_requests import count_to_answer
from schakel.ground.dossiers.queries.messages import unread_of_actor
from schakel.ground.kernel.actors import current_context

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


def questions_waiting() -> Waiting | None:
    """How many organisations' questions wait for who has no day page: whoever has one reads it there."""
    actor = current_context().actor
    if actor.role in GUIDES:
        return None
    count = count_to_answer(actor, most=MOST_SHOWN + 1)
    if not count:
        return None
    if count > MOST_SHOWN:
        return Waiting(
            f"{MOST_SHOWN}+", gettext("meer dan %(count)d te beantwoorden") % {"count": MOST_SHOWN}
        )
    words = ngettext("%(count)d te beantwoorden", "%(count)d te beantwoorden", count)
    return Waiting(str(count), words % {"count": count})
