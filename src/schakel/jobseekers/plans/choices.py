"""Choices to look back on: whose day has passed, and one of them by its entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import Participation
from schakel.ground.journal.timeline import DECISION, TimelineEntry, entries_named, origin_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.norms.house import figure_of
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import Expectation

DECISION_REVIEW = "HOUSE-decision-review"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice as it stands in the journal, and the section it belongs to."""

    entry: TimelineEntry
    section: Section

    @property
    def chosen(self) -> str:
        """What was chosen."""
        return str(self.entry.content["chosen"])

    @property
    def card(self) -> dict[str, Any]:
        """The choice as `web/components/decision.html` shows it."""
        others = [o["name"] for o in self.entry.content["options"] if o["name"] != self.chosen]
        return {**(self.entry.decision or {}), "considered": others}


def choice_named(dossier_id: UUID, entry_id: UUID) -> Choice:
    """The choice with this entry. Raises NotFoundError, also for one that was erased or taken back."""
    found = next(iter(entries_named(dossier_id, [entry_id])), None)
    if found is None or found.verb != DECISION or not found.content or found.is_superseded:
        raise not_found()
    return Choice(found, origin_of(entry_id).section)


def look_back_on(organisation_id: UUID) -> date:
    """The day for looking back on a choice of today, by the house norm of an organisation; one statement."""
    today = clock.today()
    return figure_of(DECISION_REVIEW, organisation_id, today).ahead(today)


def to_look_back_on(actor: Actor, *, limit: int, after: tuple[date, UUID] | None = None) -> list[Expectation]:
    """Choices in the actor's own dossiers whose day passed without a look back, oldest day first."""
    access.SEE.check_cell(current_context())
    today = clock.today()
    mine = Participation.objects.on(today).filter(reader_id=actor.reader_id).values("dossier_id")
    found = Expectation.objects.filter(dossier_id__in=mine, looked_back_on__isnull=True, by__lt=today)
    if after is not None:
        day, entry_id = after
        found = found.filter(Q(by__gt=day) | Q(by=day, entry_id__gt=entry_id))
    return list(found.select_related("dossier__client").order_by("by", "entry_id")[:limit])
