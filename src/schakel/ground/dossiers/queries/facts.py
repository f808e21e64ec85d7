"""What is known of a client, fact by fact, each with its sources side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.facts import FACT_KINDS, FactKind
from schakel.ground.dossiers.models import Fact
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.prepared import prepared


@dataclass(frozen=True, slots=True)
class Choice:
    """The source that was chosen, out of which, and why."""

    fact_id: UUID
    weighed: frozenset[UUID]
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One kind of fact with what each source says of it today, newest first."""

    kind: FactKind
    sources: list[Fact]
    choice: Choice | None = None

    @property
    def differs(self) -> bool:
        """Whether the sources say different things."""
        return len({fact.value for fact in self.sources}) > 1

    @property
    def is_settled(self) -> bool:
        """Whether somebody chose between these sources, and nothing was said since."""
        if self.choice is None:
            return False
        now = {fact.pk for fact in self.sources}
        return self.choice.fact_id in now <= self.choice.weighed

    @property
    def is_competing(self) -> bool:
        """Whether the sources differ without a choice between them, or a dispute waits for its answer."""
        return (self.differs and not self.is_settled) or any(f.is_disputed for f in self.sources)

    @property
    def chosen(self) -> Fact | None:
        """The source that the chain goes by, where the sources differ."""
        if not self.differs or not self.is_settled or self.choice is None:
            return None
        return next(fact for fact in self.sources if fact.pk == self.choice.fact_id)

    def own(self, organisation_id: UUID | None) -> Fact | None:
        """What that organisation said."""
        return next((f for f in self.sources if f.source_organisation_id == organisation_id), None)

    def other(self, organisation_id: UUID | None) -> Fact | None:
        """The newest that somebody else said."""
        return next((f for f in self.sources if f.source_organisation_id != organisation_id), None)


def facts_of(dossier_id: UUID) -> list[KnownFact]:
    """Every kind of fact in order, known or not. Raises ForbiddenError when the table says no."""
    access.SEE_PROFILE.check_cell(current_context())
    found: dict[str, list[Fact]] = {}
    for fact in _current(dossier_id):
        found.setdefault(fact.name, []).append(fact)
    return [_known(kind, found.get(name, [])) for name, kind in FACT_KINDS.items()]


@prepared
def _current(dossier_id: UUID) -> QuerySet[Any]:
    """Newest first, and on the row that was chosen by whom, when and why."""
    rows = Fact.objects.filter(dossier_id=dossier_id, is_current=True).select_related(
        "source_organisation", "answered_by"
    )
    rows = rows.annotate(
        choice=FilteredRelation("choices", condition=Q(choices__is_current=True)),
        chosen_weighed=F("choice__weighed"),
        chosen_because=F("choice__reason"),
        chosen_by=F("choice__chosen_by__name"),
        chosen_on=F("choice__chosen_on"),
    )
    return rows.order_by("-obtained_on", "-id")


def _known(kind: FactKind, sources: list[Fact]) -> KnownFact:
    return KnownFact(kind, sources, _choice(sources))


def _choice(sources: list[Any]) -> Choice | None:
    """The choice stands on the row that was chosen: no statement of its own."""
    fact = next((fact for fact in sources if fact.chosen_on is not None), None)
    if fact is None:
        return None
    weighed = frozenset(UUID(key) for key in fact.chosen_weighed)
    return Choice(fact.pk, weighed, fact.chosen_because, fact.chosen_by, fact.chosen_on)


def known_fact(dossier_id: UUID, name: str) -> KnownFact:
    """One kind of fact with its sources. Raises NotFoundError for a kind that is not there."""
    found = next((known for known in facts_of(dossier_id) if known.kind.name == name), None)
    if found is None:
        raise not_found()
    return found


def course_of_fact(dossier_id: UUID, name: str) -> list[Fact]:
    """All that was ever said of one kind of fact, newest first; at most 100."""
    found = Fact.objects.filter(dossier_id=dossier_id, name=name)
    found = found.select_related("source_organisation", "answered_by")
    return list(found.order_by("-obtained_on", "-id")[:100])


def own_fact(dossier_id: UUID, name: str) -> Fact | None:
    """What the actor's own organisation (or the client) says of it now."""
    source = current_context().actor.organisation_id
    found = Fact.objects.filter(dossier_id=dossier_id, name=name, is_current=True)
    return found.filter(source_organisation_id=source).first()
