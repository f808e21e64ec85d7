"""What an organisation set for itself and its successor must set again: none of it is taken over unseen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.kernel.periods import Dated
from schakel.ground.norms.models import LocalNorm, OwnFigure
from schakel.ground.notices.models import Letterhead, NoticeTemplate, Paragraph


@dataclass(frozen=True, slots=True)
class SetAgain:
    """Something of which so many hold at the organisations that go up in another."""

    label: str | Promise
    count: int


def set_again(organisation_ids: Collection[UUID]) -> list[SetAgain]:
    """What these organisations set and still holds or is to come, without what none of them has.

    Ordinances stay those of the council that made them until the new one decides (Wet arhi art. 28), and two
    predecessors may have set the same figure differently: so nothing moves along by itself.
    """
    rows: list[tuple[str | Promise, QuerySet[Any]]] = [
        (_("huisnormen, ook voor signalen"), _holding(OwnFigure).exclude(value=None)),
        (_("plaatselijke regels"), _holding(LocalNorm)),
        (_("teksten voor brieven"), _holding(NoticeTemplate)),
        (_("standaardalinea’s"), _holding(Paragraph)),
        (_("briefhoofden"), Letterhead.objects.all()),
    ]
    found = [
        SetAgain(label, kept.filter(organisation_id__in=organisation_ids).count()) for label, kept in rows
    ]
    return [one for one in found if one.count]


def _holding(model: type[Dated]) -> QuerySet[Any]:
    """Rows that hold today or later; one ended on its first day never held."""
    holds = Q(valid_to=None) | Q(valid_to__gt=clock.today()) & Q(valid_to__gt=F("valid_from"))
    return model._default_manager.filter(holds)
