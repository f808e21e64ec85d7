"""What the latest diagnosis noted as standing in the way of work, to judge services by (R066)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schakel.ground.dossiers.models import LifeDomain
from schakel.jobseekers.diagnosis.circumstances import CIRCUMSTANCE_KINDS
from schakel.jobseekers.diagnosis.models import Circumstance, Diagnosis

DEBTS, RELATIONSHIP, EVENT = "debts", "relationship", "event"
HEALTH_KINDS = frozenset(kind.name for kind in CIRCUMSTANCE_KINDS.values() if kind.domain == "health")
"""Kinds that say something of health, whatever the words are."""


LATEST = 5


@dataclass(frozen=True, slots=True)
class Barriers:
    """The kinds that were noted and the last day of an event; is_whole once a diagnosis was concluded.

    As long as it isn't, what nobody noted may still come.
    """

    kinds: frozenset[str]
    event_on: date | None
    is_whole: bool


def barriers_of(dossier_id: UUID, on: date) -> Barriers | None:
    """The barriers of the diagnosis that runs and of the last one concluded, as the actor may see them.

    None without a diagnosis. To who may not read the life domains it is as if nothing was noted, so ask for
    that section first. A barrier whose life domain was closed is left out. At most three statements.
    """
    ids, is_whole = _latest(dossier_id, on)
    if not ids:
        return None
    rows = Circumstance.objects.filter(diagnosis_id__in=ids, written_on__lte=on)
    said = list(rows.values_list("kind", "happened_on", "written_on"))
    open_ones = _open_domains(dossier_id, {CIRCUMSTANCE_KINDS[kind].domain for kind, _day, _written in said})
    kinds = {kind for kind, _day, _written in said if CIRCUMSTANCE_KINDS[kind].domain in open_ones}
    days = [happened or written for kind, happened, written in said if kind == EVENT]
    return Barriers(frozenset(kinds), max(days, default=None), is_whole)


def _latest(dossier_id: UUID, on: date) -> tuple[list[UUID], bool]:
    """The diagnoses down to the last one concluded, and whether there is one."""
    found = Diagnosis.objects.filter(dossier_id=dossier_id, withdrawn_on=None, begun_at__date__lte=on)
    ids = []
    for diagnosis_id, concluded_on in found.order_by("-begun_at", "-id").values_list("id", "concluded_on")[
        :LATEST
    ]:
        ids.append(diagnosis_id)
        if concluded_on is not None:
            return ids, True
    return ids, False


def _open_domains(dossier_id: UUID, asked: set[str]) -> set[str]:
    """Those of the life domains that are open; what needs none is always open."""
    needed = asked - {""}
    if not needed:
        return {""}
    found = LifeDomain.objects.filter(dossier_id=dossier_id, domain__in=needed)
    return {"", *found.exclude(state=LifeDomain.State.CLOSED).values_list("domain", flat=True)}
