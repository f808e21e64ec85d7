"""Services in the day of a professional: those whose last day is near or passed ask to be looked back on."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.jobseekers.plans.day import SHOWN, DayItem, client_of
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.services.models import ServiceApproval, ServiceUse
from schakel.jobseekers.services.queries.approvals import to_decide


def due_services(actor: Actor, until: date) -> list[DayItem]:
    """Services of the actor's own organisation that run and end by a day; oldest last day first."""
    readers = [actor.reader_id, *actor.covered]
    mine = Participation.objects.on(clock.today()).filter(reader_id__in=readers).values("dossier_id")
    found = ServiceUse.objects.filter(
        dossier_id__in=mine,
        organisation_id=actor.organisation_id,
        state=ServiceUse.State.RUNNING,
        ends_on__lte=until,
    )
    rows = found.select_related("dossier__client").order_by("ends_on", "id")[:SHOWN]
    return [_item(use) for use in rows]


def to_decide_items(_actor: Actor, until: date) -> list[DayItem]:
    """Questions for agreement due by a day, without the name of the client; one statement."""
    return [_to_decide(row) for row in to_decide(limit=SHOWN) if row.answer_by <= until]


def _to_decide(row: ServiceApproval) -> DayItem:
    asked_by = {"name": row.asked_by.name, "organisation": row.organisation.name}
    return DayItem(
        dossier_id=row.dossier_id,
        name=gettext("Akkoord gevraagd"),
        number="",
        what=gettext("%(service)s: wel of geen akkoord") % {"service": row.service_name},
        side=Agreement.Duty.OURS,
        who=gettext("%(name)s, %(organisation)s") % asked_by,
        because=row.because,
        verb=gettext("Beslis"),
        url=reverse("services:approval", args=[row.pk]),
        due=row.answer_by,
        has_name=False,
    )


def _item(use: ServiceUse) -> DayItem:
    is_over = use.is_over(clock.today())
    what = gettext("%(name)s afronden en terugkijken") if is_over else gettext("%(name)s loopt af")
    return DayItem(
        **client_of(use),
        what=what % {"name": use.name},
        side=Agreement.Duty.OURS,
        who="",
        because=use.because,
        verb=gettext("Rond af") if is_over else gettext("Bekijk"),
        url=reverse("services:use", args=[use.dossier_id, use.pk]),
        due=use.ends_on,
    )
