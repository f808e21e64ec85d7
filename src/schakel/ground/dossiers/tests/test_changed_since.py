"""What others did since one last looked stands out, on the list and on the dossier."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.journal.looking import changed_since_look, log_look
from schakel.ground.journal.models import LastLook
from schakel.ground.kernel import clock
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
YESTERDAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """A dossier of marloes in which bas helps; both looked yesterday."""
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        helper = {"kind": "helping", "because": "kent haar", "membership_id": world.bas.membership_id}
        add_participant(actor=actor, dossier_id=dossier_id, **helper)
    for person in (world.marloes, world.bas):
        with person.at_work():
            log_look("dossiers:dossier", dossier_id, 1)
    return dossier_id


def an_hour_later() -> Any:
    return clock.travel(clock.now() + timedelta(hours=1))


def say(person: Person, dossier_id: UUID, value: str = "yes") -> None:
    with person.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("transport", value))


def the_list(person: Person) -> str:
    return browser(person).get(address("list") + "?who=all").content.decode()


def the_dossier(person: Person, dossier_id: UUID) -> Any:
    return browser(person).get(address("dossier", dossier_id))


def test_a_dossier_that_another_changed_is_marked_in_the_list(world: World, dossier_id: UUID) -> None:
    with an_hour_later():
        say(world.bas, dossier_id)
        assert ">gewijzigd<" in the_list(world.marloes).replace("</svg>", ">")


def test_my_own_work_is_not_news_to_me(world: World, dossier_id: UUID) -> None:
    with an_hour_later():
        say(world.marloes, dossier_id)
        with world.marloes.at_work():
            assert changed_since_look([dossier_id], 511) == set()


def test_a_section_i_may_not_see_is_no_news_to_me(world: World, dossier_id: UUID) -> None:
    with an_hour_later():
        say(world.bas, dossier_id)
        with world.marloes.at_work():
            assert changed_since_look([dossier_id], 1) == set()
            assert changed_since_look([dossier_id], 4) == {dossier_id}


def test_looking_takes_the_mark_away(world: World, dossier_id: UUID) -> None:
    with an_hour_later():
        say(world.bas, dossier_id)
        the_dossier(world.marloes, dossier_id)
        with world.marloes.at_work():
            assert changed_since_look([dossier_id], 511) == set()


def test_the_dossier_says_what_is_new_and_goes_on_saying_it_during_the_visit(
    world: World, dossier_id: UUID
) -> None:
    with an_hour_later():
        say(world.bas, dossier_id)
        for _ in range(2):
            page = the_dossier(world.marloes, dossier_id)
            assert "1 ding is nieuw sinds u hier was" in page.content.decode()
            assert [e["is_new"] for e in page.context["entries"]][:2] == [True, False]


def test_on_a_later_visit_it_is_no_longer_new(world: World, dossier_id: UUID) -> None:
    with an_hour_later():
        say(world.bas, dossier_id)
        the_dossier(world.marloes, dossier_id)
        with an_hour_later():
            assert the_dossier(world.marloes, dossier_id).context["new_count"] == 0


def test_on_a_first_visit_nothing_is_marked(world: World) -> None:
    dossier_id = world.open(world.mia, world.uwv)
    assert the_dossier(world.mia, dossier_id).context["new_count"] == 0


def test_nobody_sees_when_another_looked(world: World, dossier_id: UUID) -> None:
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert not LastLook.objects.exists()
    with world.marloes.at_work():
        assert [row.reader_id for row in LastLook.objects.all()] == [world.marloes.reader_id]
