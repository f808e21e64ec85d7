"""Reading improvement wishes: those of the whole chain, by state, newest or most shared first."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.ground.organisations.models import Wish, WishSupport

OPEN = (Wish.Status.NEW, Wish.Status.SEEN, Wish.Status.PLANNED)


def wishes(
    *, is_open: bool, limit: int, is_most_shared: bool = False, before: tuple[datetime, UUID] | None = None
) -> list[Wish]:
    """At most `limit` wishes: newest first before a place in the list, or the most shared first.

    Each carries people (who work around it, at least one) and is_mine (the actor is among them).
    """
    found = _counted().filter(status__in=OPEN) if is_open else _counted().exclude(status__in=OPEN)
    if is_most_shared:
        return list(found.order_by("-people", "-minutes_per_week", "-made_at", "-id")[:limit])
    if before is not None:
        moment, last = before
        found = found.filter(Q(made_at__lt=moment) | Q(made_at=moment, id__lt=last))
    return list(found.order_by("-made_at", "-id")[:limit])


def every_wish(limit: int) -> QuerySet[Wish]:
    """At most `limit` wishes in every state, newest first, for an export."""
    return _counted().order_by("-made_at", "-id")[:limit]


def own_wish(wish_id: UUID) -> Wish:
    """A wish of the actor's own organisation. Raises NotFoundError."""
    organisation_id = current_context().actor.employer_id
    found: Wish | None = _counted().filter(pk=wish_id, organisation_id=organisation_id).first()
    if found is None:
        raise not_found()
    return found


def _counted() -> QuerySet[Any]:
    reader_id = current_context().actor.reader_id
    mine = WishSupport.objects.filter(wish=OuterRef("pk"), reader_id=reader_id)
    found = Wish.objects.select_related("organisation").annotate(people=Count("supports") + 1)
    return found.annotate(is_mine=Exists(mine) | Q(reader_id=reader_id))
