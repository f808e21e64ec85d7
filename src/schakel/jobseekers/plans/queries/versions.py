"""The versions of a plan, and who signed or still has to."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import ConflictError
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import Plan, PlanSignature, PlanVersion

SHOWN = 50


def waiting_version(dossier_id: UUID, number: int) -> PlanVersion:
    """The version that waits for signatures, if that is the one with this number.

    Raises NotFoundError for a number that the actor does not see, ConflictError when it waits no longer.
    """
    found = PlanVersion.objects.filter(dossier_id=dossier_id, number=number)
    versions = found.select_related("plan__lead_organisation", "plan__lead").order_by("-offered_at")
    version = versions.first()
    if version is None:
        raise not_found()
    if not version.plan.is_waiting or version.plan.number != number:
        raise ConflictError(
            gettext("Deze versie van het plan ligt niet meer voor."),
            gettext("Iedereen heeft getekend, of het plan is teruggehaald."),
            gettext("Lees het plan zoals het er nu ligt."),
        )
    return version


def signature_of(version: PlanVersion, party: str, organisation_id: UUID | None) -> PlanSignature | None:
    """One signature that a version asks."""
    found = PlanSignature.objects.filter(plan_version=version, party=party)
    of_whom = Q(organisation_id=organisation_id) if organisation_id else Q(organisation__isnull=True)
    return found.filter(of_whom).select_related("plan_version__plan").first()


def waits_for_client(dossier_id: UUID) -> bool:
    """Whether a version of the plan waits for the client to read it, and sign or say no; one statement."""
    asked = PlanSignature.objects.filter(dossier_id=dossier_id, party=PlanSignature.Party.CLIENT)
    unanswered = asked.filter(signed_on__isnull=True, refused_on__isnull=True, decision_id__isnull=True)
    version = {"plan_version__withdrawn_on__isnull": True, "plan_version__agreed_on__isnull": True}
    return unanswered.filter(**version, plan_version__plan__is_waiting=True).exists()


def signatures_of(version: PlanVersion) -> list[PlanSignature]:
    """Whose signature a version asks, the client's first; with who gave it."""
    found = PlanSignature.objects.filter(plan_version=version).select_related("organisation", "professional")
    order = list(PlanSignature.Party)
    return sorted(found, key=lambda row: (order.index(PlanSignature.Party(row.party)), row.pk))


def versions_of(plan: Plan) -> list[PlanVersion]:
    """Every version of a plan, the latest first; one statement."""
    access.SEE.check_cell(current_context())
    found = PlanVersion.objects.filter(plan=plan).select_related("offered_by", "organisation")
    return list(found.order_by("-number")[:SHOWN])


def version_numbered(dossier_id: UUID, plan_id: UUID, number: int) -> PlanVersion:
    """One version of a plan. Raises NotFoundError."""
    access.SEE.check_cell(current_context())
    found = PlanVersion.objects.filter(plan_id=plan_id, dossier_id=dossier_id, number=number)
    version = found.select_related("plan", "offered_by", "organisation").first()
    if version is None:
        raise not_found()
    return version


def is_asked(signatures: Iterable[PlanSignature], organisation_id: UUID | None) -> bool:
    """Whether this organisation still has to sign."""
    return any(row.organisation_id == organisation_id and row.signed_on is None for row in signatures)
