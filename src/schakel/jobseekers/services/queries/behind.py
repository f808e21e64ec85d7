"""The dossiers behind a figure on services, as far as the actor may see them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from schakel.ground.dossiers.queries.listing import Found, Wanted, Who, find_dossiers
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.people.models import BenefitEntitlement
from schakel.jobseekers.plans.models import Plan
from schakel.jobseekers.services import access
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.queries.outcomes import WORKING, Outcome
from schakel.jobseekers.services.shifting import month_after

Condition = Q | Exists
State = ServiceUse.State
_USED = (State.RUNNING, State.ENDED)
_GAINS = (*WORKING, Outcome.USEFUL)
_NO_END = (Plan.Closure.REPLACED, Plan.Closure.DEATH)
YEAR = timedelta(days=365)


def dossiers_behind(condition: Condition, *, after: UUID | None, before: UUID | None) -> Found:
    """A page of the dossiers for which a condition holds, by name, from the actor's own lists."""
    access.SEE.check_cell(current_context())
    return find_dossiers(Wanted(who=Who.ALL.value, after=after, before=before, also=condition))


def with_start(organisation_id: UUID, service_key: str, month: date) -> Condition:
    """A service began in a month."""
    held = {"starts_on__gte": month, "starts_on__lt": month_after(month, 1), "state__in": _USED}
    return Exists(_uses(organisation_id).filter(service_key=service_key, **held))


def with_running(organisation_id: UUID, mix: str) -> Condition:
    """A service of a group of the mix runs."""
    return Exists(_uses(organisation_id).filter(_in_group(mix), state=State.RUNNING))


def with_outcome(organisation_id: UUID, outcome: str, first: date, last: date) -> Condition:
    """A service ended or a plan closed in a period with this outcome, or without any other for the rest."""
    ended = _uses(organisation_id).filter(state=State.ENDED, ended_on__range=(first, last))
    closed = Plan.objects.filter(
        dossier_id=OuterRef("dossier_id"),
        lead_organisation_id=organisation_id,
        status=Plan.Status.CLOSED,
        closed_on__range=(first, last),
    ).exclude(closure__in=_NO_END)
    seconded = Exists(ended.filter(end_reason=Outcome.SECONDED))
    gained = Exists(ended.filter(end_reason__in=_GAINS)) | Exists(closed.filter(closure__in=_GAINS))
    if outcome == Outcome.OTHER:
        return (Exists(ended) | Exists(closed)) & ~gained
    by_service = Exists(ended.filter(end_reason=outcome))
    by_plan = Exists(closed.filter(closure=outcome))
    return by_service | (by_plan & ~seconded) if outcome == Outcome.WORK else by_service | by_plan


def with_scheme(organisation_id: UUID, regime: str) -> Condition:
    """A benefit under a scheme runs, and there was a service in the last year."""
    access.SEE_BENEFIT.check_cell(current_context())
    today = clock.today()
    rights = BenefitEntitlement.objects.on(today).filter(client_id=OuterRef("dossier_id"), regime=regime)
    helped = _uses(organisation_id).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=today - YEAR), state__in=_USED, starts_on__lte=today
    )
    return Exists(rights) & Exists(helped)


def _uses(organisation_id: UUID) -> QuerySet[ServiceUse]:
    return ServiceUse.objects.filter(dossier_id=OuterRef("dossier_id"), organisation_id=organisation_id)


def _in_group(mix: str) -> Q:
    """By the catalogue, or by what an own service consists of, as the database's services_mix_group."""
    known = [key for key, one in the_catalogue().services.items() if one.mix == mix]
    whole, bought = ["trajectory", "following"], Q(is_bought=True)
    own = {
        "trajectory": Q(content="trajectory"),
        "monitoring": Q(content="following"),
        "modular": bought & ~Q(content__in=whole),
        "intensive": ~bought & Q(content="guidance"),
        "other": ~bought & ~Q(content__in=[*whole, "guidance"]),
    }
    return Q(service_key__in=known) | Q(local__isnull=False) & own[mix]
