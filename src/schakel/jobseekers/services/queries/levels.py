"""At which level a rule of a service may be passed at an organisation, and who can be asked there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.models import Absence, Membership
from schakel.ground.organisations.queries.availability import partner_of
from schakel.jobseekers.services.catalogue.levels import (
    ELSEWHERE,
    LIMITS,
    ROLES_OF_LEVEL,
    ApprovalLevel,
)
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.services.models import ServiceLevel

OFFERED = 100
Levels = Mapping[str, str]
"""The level by the key of a rule or limit."""


def levels_of(services: Iterable[Service], organisation_id: UUID | None) -> dict[str, dict[str, str]]:
    """The levels of these services by their keys: the organisation's own, or else ours; one statement."""
    levels = {service.key: default_levels(service) for service in services}
    if organisation_id is None:
        return levels
    found = ServiceLevel.objects.filter(organisation_id=organisation_id, service_key__in=levels)
    for row in found.order_by("service_key", "rule_key", "-id").distinct("service_key", "rule_key"):
        if row.rule_key in levels[row.service_key]:
            levels[row.service_key][row.rule_key] = row.level
    return levels


def default_levels(service: Service) -> dict[str, str]:
    """The levels that come with Schakel: of every rule that is no law, and of its limits."""
    rules = {rule.key: rule.level for rule in service.rules if not rule.is_firm}
    limits = {name: service.limits.get(name, ApprovalLevel.CHOOSER.value) for name in limits_of(service)}
    return rules | limits


def limits_of(service: Service) -> list[str]:
    """The limits that this service has: not every service can be extended."""
    return [name for name in LIMITS if name != "extension" or service.extension != "none"]


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody who can be asked; is_away says that another answers meanwhile."""

    membership: Membership
    is_away: bool


def approvers_for(level: str, actor: Actor) -> list[Approver]:
    """Who can be asked at this level: own organisation first, who is there before who is away.

    A colleague is offered after the fixed pair. Never the actor in another role. Two or three statements.
    """
    today = clock.today()
    me = Membership.objects.on(today).filter(reader_id=actor.reader_id).first()
    if me is None:
        return []
    found = Membership.objects.on(today).filter(role__in=ROLES_OF_LEVEL[level])
    found = found.exclude(professional_id=me.professional_id)
    near = found.filter(organisation_id=me.organisation_id)
    if level not in ELSEWHERE or near.exists():
        found = near
    named = found.select_related("professional", "organisation").order_by("professional__sort_key", "id")
    rows = list(named[:OFFERED])
    away = set(Absence.objects.on(today).filter(membership__in=rows).values_list("membership_id", flat=True))
    pair = partner_of(me.pk) if level == ApprovalLevel.COLLEAGUE else None
    ordered = sorted(rows, key=lambda one: (one.pk in away, pair is None or one.pk != pair.pk))
    return [Approver(one, one.pk in away) for one in ordered]
