"""Signals of services, and the same services in the day of whoever guides the client."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.norms.uses import standing_uses
from schakel.ground.people.models import BenefitEntitlement
from schakel.ground.signals.models import Signal
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names
from schakel.jobseekers.services.actions import choose_service, extend_use
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.signal_kinds import LAW_ON_OFFERS
from schakel.jobseekers.services.tests.scene import (
    choice,
    choose,
    decided,
    ended,
    in_days,
    on_ww,
    running,
    tell,
    written,
)
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS
ENDS, OVER, UNDECIDED, OFFER = "service_ends", "service_over", "service_undecided", "offer_missing"
KINDS = {ENDS, OVER, UNDECIDED, OFFER}


@pytest.fixture
def world() -> World:
    return World()


def stand(person: Person, dossier_id: UUID, on: date) -> set[str]:
    """The kinds of this file that stand on a day, computed as each night."""
    with clock.travel(on):
        refresh_all()
        return names(person, dossier_id) & KINDS


def bought(world: World, dossier_id: UUID) -> UUID:
    """A training that is chosen and waits for a decision."""
    return choose(world.marloes, dossier_id, "scholing", **written())


def test_four_weeks_before_its_last_day_a_service_becomes_a_signal(world: World) -> None:
    dossier_id = on_ww(world, months=2)
    running(world, dossier_id, ends_on=in_days(60))
    assert stand(world.marloes, dossier_id, in_days(31)) == set()
    assert stand(world.marloes, dossier_id, in_days(32)) == {ENDS}
    assert stand(world.marloes, dossier_id, in_days(60)) == {ENDS}
    assert stand(world.marloes, dossier_id, in_days(61)) == set()


def test_more_time_with_a_reason_takes_the_signal_away_at_once(world: World) -> None:
    dossier_id = on_ww(world, months=2)
    use_id = running(world, dossier_id, ends_on=in_days(20))
    assert ENDS in names(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        extend_use(
            actor=actor,
            dossier_id=dossier_id,
            use_id=use_id,
            until=in_days(80),
            because="de stage duurt langer",
            expected_version=None,
        )
    assert ENDS not in names(world.marloes, dossier_id)


def test_a_service_past_its_last_day_asks_to_be_looked_back_on(world: World) -> None:
    dossier_id = on_ww(world, months=2)
    use_id = running(world, dossier_id, ends_on=in_days(10))
    late = add_working_days(in_days(10), 6)
    assert stand(world.marloes, dossier_id, add_working_days(in_days(10), 5)) == set()
    assert stand(world.marloes, dossier_id, late) == {OVER}
    with clock.travel(late):
        ended(world.marloes, dossier_id, use_id)
        assert OVER not in names(world.marloes, dossier_id)


def test_a_choice_that_nobody_decides_on_becomes_a_signal(world: World) -> None:
    dossier_id = on_ww(world, months=2)
    use_id = bought(world, dossier_id)
    assert stand(world.marloes, dossier_id, add_working_days(clock.today(), 10)) == set()
    late = add_working_days(clock.today(), 11)
    assert stand(world.marloes, dossier_id, late) == {UNDECIDED}
    with clock.travel(late):
        decided(world.marloes, dossier_id, use_id)
        assert UNDECIDED not in names(world.marloes, dossier_id)


def test_who_left_the_dossier_is_asked_nothing_of_its_services(world: World) -> None:
    dossier_id = on_ww(world, months=2)
    use_id = bought(world, dossier_id)
    with world.marloes.at_work():
        ServiceUse.objects.filter(pk=use_id).update(decider_id=world.city)
    refresh_all()
    assert stand(world.marloes, dossier_id, in_days(40)) == set()


def test_after_ten_months_without_plan_or_service_an_offer_is_missing(world: World) -> None:
    dossier_id = on_ww(world, months=0)
    right = clock.today()
    assert stand(world.marloes, dossier_id, right + timedelta(days=290)) == set()
    with world.marloes.at_work():
        BenefitEntitlement.objects.filter(client_id=dossier_id).update(valid_to=None)
    warned = right + timedelta(days=310)
    assert stand(world.marloes, dossier_id, warned) == {OFFER}
    with clock.travel(warned), world.marloes.at_work():
        signal = Signal.objects.get(dossier_id=dossier_id, kind=OFFER, gone_at=None)
        assert signal.due_on == right.replace(year=right.year + 1)


def test_a_service_that_is_decided_on_is_an_offer(world: World) -> None:
    dossier_id = on_ww(world, months=11)
    refresh_all()
    assert OFFER in names(world.marloes, dossier_id)
    tell(world.marloes, dossier_id, zelfredzaam=True, bemiddelbaar=True, komt_na=True)
    with world.marloes.at_work() as actor:
        choose_service(actor=actor, dossier_id=dossier_id, choice=choice())
    assert OFFER not in names(world.marloes, dossier_id)


def test_the_norm_of_twelve_months_names_the_signal() -> None:
    assert [str(use.label) for use in standing_uses(LAW_ON_OFFERS)] == ["Nog geen passend aanbod"]


def test_a_service_at_its_end_stands_in_the_day_of_its_guide(world: World) -> None:
    dossier_id = on_ww(world, months=2)
    use_id = running(world, dossier_id, ends_on=in_days(10))
    page = signed_in(world.marloes).get(reverse("plans:day"))
    items = [item for group in page.context["groups"] for item in group.items]
    assert [(item.what, item.due) for item in items] == [
        ("Intensieve begeleiding loopt af", in_days(10)),
    ]
    assert str(use_id) in items[0].url


def test_a_service_of_another_organisation_is_not_in_my_day(world: World) -> None:
    dossier_id = on_ww(world, months=2)
    use_id = running(world, dossier_id, ends_on=in_days(10))
    with world.marloes.at_work():
        ServiceUse.objects.filter(pk=use_id).update(organisation_id=world.city)
    page = signed_in(world.marloes).get(reverse("plans:day"))
    assert page.context["groups"] == []
