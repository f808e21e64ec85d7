"""What this room tells the norms of a client, and which services rest on which norm (R300)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.kernel import clock
from schakel.ground.norms.engine.fact_sets import Statement
from schakel.ground.norms.engine.model import Fact
from schakel.ground.norms.providers import FactSource, register_source
from schakel.ground.norms.registers import the_register
from schakel.ground.norms.uses import Use, UseKind, register_teller
from schakel.jobseekers.diagnosis.models import DiagnosisResult
from schakel.jobseekers.services.catalogue.loading import facts_used
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceFact

TOLD, DIAGNOSED = "services", "diagnosis"
"""The names under which this room tells facts to the norms."""

DISTANCE = "afstand_groot"
DERIVED = frozenset(
    {"leeftijd", "ww_start", "maanden_ww", "uren_ww", "trede", "fase", "uitkering_bekend", DISTANCE}
)
"""Facts that follow from what the dossier holds; nobody is asked for them here."""

BESIDE = frozenset({"uitkering_per_maand"})
"""Asked as well, though no rule looks at it: what a benefit costs stands beside the price of a service."""

_SECTION_OF_PURPOSE = {
    "income_decision": Section.BENEFIT,
    "enforcement": Section.ENFORCEMENT,
    "care": Section.LIFE_DOMAINS,
}
_SECTION_OF_CATEGORY = {"special": Section.HEALTH, "criminal": Section.ENFORCEMENT}


def register() -> None:
    """Make these ties known."""
    facts = frozenset(name for name in asked_facts() if name in the_register().facts)
    register_source(FactSource(TOLD, _("Gegevens voor diensten"), Section.PLAN, facts, tell))
    register_source(
        FactSource(DIAGNOSED, _("Diagnose"), Section.DIAGNOSIS, frozenset({DISTANCE}), tell_distance)
    )
    register_teller("services", services_on)


@lru_cache(maxsize=1)
def asked_facts() -> Mapping[str, Fact]:
    """The facts that rules of services look at and that somebody has to tell, by name."""
    catalogue = the_catalogue()
    used = {name for one in catalogue.services.values() for name in facts_used(one)} - DERIVED | BESIDE
    return {name: fact for name, fact in catalogue.register.facts.items() if name in used}


def section_of(fact: Fact) -> Section:
    """The section that a fact told here belongs to."""
    by_category = _SECTION_OF_CATEGORY.get(fact.category)
    return by_category or _SECTION_OF_PURPOSE.get(fact.purpose, Section.PLAN)


def told_facts(dossier_id: UUID, on: date) -> dict[str, ServiceFact]:
    """The latest that was told of each fact up to a day, as far as the actor may see it; one statement."""
    found = ServiceFact.objects.filter(dossier_id=dossier_id, told_on__lte=on).select_related("organisation")
    return {row.name: row for row in found.order_by("id")}


def tell(dossier_id: UUID, on: date) -> Iterator[Statement]:
    """The facts of the norms that were told here. One query."""
    return stated(told_facts(dossier_id, on))


def stated(told: Mapping[str, ServiceFact]) -> Iterator[Statement]:
    """What was told here, as far as the norms know it; no statement."""
    known = the_register().facts
    for name, row in told.items():
        if name in known and row.value is not None:
            yield Statement(name, row.value, row.organisation.name)


def tell_distance(dossier_id: UUID, on: date) -> Iterator[Statement]:
    """Whether the latest diagnosis found a great distance to work. One query."""
    return stated_distance(latest_result(dossier_id, on))


def stated_distance(result: Mapping[str, Any] | None) -> Iterator[Statement]:
    """The distance that a diagnosis found, if there is one; no statement."""
    if result is not None:
        yield Statement(DISTANCE, not result["is_near"], "Diagnose")


def latest_result(dossier_id: UUID, on: date) -> dict[str, Any] | None:
    """Rung, phase and nearness of the latest diagnosis concluded up to a day; one statement."""
    found = DiagnosisResult.objects.filter(dossier_id=dossier_id, diagnosis__concluded_on__lte=on)
    latest = found.order_by("-diagnosis__concluded_on", "-diagnosis__begun_at")
    row = latest.values("rung", "phase", "is_near").first()
    return None if row is None else dict(row)


def services_on(norm_id: str) -> Iterator[Use]:
    """The services of today that rest on a norm; no statement."""
    for service in the_catalogue().on(clock.today()):
        if norm_id in service.all_norms:
            yield Use(UseKind.SERVICE, service.name, url=reverse("services:service", args=[service.key]))
