"""The page with group and market: what is known with its source, what isn't as unknown, and nothing kept."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.models import Alias
from schakel.ground.vocabulary.sources import read_demo
from schakel.ground.vocabulary.sources.demo import DEMO_BASE
from schakel.jobseekers.diagnosis.actions import load_market
from schakel.jobseekers.diagnosis.market_file import MarketRow
from schakel.jobseekers.profile.actions import confirm_occupation, note_last_occupation
from tests.browsing import MARKS, former_participant, pages_looked_at, signed_in
from tests.world import World

pytestmark = MARKS
RECEPTIONIST = DEMO_BASE + "receptionist"


@pytest.fixture
def world() -> World:
    world, actor = World(), system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        load_vocabulary(actor=actor, concepts=read_demo(), mappings=[])
    return world


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.bas, world.city)


def occupied(world: World, dossier_id: UUID, title: str = "receptionist") -> None:
    with world.bas.at_work() as actor:
        note_last_occupation(actor=actor, dossier_id=dossier_id, title=title)
        confirm_occupation(actor=actor, dossier_id=dossier_id, uri=RECEPTIONIST)


def wishes(world: World, dossier_id: UUID, words: str) -> None:
    with world.bas.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("wish", words))


def loaded(world: World, **changes: Any) -> None:
    today = clock.today()
    values: dict[str, Any] = {
        "source": "Verzonnen regiocijfers", "published_on": today, "period_from": today - timedelta(days=120),
        "period_to": today - timedelta(days=31), "region_code": "AM99", "region_name": "Oosterwaard",
        "group_code": "4226", "group_name": "Receptionisten", "vacancies": 84, "tension": Decimal("1.25"),
        "weeks_to_work": None,
    }  # fmt: skip
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        load_market(actor=actor, organisation_id=world.city, rows=[MarketRow(**values | changes)])


def at(dossier_id: UUID) -> str:
    return reverse("contacts:picture", args=[dossier_id])


def page(world: World, dossier_id: UUID) -> str:
    return signed_in(world.bas).get(at(dossier_id)).content.decode()


def test_a_figure_stands_with_its_source_period_and_day(world: World, dossier_id: UUID) -> None:
    occupied(world, dossier_id)
    loaded(world)
    found = page(world, dossier_id)
    for words in ("84", "1,25", "Bron: Verzonnen regiocijfers", "Oosterwaard", "gepubliceerd op"):
        assert words in found
    assert "oud cijfer" not in found
    assert "niet bekend" in found


def test_an_old_figure_and_one_of_a_wider_group_say_so(world: World, dossier_id: UUID) -> None:
    occupied(world, dossier_id)
    day = clock.today() - timedelta(days=800)
    loaded(world, period_from=day, period_to=day, group_code="42", group_name="Klantcontact")
    found = page(world, dossier_id)
    assert "oud cijfer" in found
    assert "een ruimere groep dan dit beroep" in found


def test_without_a_figure_the_market_is_not_known(world: World, dossier_id: UUID) -> None:
    occupied(world, dossier_id)
    loaded(world, group_code="83")
    found = page(world, dossier_id)
    assert "las voor deze beroepsgroep geen cijfers in" in found
    assert "Verzonnen regiocijfers" not in found


def test_without_an_occupation_nothing_is_made_up(world: World, dossier_id: UUID) -> None:
    found = page(world, dossier_id)
    assert found.count("Niet bekend.") == 2
    assert "begeleidt" in found


def test_a_title_that_nobody_confirmed_shows_no_market(world: World, dossier_id: UUID) -> None:
    with world.bas.at_work() as actor:
        note_last_occupation(actor=actor, dossier_id=dossier_id, title="receptionist")
    loaded(world)
    found = page(world, dossier_id)
    assert "Nog niet bevestigd welk beroep dit is" in found
    assert "Verzonnen regiocijfers" not in found


def test_a_small_group_is_not_told(world: World, dossier_id: UUID) -> None:
    occupied(world, dossier_id)
    assert "te weinig mensen met zulk werk" in page(world, dossier_id)


def test_a_group_of_ten_is_told_without_a_name(world: World, dossier_id: UUID) -> None:
    occupied(world, dossier_id)
    for _number in range(9):
        occupied(world, world.open(world.bas, world.city))
    found = page(world, dossier_id)
    assert "begeleidt 10 mensen met een laatste beroep in deze groep" in found
    assert "Van Team Werk zijn dat er 10" in found


def test_a_wish_waits_for_a_choice_that_is_not_kept(world: World, dossier_id: UUID) -> None:
    wishes(world, dossier_id, "receptionist in een hotel")
    loaded(world)
    found = page(world, dossier_id)
    assert RECEPTIONIST in found
    assert "Verzonnen regiocijfers" not in found
    sent = {"title": "receptionist in een hotel", "uri": RECEPTIONIST}
    chosen = signed_in(world.bas).post(at(dossier_id), sent).content.decode()
    assert "Verzonnen regiocijfers" in chosen
    assert not Alias.objects.exists()
    assert "Verzonnen regiocijfers" not in page(world, dossier_id)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 422),
        ({"title": " "}, 422),
        ({"title": "qqqq", "uri": "https://nergens.example/x"}, 200),
        ({"title": "<script>alert(1)</script>"}, 200),
        ({"title": "x" * 201}, 422),
        ({"title": "x\x00"}, 422),
    ],
)
def test_a_rotten_search_shows_the_page(
    world: World, dossier_id: UUID, sent: dict[str, str], status: int
) -> None:
    found = signed_in(world.bas).post(at(dossier_id), sent)
    assert found.status_code == status
    assert "<script>alert(1)" not in found.content.decode()


def test_the_page_is_reached_from_talk_and_diagnosis_and_logged(world: World, dossier_id: UUID) -> None:
    browser = signed_in(world.bas)
    for name in ("contacts:talk", "diagnosis:result"):
        assert at(dossier_id) in browser.get(reverse(name, args=[dossier_id])).content.decode()


def test_looking_is_told_to_the_client(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    signed_in(world.marloes).get(at(dossier_id))
    assert "contacts:picture" in pages_looked_at(world, dossier_id)


def test_who_took_part_before_and_who_never_did_get_nothing(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    former = former_participant(world, dossier_id)
    for person in (former, world.bert, world.city_admin):
        assert signed_in(person).get(at(dossier_id)).status_code == 404


def test_the_page_takes_a_fixed_number_of_statements(
    world: World, dossier_id: UUID, django_assert_max_num_queries: Any
) -> None:
    occupied(world, dossier_id)
    wishes(world, dossier_id, "receptionist")
    loaded(world)
    loaded(world, source="Andere verzonnen cijfers")
    browser = signed_in(world.bas)
    browser.get(at(dossier_id))
    with django_assert_max_num_queries(32):
        assert browser.get(at(dossier_id)).status_code == 200
