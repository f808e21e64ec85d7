"""Reading passings of regie: the last of a dossier, those the actor did, and whether they can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections
from django.db.models import OuterRef, Q, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import RegiePassing
from schakel.ground.dossiers.passings import holders_gone
from schakel.ground.journal.timeline import said_in
from schakel.ground.kernel.actors import current_context

Place = tuple[datetime, UUID]


class Way(TextChoices):
    """Whether a passing can be undone, or why not."""

    OPEN = "open", _("kan terug")
    UNDONE = "undone", _("teruggedraaid")
    TOUCHED = "touched", _("er is daarna in het dossier gewerkt")
    GONE = "gone", _("wie de regie had, werkt hier niet meer")


@dataclass(frozen=True, slots=True)
class PassingShown:
    """A passing with its way back; words are what was done since, as far as the actor may read that."""

    passing: RegiePassing
    way: Way
    words: str = ""


def last_passings(dossier_ids: Collection[UUID]) -> list[RegiePassing]:
    """Of each dossier the last passing by the actor's organisation that was not undone; one statement."""
    own = current_context().actor.employer_id
    found = RegiePassing.objects.filter(organisation_id=own, undone_at__isnull=True)
    last = found.filter(dossier_id=OuterRef("dossier_id")).order_by("-passed_at", "-id").values("pk")[:1]
    return list(found.filter(dossier_id__in=dossier_ids, pk=Subquery(last)).order_by("dossier_id"))


def passings_by_actor(*, limit: int, before: Place | None = None) -> list[PassingShown]:
    """At most so many passings that the actor did, last first, in dossiers still open to the actor."""
    found = RegiePassing.objects.filter(passed_by_id=current_context().actor.reader_id)
    if before is not None:
        moment, last = before
        found = found.filter(Q(passed_at__lt=moment) | Q(passed_at=moment, id__lt=last))
    rows = found.select_related("dossier__client").order_by("-passed_at", "-id")[:limit]
    return ways_back(list(rows))


def ways_back(passings: list[RegiePassing]) -> list[PassingShown]:
    """Each with its way back; five statements, however many."""
    done = [one for one in passings if one.undone_at is None]
    later, gone = later_entries(done), holders_gone(done)
    said = said_in(later.values()) if later else {}
    shown = []
    for one in passings:
        way, words = Way.OPEN, ""
        if one.undone_at is not None:
            way = Way.UNDONE
        elif one.pk in later:
            way, words = Way.TOUCHED, said.get(later[one.pk], ("", []))[0]
        elif one.pk in gone:
            way = Way.GONE
        shown.append(PassingShown(one, way, words))
    return shown


def later_entries(
    passings: Iterable[RegiePassing], *, apart_from: Iterable[UUID | str] = ()
) -> dict[UUID, UUID]:
    """For each passing after which somebody acted the first entry of that; apart from these acts."""
    ids = [one.pk for one in passings]
    if not ids:
        return {}
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(
            "select passing_id, entry_id from dossiers_passings_later(%s::uuid[], %s::uuid[])",
            [ids, list(apart_from)],
        )
        return dict(cursor.fetchall())
