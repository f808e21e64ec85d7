"""Plans over dossiers: what waits for agreement, has no start recorded, or was not looked back on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import BlockedWish, Plan, PlanEvaluation, PlanTemplate

Place = tuple[date, UUID]


class Show(TextChoices):
    """What a list of plans can be narrowed to."""

    WAITING = "waiting", _("wacht op akkoord")
    NO_START = "no_start", _("zonder begin op de ladder")
    LOOK_BACK = "look_back", _("terugkijken ontbreekt")
    RUNNING = "running", _("loopt")


def plans_listed(actor: Actor, show: str, *, limit: int, after: Place | None = None) -> list[Plan]:
    """Plans in dossiers of the actor and of those it stands in for, oldest first; keyset by day and id."""
    access.SEE.check_cell(current_context())
    found = _narrowed(show).filter(dossier_id__in=_mine(actor))
    if after is not None:
        day, plan_id = after
        found = found.filter(Q(begun_on__gt=day) | Q(begun_on=day, id__gt=plan_id))
    named = found.select_related("dossier__client", "lead_organisation", "lead")
    return list(named.order_by("begun_on", "id")[:limit])


def _narrowed(show: str) -> QuerySet[Plan]:
    open_ones = Plan.objects.exclude(status=Plan.Status.CLOSED)
    if show == Show.WAITING:
        return open_ones.filter(is_waiting=True)
    if show == Show.NO_START:
        return open_ones.filter(baseline_rung__isnull=True)
    if show == Show.LOOK_BACK:
        asked = PlanEvaluation.objects.filter(plan=OuterRef("pk"), given_on__isnull=True)
        return Plan.objects.filter(Exists(asked), status=Plan.Status.CLOSED)
    return open_ones.filter(status=Plan.Status.RUNNING)


def wishes_listed(actor: Actor, *, limit: int, after: Place | None = None) -> list[BlockedWish]:
    """What could not be done, of the actor's organisation and in dossiers the actor sees; newest first."""
    access.SEE.check_cell(current_context())
    found = BlockedWish.objects.filter(organisation_id=actor.employer_id)
    if after is not None:
        day, wish_id = after
        found = found.filter(Q(noted_on__lt=day) | Q(noted_on=day, id__lt=wish_id))
    named = found.select_related("dossier__client", "noted_by")
    return list(named.order_by("-noted_on", "-id")[:limit])


def wishes_of(dossier_id: UUID) -> list[BlockedWish]:
    """What could not be done for one client, newest first."""
    found = BlockedWish.objects.filter(dossier_id=dossier_id).select_related("organisation")
    return list(found.order_by("-noted_on", "-id")[:12])


def templates_of(organisation_id: UUID) -> list[PlanTemplate]:
    """The standard courses of an organisation, those in use first."""
    found = PlanTemplate.objects.filter(organisation_id=organisation_id)
    return sorted(found.order_by("name", "id"), key=lambda row: row.stopped_on is not None)


def evaluations_of(plan: Plan) -> list[PlanEvaluation]:
    """What was answered and what was asked, the client first."""
    found = PlanEvaluation.objects.filter(plan=plan).select_related("organisation", "written_by")
    order = list(PlanEvaluation.Voice)
    return sorted(found, key=lambda row: (order.index(PlanEvaluation.Voice(row.voice)), row.pk))


def _mine(actor: Actor) -> QuerySet[Participation, UUID]:
    readers = [actor.reader_id, *actor.covered]
    mine = Participation.objects.on(clock.today()).filter(reader_id__in=readers)
    return mine.values_list("dossier_id", flat=True)
