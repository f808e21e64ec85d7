"""What ties this room to the norms: which house norms its terms follow, and what it tells of a client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import Trajectory
from schakel.ground.norms.engine.fact_sets import Statement
from schakel.ground.norms.house import (
    COMPARE_FROM,
    HANDOVER_TAKEN_UP,
    JUDGEMENT_REVIEW,
    REST_KEPT,
    SHIELD_REVIEW,
)
from schakel.ground.norms.providers import FactSource, register_source
from schakel.ground.norms.uses import Use, UseKind, register_use

_TERMS = {
    HANDOVER_TAKEN_UP: _("Overdracht aan u, zolang u met de ander niets afsprak"),
    REST_KEPT: _("Dag tot wanneer een rustend dossier blijft"),
    SHIELD_REVIEW: _("Laatste dag om een afscherming opnieuw te bekijken"),
    JUDGEMENT_REVIEW: _("Laatste dag om een oordeel over uw gegevens opnieuw te bekijken"),
}


def register() -> None:
    """Make these ties known."""
    for key, label in _TERMS.items():
        register_use(key, Use(UseKind.TERM, label))
    register_use(COMPARE_FROM, Use(UseKind.FIGURE, _("Overdrachten in cijfers: minder wordt niet getoond")))
    register_source(FactSource("dossiers", _("Trajecten"), Section.PLAN, frozenset({"traject_actief"}), tell))


def tell(dossier_id: UUID, on: date) -> Iterator[Statement]:
    """Whether a trajectory runs; none on record says nothing: perhaps nobody wrote it down. One query."""
    found = Trajectory.objects.filter(dossier_id=dossier_id, began_on__lte=on).values_list(
        "ended_on", flat=True
    )
    ends = list(found)
    if ends:
        yield Statement("traject_actief", any(end is None or end > on for end in ends), "Trajecten")
