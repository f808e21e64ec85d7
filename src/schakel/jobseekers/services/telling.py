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
from schakel.ground.kernel.actors import current_context
from schakel.ground.norms.engine.fact_sets import Statement
from schakel.ground.norms.engine.model import Fact
from schakel.ground.norms.house import figure_of, preset_figure
from schakel.ground.norms.providers import FactSource, register_source
from schakel.ground.norms.registers import the_register
from schakel.ground.norms.uses import Use, UseKind, register_teller, register_use
from schakel.jobseekers.diagnosis.models import DiagnosisResult
from schakel.jobseekers.diagnosis.queries.barriers import DEBTS, HEALTH_KINDS, RELATIONSHIP, barriers_of
from schakel.jobseekers.services.catalogue.judging import Judged
from schakel.jobseekers.services.catalogue.loading import facts_used
from schakel.jobseekers.services.catalogue.model import Service, Verdict
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceFact

TOLD, DIAGNOSED = "services", "diagnosis"
"""The names under which this room tells facts to the norms."""
NOTED = "Diagnose"
"""The source of what a diagnosis noted, on screen."""

DISTANCE = "afstand_groot"
OF_HEALTH, OF_EVENT = "zorg_vastgelegd", "gebeurtenis_vastgelegd"
"""That something was noted with the diagnosis; never what."""
EVENT_RECENT = "HOUSE-event-recent"
"""How long an event counts as recent."""
DERIVED = frozenset(
    {
        *("leeftijd", "ww_start", "maanden_ww", "uren_ww", "trede", "fase", "uitkering_bekend"),
        *(DISTANCE, OF_HEALTH, OF_EVENT),
    }
)
"""Facts that follow from what the dossier holds; nobody is asked for them here."""

BESIDE = frozenset({"uitkering_per_maand"})
"""Asked as well, though no rule looks at it: what a benefit costs stands beside the price of a service."""

_SECTION_OF_PURPOSE = {
    "income_decision": Section.BENEFIT,
    "enforcement": Section.ENFORCEMENT,
    "care": Section.LIFE_DOMAINS,
}
CLOSED_TO_MANY = Section.LIFE_DOMAINS | Section.HEALTH | Section.ENFORCEMENT
"""What is closed to many who read the plan: no answer that rests on it may stand there."""

_SECTION_OF_CATEGORY = {"special": Section.HEALTH, "criminal": Section.ENFORCEMENT}


def register() -> None:
    """Make these ties known."""
    facts = frozenset(name for name in asked_facts() if name in the_register().facts)
    register_source(FactSource(TOLD, _("Gegevens voor diensten"), Section.PLAN, facts, tell))
    register_source(
        FactSource(DIAGNOSED, _("Diagnose"), Section.DIAGNOSIS, frozenset({DISTANCE}), tell_distance)
    )
    register_teller("services", services_on)
    register_use(EVENT_RECENT, Use(UseKind.SERVICE, _("Diensten na een ingrijpende gebeurtenis")))


@lru_cache(maxsize=1)
def asked_facts() -> Mapping[str, Fact]:
    """The facts that rules of services look at and that somebody has to tell, by name."""
    catalogue = the_catalogue()
    used = {name for one in catalogue.services.values() for name in facts_used(one)} - DERIVED | BESIDE
    return {name: fact for name, fact in catalogue.register.facts.items() if name in used}


def section_of(fact: Fact) -> Section:
    """The section that a fact belongs to; what a diagnosis noted of life stands where it was noted."""
    if fact.name in {OF_HEALTH, OF_EVENT}:
        return Section.LIFE_DOMAINS
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
        yield Statement(DISTANCE, not result["is_near"], NOTED)


def noted_facts(dossier_id: UUID, on: date, sections: Section) -> Iterator[Statement]:
    """What diagnoses noted as standing in the way of work, to who may read the life domains (R066).

    Debts and a relationship are told as what stands in the way; of health and of an event it is told that
    something was noted, or that a diagnosis was concluded without. At most four statements; none for others.
    """
    noted = barriers_of(dossier_id, on) if sections & Section.LIFE_DOMAINS else None
    if noted is None:
        return
    if DEBTS in noted.kinds:
        yield Statement("schulden", True, NOTED)
    if noted.kinds & {DEBTS, RELATIONSHIP}:
        yield Statement("belemmering", True, NOTED)
    has_event = noted.event_on is not None and _is_recent(noted.event_on, on)
    for name, is_noted in ((OF_HEALTH, bool(noted.kinds & HEALTH_KINDS)), (OF_EVENT, has_event)):
        if is_noted or noted.is_whole:
            yield Statement(name, is_noted, NOTED)


def _is_recent(day: date, on: date) -> bool:
    organisation_id = current_context().actor.organisation_id
    figure = figure_of(EVENT_RECENT, organisation_id, on) if organisation_id else preset_figure(EVENT_RECENT)
    return figure.ahead(day) >= on


def rests_on_closed(service: Service) -> bool:
    """Whether a rule of the service looks at what is closed to many who read the plan."""
    facts = the_catalogue().register.facts
    return any(section_of(facts[name]) & CLOSED_TO_MANY for name in facts_used(service))


def verdict_for_the_plan(judged: Judged) -> Verdict:
    """The answer as it stands in the plan: unknown for every client where a rule looks at what is closed."""
    return "unknown" if rests_on_closed(judged.service) else judged.verdict


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
