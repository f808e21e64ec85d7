"""The actor's own clients who have two benefits at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schakel.ground.dossiers.models import Dossier, Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.people.models import BenefitEntitlement, regime_label
from schakel.ground.people.queries.situations import with_two_benefits

SHOWN = 200


@dataclass(frozen=True, slots=True)
class ConcurrentRow:
    """A client with two benefits or more: which, and who pays each."""

    dossier_id: UUID
    name: str
    number: str
    benefits: tuple[str, ...]


def concurrent_rows() -> list[ConcurrentRow]:
    """At most 200 clients of the actor, or in a queue of its teams, by name; two statements."""
    actor, today = current_context().actor, clock.today()
    mine = Participation.objects.on(today).filter(reader_id__in=actor.all_readers).values("dossier_id")
    found = Dossier.objects.filter(pk__in=mine).filter(pk__in=with_two_benefits())
    dossiers = list(found.select_related("client").order_by("client__sort_key", "pk")[:SHOWN])
    rights = BenefitEntitlement.objects.on(today).filter(client_id__in=[d.pk for d in dossiers])
    words: dict[UUID, list[str]] = {}
    for right in rights.select_related("organisation").order_by("valid_from", "id"):
        label = f"{regime_label(right.regime, right.valid_from)}, {right.organisation.name}"
        words.setdefault(right.client_id, []).append(label)
    return [ConcurrentRow(d.pk, d.client.full_name, d.number, tuple(words.get(d.pk, ()))) for d in dossiers]
