"""Choosing who to be: in a demonstration, and among one's own seats."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.models import Account
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import NewProfessional, add_member
from schakel.ground.organisations.models import Membership
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def second_seat(world: World, person: Person) -> int:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        membership_id = add_member(
            actor=actor,
            organisation_id=world.city,
            account_id=person.account_id,
            role=Role.BACK_OFFICE,
            person=NewProfessional(name="Bas Kuiper"),
        )
    return Membership.objects.get(pk=membership_id).reader_id


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def test_the_demonstration_groups_accounts_by_organisation_with_what_each_sees(client: Client) -> None:
    world = World()
    world.client_of(world.open(world.bas, world.city, given_names="Amina"), world.bas)
    html = client.get("/demo/").content.decode()
    order = ["Cliënten", "Gemeente Oosterwaard", "Bas Kuiper", "UWV Oosterwaard", "Marloes van Dijk"]
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert "Ziet het eigen plan, wie er helpt en wie er keek." in html
    assert "Beheert medewerkers en teams en opent geen dossier." in html


def test_the_demonstration_asks_few_questions_of_the_database(
    client: Client, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    World()
    with django_assert_max_num_queries(5):
        client.get("/demo/")


def test_picking_an_account_logs_in_as_it(client: Client) -> None:
    world = World()
    assert client.post("/demo/", {"account": world.bas.username}).url == "/"
    assert client.session["_auth_user_id"] == str(world.bas.account_id)


def test_picking_nobody_is_not_found(client: Client) -> None:
    assert client.post("/demo/", {"account": "niemand"}).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_a_demonstration_there_is_no_such_page(
    client: Client, settings: LazySettings, method: str
) -> None:
    settings.IS_DEMO = False
    world = World()
    assert getattr(client, method)("/demo/", {"account": world.bas.username}).status_code == 404
    assert "/demo/" not in client.get("/login/").content.decode()


def test_with_two_seats_one_is_chosen_and_can_be_changed() -> None:
    world = World()
    reader_id = second_seat(world, world.bas)
    client = logged_in(world.bas)
    assert client.get("/help/").url == "/seats/"
    assert "Gemeente Oosterwaard" in client.get("/seats/").content.decode()
    client.post("/seats/", {"reader": reader_id})
    html = client.get("/help/").content.decode()
    assert "uitkeringsadministratie" in html
    assert "Wissel van rol" in html


def test_with_one_seat_there_is_nothing_to_change() -> None:
    assert "Wissel van rol" not in logged_in(World().bas).get("/help/").content.decode()


def test_a_seat_of_somebody_else_is_not_found() -> None:
    world = World()
    client = logged_in(world.bas)
    for reader in (world.marloes.reader_id, "", "x", "9" * 20):
        assert client.post("/seats/", {"reader": reader}).status_code == 404


def test_without_a_seat_the_page_says_what_to_do() -> None:
    account = Account(username="zonder", name="Zonder Rol")
    account.save(force_insert=True)
    client = Client()
    client.force_login(account)
    html = client.get("/seats/").content.decode()
    assert "Vraag de beheerder van uw organisatie om een rol." in html


def test_help_speaks_to_a_client_in_other_words_than_to_a_professional() -> None:
    world = World()
    amina = world.client_of(world.open(world.bas, world.city), world.bas)
    assert "Stel hier al uw vragen." in logged_in(amina).get("/help/").content.decode()
    assert (
        "Weggaan kan pas als een ander de regie heeft." in logged_in(world.bas).get("/help/").content.decode()
    )


def test_every_page_leads_back_to_the_start_of_the_day() -> None:
    world = World()
    amina = world.client_of(world.open(world.bas, world.city), world.bas)
    assert '<a class="sk-brand" href="/me/"' in logged_in(amina).get("/help/").content.decode()


def test_a_role_without_a_page_is_told_so() -> None:
    html = logged_in(World().joris).get("/nothing/").content.decode()
    assert "Uw rol heeft nog geen eigen pagina" in html
