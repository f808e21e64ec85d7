"""Which services fit a client today, judged by what the dossier tells to whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.norms.engine.fact_sets import FactSet, Statement, gather
from schakel.ground.norms.engine.judging import UNKNOWN
from schakel.ground.norms.providers import Gathered, Untold, facts_about
from schakel.ground.norms.registers import the_register
from schakel.ground.people.models import BenefitEntitlement
from schakel.ground.people.queries import entitlements_of
from schakel.jobseekers.services import access
from schakel.jobseekers.services.catalogue.judging import Judged, judge
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceFact
from schakel.jobseekers.services.queries.catalogue import LOCAL, services_of
from schakel.jobseekers.services.telling import (
    DERIVED,
    DIAGNOSED,
    TOLD,
    asked_facts,
    latest_result,
    noted_facts,
    section_of,
    stated,
    stated_distance,
    told_facts,
)

_ORDER = {"yes": 0, "unless": 1, "unknown": 2, "no": 3}


@dataclass
class Standing:
    """What is told of a client and how every service of today stands by it."""

    dossier_id: UUID
    on: date
    sections: Section
    facts: FactSet
    gathered: Gathered
    rights: list[BenefitEntitlement]
    services: list[Service]
    sources: Mapping[str, str]

    @cached_property
    def judged(self) -> dict[str, Judged]:
        """Every service by key, those that fit first."""
        found = [judged_service(service, self.facts) for service in self.services]
        ordered = sorted(found, key=lambda one: (_ORDER[one.verdict], not one.is_almost))
        return {one.service.key: one for one in ordered}

    def why_untold(self, name: str) -> Untold:
        """Why a fact is missing."""
        fact = the_catalogue().register.facts.get(name)
        if fact is not None and not section_of(fact) & self.sections:
            return Untold.CLOSED
        if name in asked_facts() or name in DERIVED:
            return Untold.CONTRADICTED if name in self.facts.contradicted else Untold.EMPTY
        return self.gathered.why_untold(name)


def judged_service(service: Service, facts: FactSet) -> Judged:
    """A service by these facts; an own service with a condition is for people to judge."""
    found = judge(service, facts, the_catalogue().register)
    is_text = service.key.startswith(LOCAL) and bool(service.remarks)
    return replace(found, verdict="unknown") if is_text else found


def standing_of(dossier_id: UUID, sections: Section) -> Standing:
    """How the services stand for a client by what may be read here; at most fourteen statements."""
    access.SEE.check_cell(current_context())
    today = clock.today()
    told = told_facts(dossier_id, today)
    result = latest_result(dossier_id, today) if sections & Section.DIAGNOSIS else None
    read = {TOLD: stated(told), DIAGNOSED: stated_distance(result)}
    gathered = facts_about(dossier_id, today, sections, read=read)
    rights = list(entitlements_of(dossier_id)) if sections & Section.BENEFIT else []
    own = _own_facts(told, dossier_id, today, sections)
    values = {**gathered.facts.values, **own.values, **_from_rights(rights, gathered.facts, today)}
    if result is not None:
        values |= {"trede": result["rung"], "fase": result["phase"]}
    sources = {statement.name: statement.source for statement in gathered.facts.statements}
    sources |= {statement.name: statement.source for statement in own.statements}
    facts = replace(
        gathered.facts, values=values, contradicted=gathered.facts.contradicted | own.contradicted
    )
    return Standing(
        dossier_id, today, sections, facts, gathered, rights,
        services_of(current_context().actor.organisation_id, today), sources,
    )  # fmt: skip


def _own_facts(told: Mapping[str, ServiceFact], dossier_id: UUID, on: date, sections: Section) -> FactSet:
    """What was told here and what the diagnosis noted; where these contradict, nothing is known."""
    said = [
        Statement(name, row.value, row.organisation.name)
        for name, row in told.items()
        if row.value is not None and _is_open(name, sections)
    ]
    return gather([*said, *noted_facts(dossier_id, on, sections)], the_catalogue().register)


def _is_open(name: str, sections: Section) -> bool:
    """Whether only services ask for this fact (others come by way of the norms), and it may be read."""
    fact = asked_facts().get(name)
    return fact is not None and name not in the_register().facts and bool(section_of(fact) & sections)


def _from_rights(rights: list[BenefitEntitlement], facts: FactSet, on: date) -> dict[str, Any]:
    """Months and hours of WW; a right whose hours are not known tells no hours."""
    found: dict[str, Any] = {}
    started = facts.values.get("ww_start")
    if isinstance(started, date):
        found["maanden_ww"] = whole_months(started, on)
    hours = [right.hours_per_week for right in rights if right.regime == "ww" and on in right.period]
    if hours and None not in hours:
        found["uren_ww"] = sum(hour or 0 for hour in hours)
    return found


def whole_months(start: date, on: date) -> int:
    """Whole months from a day up to another; none where it lies ahead."""
    months = (on.year - start.year) * 12 + on.month - start.month - (on.day < start.day)
    return max(0, months)


def open_facts(standing: Standing, judged: Judged) -> list[str]:
    """The facts that somebody could tell now to get an answer on a service."""
    names = [name for one in judged.rules if one.verdict == UNKNOWN for name in one.missing]
    asked = asked_facts()
    context = current_context()
    return [
        name
        for name in dict.fromkeys(names)
        if name in asked and access.may_tell(context, section_of(asked[name]) & standing.sections)
    ]
