"""Whatever people do in whatever order, the signals that stand are those of their definition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.tests.test_regie_property import STEPS, Life
from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import working_days_between
from schakel.ground.norms.house import HANDOVER_RETURNED, QUEUE, WW_END, preset
from schakel.ground.signals.refreshing import refresh_all
from tests.world import World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

QUEUES = """
select organisation_id, valid_from from dossiers_regie
 where dossier_id = %s and scope = 'organisation' and team_id is not null and valid_from <= %s
   and (valid_to is null or valid_to > %s)
"""
HANDOVERS = """
select from_organisation_id, to_organisation_id, status, due_on, settled_at,
       (answered_at at time zone 'Europe/Amsterdam')::date from dossiers_handover where dossier_id = %s
"""
TASKS = """
select p.organisation_id, o.kind from dossiers_participation p
  join organisations_organisation o on o.id = p.organisation_id
 where p.dossier_id = %s and p.kind = 'involved' and p.valid_from <= %s
   and (p.valid_to is null or p.valid_to > %s)
"""
STANDING = """
select kind, organisation_id from signals_signal
 where dossier_id = %s and gone_at is null
   and kind not in ('first_talk_waits', 'contact_due', 'agreement_unchecked', 'partner_waits',
                    'plan_missing', 'plan_review_due', 'offer_missing')
"""


def defined(owner: Any, dossier_id: UUID, day: date, ww: tuple[UUID, date]) -> set[tuple[str, UUID]]:
    """The signals by definition, in plain Python over the records."""
    at = [dossier_id, day, day]
    found = {
        ("nobody_responsible", organisation)
        for organisation, since in owner.execute(QUEUES, at).fetchall()
        if working_days_between(since, day) > preset(QUEUE).value
    }
    tasks = dict(owner.execute(TASKS, at).fetchall())
    handovers = owner.execute(HANDOVERS, [dossier_id]).fetchall()
    for sender, receiver, status, due, settled, answered in handovers:
        if status == "sent" and due < day:
            found |= {("not_taken_up", receiver), ("handover_overdue", sender)}
        is_back = status == "returned" and settled is None and sender in tasks
        if is_back and working_days_between(answered, day) > preset(HANDOVER_RETURNED).value:
            found.add(("return_unattended", sender))
    payer, last = ww
    is_covered = "municipality" in tasks.values() or any(h[2] == "sent" for h in handovers)
    is_near = last <= day + timedelta(days=preset(WW_END).value)
    if payer in tasks and is_near and not is_covered:
        found.add(("ww_ends", payer))
    return found


@pytest.fixture
def life() -> Callable[[bool], tuple[Life, tuple[UUID, date]]]:
    world = World()
    last = clock.today() + timedelta(days=90)

    def begin(in_queue: bool) -> tuple[Life, tuple[UUID, date]]:
        right = right_to("ww", clock.today(), last + timedelta(days=1))
        if in_queue:
            dossier_id = world.open_in_queue(world.marloes, world.uwv, world.uwv_team, entitlement=right)
        else:
            dossier_id = world.open(world.marloes, world.uwv, entitlement=right)
        with world.marloes.at_work():
            number = Dossier.objects.get(pk=dossier_id).number
        return Life(world, dossier_id, number), (world.uwv, last)

    return begin


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
@pytest.mark.parametrize("in_queue", [True, False])
def test_signals_equal_their_definition_after_any_acts(
    owner: Any, life: Callable[[bool], tuple[Life, tuple[UUID, date]]], steps: Any, in_queue: bool
) -> None:
    one, ww = life(in_queue)
    days = 0
    for step in steps:
        days += 5 * (step[0] == "wait")
        with clock.travel(clock.today() + timedelta(days=days)):
            if step[0] == "wait":
                refresh_all()
            else:
                one.do(step)
            standing = set(owner.execute(STANDING, [one.dossier_id]).fetchall())
            assert standing == defined(owner, one.dossier_id, clock.today(), ww)
