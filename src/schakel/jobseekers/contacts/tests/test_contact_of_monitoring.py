"""Monitoring asks a contact in three months: a signal, a line on the page, and gone after a talk."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.kernel import clock
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.services.limits import contact_terms
from schakel.jobseekers.services.tests.scene import choose, ended, in_days, on_ww, started, tell
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS
KIND = "service_contact"


@pytest.fixture
def world() -> World:
    return World()


def monitored(world: World) -> tuple[UUID, UUID]:
    """A client with monitoring that began today."""
    dossier_id = on_ww(world, left=700)
    tell(world.marloes, dossier_id, zelfredzaam=True, komt_na=True)
    use_id = choose(world.marloes, dossier_id, "monitoring")
    started(world.marloes, dossier_id, use_id, group="self_reliant", ends_on=in_days(500))
    return dossier_id, use_id


def talked(world: World, dossier_id: UUID, kind: str = "progress") -> None:
    with world.marloes.at_work() as actor:
        new = NewContact(clock.now() - timedelta(minutes=5), "phone", kind, "Het gaat goed.")
        record_contact(actor=actor, dossier_id=dossier_id, new=new)


def stands(world: World, dossier_id: UUID) -> bool:
    refresh_all()
    return KIND in names(world.marloes, dossier_id)


def test_the_terms_are_those_of_monitoring_in_the_catalogue() -> None:
    assert {key: str(term) for key, term in contact_terms().items()} == {
        "monitoring": "P3M",
        "ww08-monitoring": "P3M",
    }


def test_three_months_without_contact_become_a_signal(world: World) -> None:
    dossier_id, _use = monitored(world)
    with clock.travel(in_days(88)):
        assert not stands(world, dossier_id)
    with clock.travel(in_days(93)):
        assert stands(world, dossier_id)


def test_a_contact_takes_the_signal_away_at_once_and_counts_anew(world: World) -> None:
    dossier_id, _use = monitored(world)
    with clock.travel(in_days(100)):
        assert stands(world, dossier_id)
        talked(world, dossier_id)
        assert KIND not in names(world.marloes, dossier_id)
    with clock.travel(in_days(180)):
        assert not stands(world, dossier_id)
    with clock.travel(in_days(194)):
        assert stands(world, dossier_id)


def test_who_did_not_turn_up_was_no_contact(world: World) -> None:
    dossier_id, _use = monitored(world)
    with clock.travel(in_days(100)):
        talked(world, dossier_id, "absent")
        assert stands(world, dossier_id)


def test_a_service_that_ended_asks_nothing(world: World) -> None:
    dossier_id, use_id = monitored(world)
    with clock.travel(in_days(100)):
        assert stands(world, dossier_id)
        ended(world.marloes, dossier_id, use_id)
        assert KIND not in names(world.marloes, dossier_id)


def test_the_page_says_by_when_and_that_it_is_late(world: World) -> None:
    dossier_id, use_id = monitored(world)
    one, tab = (
        reverse("services:use", args=[dossier_id, use_id]),
        reverse("services:uses", args=[dossier_id]),
    )
    assert "volgend contact uiterlijk" in signed_in(world.marloes).get(tab).content.decode()
    assert "Volgend contact" in signed_in(world.marloes).get(one).content.decode()
    with clock.travel(in_days(100)):
        text = signed_in(world.marloes).get(tab).content.decode()
        assert "contact nodig sinds" in text
        assert "te laat" in signed_in(world.marloes).get(one).content.decode()
