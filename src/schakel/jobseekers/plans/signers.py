"""Who has to sign a version of a plan, and what it lacks before anybody can."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext

from schakel.jobseekers.plans.models import Plan, PlanGoal, PlanPart, PlanSignature, PlanStep, PlanVersion

Party = PlanSignature.Party


def lacking(plan: Plan, goals: Iterable[PlanGoal], steps: Iterable[PlanStep]) -> list[str]:
    """What is missing before the plan can be laid before the client, in sentences; empty when it is ready."""
    found = []
    if not list(goals):
        found.append(gettext("Er staat nog geen doel van de cliënt in het plan."))
    if not [step for step in steps if not step.part.domain]:
        found.append(gettext("Er staat nog geen stap naar werk in het plan."))
    if not plan.has_baseline:
        found.append(gettext("Het is nog niet vastgelegd waar de cliënt nu staat op de ladder."))
    if plan.contact_weeks is None:
        found.append(gettext("Er is nog niet gekozen hoe vaak er contact is."))
    return found


def signers_of(
    version: PlanVersion,
    parts: Iterable[PlanPart],
    here: set[UUID],
    payer_id: UUID | None,
    provider_id: UUID | None,
) -> list[PlanSignature]:
    """An empty signature for each who signs: the client, the lead, organisations with a part, and buyers.

    Asked are organisations with a part about work that are still in the dossier (here), and the payer and
    provider of a bought service.
    """
    lead_id = version.plan.lead_organisation_id
    owners = {part.organisation_id for part in parts if not part.domain} & here - {lead_id}
    asked: list[tuple[Party, UUID | None]] = [(Party.CLIENT, None), (Party.LEAD, lead_id)]
    asked += [(Party.OWNER, organisation_id) for organisation_id in sorted(owners)]
    if payer_id:
        asked.append((Party.PAYER, payer_id))
    if provider_id:
        asked.append((Party.PROVIDER, provider_id))
    return [
        PlanSignature(
            plan_version=version, dossier_id=version.dossier_id, party=party, organisation_id=organisation_id
        )
        for party, organisation_id in asked
    ]
