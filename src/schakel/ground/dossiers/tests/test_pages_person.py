"""The tab about the person: how they are reached, and where they live."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.kernel import clock
from schakel.ground.people.models import Address, Client
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

HOME = {"street": "Kade", "house_number": "4", "postcode": "1234 ab", "place": "Westerveen"}
REACH = {
    "phone": "06 12", "email": "a@voorbeeld.nl", "channel": "phone", "second_channel": "letter",
    "reachable": "na 14 uur", "language": "Pools", "written_language": "Engels", "needs_reading_help": "on",
}  # fmt: skip


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def _client(world: World, dossier: UUID) -> Client:
    with world.marloes.at_work():
        return Client.objects.get(pk=dossier)


def test_preferences_are_kept_in_their_order(world: World, dossier: UUID) -> None:
    sent = browser(world.marloes).post(address("reach", dossier), REACH | {"version": 1})
    assert sent.status_code == 302
    found = _client(world, dossier)
    assert (found.channel, found.second_channel, found.reachable) == ("phone", "letter", "na 14 uur")
    assert (found.language, found.written_language, found.needs_reading_help) == ("Pools", "Engels", True)
    page = browser(world.marloes).get(address("person", dossier)).content.decode()
    assert "bellen, anders brief" in page


def test_a_change_meanwhile_shows_what_stands_there_and_keeps_what_was_typed(
    world: World, dossier: UUID
) -> None:
    url, mine = address("reach", dossier), REACH | {"language": "Duits", "version": 1}
    browser(world.marloes).post(url, REACH | {"version": 1})
    response = browser(world.marloes).post(url, mine)
    assert response.status_code == 409
    form = response.context["reach_form"]
    assert form.data["language"] == "Duits"
    assert "Er staat nu: Pools" in str(form.errors["language"])
    assert browser(world.marloes).post(url, mine | {"version": form.data["version"]}).status_code == 302


def test_an_address_is_entered_moved_and_corrected(world: World, dossier: UUID) -> None:
    day = (clock.today() - timedelta(days=9)).isoformat()
    assert (
        browser(world.marloes).post(address("move", dossier), HOME | {"valid_from": day}).status_code == 302
    )
    moved = HOME | {"street": "Singel", "valid_from": clock.today().isoformat()}
    assert browser(world.marloes).post(address("move", dossier), moved).status_code == 302
    with world.marloes.at_work():
        now = Address.objects.get(valid_to__isnull=True)
    url = address("correct_address", dossier, now.pk)
    right = HOME | {"street": "Singelkade", "because": "tikfout", "version": now.version}
    assert browser(world.marloes).post(url, right).status_code == 302
    page = browser(world.marloes).get(address("person", dossier)).content.decode()
    assert "Singelkade 4" in page
    assert "Eerdere adressen" in page


@pytest.mark.parametrize(
    "wrong",
    [{"house_number": "-1"}, {"house_number": "x"}, {"postcode": "12AB"}, {"valid_from": "2100-01-01"}],
)
def test_an_address_that_cannot_be_is_refused_and_kept(
    world: World, dossier: UUID, wrong: dict[str, str]
) -> None:
    sent = HOME | {"valid_from": clock.today().isoformat()} | wrong
    response = browser(world.marloes).post(address("move", dossier), sent)
    assert response.status_code == 422
    assert set(wrong) <= set(response.context["move_form"].errors)
    assert 'value="Kade"' in response.content.decode()


def test_a_provider_reads_and_changes_nothing(world: World, dossier: UUID) -> None:
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier,
            kind="helping",
            because="helpt",
            membership_id=world.joris.membership_id,
        )
    response = browser(world.joris).get(address("person", dossier))
    assert (response.context["reach_form"], response.context["move_form"]) == (None, None)
    assert browser(world.joris).post(address("reach", dossier), REACH).status_code == 403


def test_the_page_asks_little(world: World, dossier: UUID) -> None:
    assert len(own_statements(world.marloes, address("person", dossier))) <= 8
