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
from schakel.jobseekers.services.models import ServiceUse


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
