"""What is known of a client, fact by fact, each with its sources side by side."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schakel.ground.dossiers import access
from schakel.ground.dossiers.facts import FACT_KINDS, FactKind
from schakel.ground.dossiers.models import Fact
from schakel.ground.kernel.actors import current_context


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One kind of fact with what each source says of it today, newest first."""

    kind: FactKind
    sources: list[Fact]

    @property
    def is_competing(self) -> bool:
        """Whether the sources say different things, or the client disputes one."""
        return len({fact.value for fact in self.sources}) > 1 or any(f.dispute for f in self.sources)

    def own(self, organisation_id: UUID | None) -> Fact | None:
        """What that organisation said."""
        return next((f for f in self.sources if f.source_organisation_id == organisation_id), None)

    def other(self, organisation_id: UUID | None) -> Fact | None:
        """The newest that somebody else said."""
        return next((f for f in self.sources if f.source_organisation_id != organisation_id), None)


def facts_of(dossier_id: UUID) -> list[KnownFact]:
    """Every kind of fact in order, known or not. Raises ForbiddenError when the table says no."""
    access.SEE_PROFILE.check_cell(current_context())
    rows = Fact.objects.filter(dossier_id=dossier_id, is_current=True).select_related("source_organisation")
    found: dict[str, list[Fact]] = {}
    for fact in rows.order_by("-obtained_on", "-id"):
        found.setdefault(fact.name, []).append(fact)
    return [KnownFact(kind, found.get(name, [])) for name, kind in FACT_KINDS.items()]


def own_fact(dossier_id: UUID, name: str) -> Fact | None:
    """What the actor's own organisation (or the client) says of it now."""
    source = current_context().actor.organisation_id
    found = Fact.objects.filter(dossier_id=dossier_id, name=name, is_current=True)
    return found.filter(source_organisation_id=source).first()
