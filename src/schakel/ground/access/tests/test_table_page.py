"""Everyone who is logged in may read who may do what, on which ground and how sure that is."""

from __future__ import annotations

import pytest
from django.test import Client

from schakel.ground.access.table import cells
from schakel.ground.accounts.models import Account
from schakel.ground.kernel import clock
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def page(person: Person, query: str = ""):  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client.get(f"/access/{query}")


def test_the_own_role_is_shown_first() -> None:
    captions = [group["caption"] for group in page(World().bas).context["groups"]]
    assert captions == [
        "Klantmanager, gemeente, voor intake",
        "Klantmanager, gemeente, voor begeleiding naar werk",
    ]


def test_another_role_stands_in_the_address() -> None:
    captions = [g["caption"] for g in page(World().bas, "?role=jobhunter").context["groups"]]
    assert captions == ["Jobhunter, re-integratiebedrijf, voor uitvoering van een dienst"]


def test_all_roles_show_every_cell_of_today() -> None:
    groups = page(World().bas, "?role=all").context["groups"]
    today = clock.today()
    valid = [c for c in cells() if c.valid_from <= today and (c.valid_to is None or today < c.valid_to)]
    assert sum(len(group["rows"]) for group in groups) == len(valid)


@pytest.mark.parametrize("role", ["", "nobody", "%00", "client'"])
def test_a_role_that_is_none_shows_the_own(role: str) -> None:
    answer = page(World().bas, f"?role={role}")
    assert answer.status_code == 200
    assert answer.context["groups"][0]["caption"].startswith("Klantmanager")


def test_ground_certainty_and_controller_are_told() -> None:
    html = page(World().bas).content.decode()
    assert "Participatiewet art. 7 lid 1" in html
    assert "nog niet getoetst door een jurist" in html
    assert "college van burgemeester en wethouders" in html


def test_what_differs_within_a_table_stands_in_its_rows() -> None:
    world = World()
    amina = world.client_of(world.open(world.bas, world.city), world.bas)
    group = page(amina).context["groups"][0]
    assert group["shared"] == {}
    assert [cell["text"] for cell in group["rows"][0]][1:3] == ["lezen en schrijven", "AVG art. 16"]


def test_a_table_has_row_and_column_heads_and_a_caption() -> None:
    html = page(World().joris).content.decode()
    assert 'scope="row"' in html
    assert 'scope="col"' in html
    assert "<caption" in html


def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    assert client.get("/access/").url.startswith("/login/")


def test_the_page_asks_the_database_for_the_reader_and_the_menu_only(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    person = World().bas
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    client.get("/access/")
    with django_assert_max_num_queries(10):
        client.get("/access/")
