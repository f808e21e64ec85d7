"""Group meetings in the day of a professional: which client comes where, and what was called off."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.jobseekers.plans.day import SHOWN, DayItem, client_of
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.workshops.models import WorkshopInvitation

State = WorkshopInvitation.State


def due_sessions(actor: Actor, until: date) -> list[DayItem]:
    """Meetings of today up to a day for clients of the actor; the first on top; one statement."""
    readers = [actor.reader_id, *actor.covered]
    mine = Participation.objects.on(clock.today()).filter(reader_id__in=readers).values("dossier_id")
    found = WorkshopInvitation.objects.filter(
        dossier_id__in=mine,
        state__in=(State.INVITED, State.CANCELLED),
        session__held_on__gte=clock.today(),
        session__held_on__lte=until,
    )
    rows = found.select_related("dossier__client", "session").order_by("session__held_on", "id")[:SHOWN]
    return [_item(row) for row in rows]


def _item(row: WorkshopInvitation) -> DayItem:
    session = row.session
    is_off = row.state == State.CANCELLED
    what = (
        gettext("%(name)s gaat niet door: vertel het de cliënt") if is_off else gettext("Komt naar %(name)s")
    )
    return DayItem(
        **client_of(row),
        what=what % {"name": session.service_name},
        side=Agreement.Duty.OURS if is_off else Agreement.Duty.CLIENT,
        who="",
        because=session.because or gettext("uitgenodigd voor een groepsbijeenkomst"),
        verb=gettext("Bekijk"),
        url=reverse("workshops:of_dossier", args=[row.dossier_id]),
        due=session.held_on,
    )
