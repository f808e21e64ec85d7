"""The administrator sees who works at the own organisation and ends a role, once its regie is handed on."""

from __future__ import annotations

import pytest
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import pass_regie
from schakel.ground.dossiers.leaving import dossiers_led_by
from schakel.ground.kernel.errors import ConflictError, NotFoundError
from schakel.ground.organisations.actions import end_membership
from schakel.ground.organisations.tests.browsing import browser
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def end(world: World, person: Person, reason: str = "andere baan"):  # type: ignore[no-untyped-def]
    return browser(world.city_admin).post(f"/members/{person.membership_id}/end/", {"reason": reason})


def test_members_stand_with_role_team_and_since() -> None:
    html = browser(World().city_admin).get("/members/").content.decode()
    for words in ("Bas Kuiper", "klantmanager", "Team Werk", "Carla Post", "4 rollen, op achternaam"):
        assert words in html
    assert "Marloes" not in html


def test_a_role_ends_with_a_reason_and_opens_nothing_any_more() -> None:
    world = World()
    assert end(world, world.bert).url == "/members/"
    assert "Bert de Wit" not in browser(world.city_admin).get("/members/").context["members"]
    assert browser(world.bert).get("/directory/").url == "/seats/"


def test_without_a_reason_nothing_ends() -> None:
    world = World()
    assert end(world, world.bert, " ").status_code == 422
    assert browser(world.bert).get("/directory/").status_code == 200


def test_who_holds_a_regie_cannot_go_and_the_page_counts_them() -> None:
    world = World()
    for _dossier in range(2):
        world.open(world.bas, world.city)
    html = browser(world.city_admin).get(f"/members/{world.bas.membership_id}/end/").content.decode()
    assert "Bas Kuiper heeft nog de regie in 2 dossiers." in html
    assert "Laat een collega die regie eerst overnemen" in html
    refused = end(world, world.bas)
    assert refused.status_code == 422
    assert "2 dossiers" in refused.content.decode()


def test_after_handing_the_regie_on_the_role_can_end() -> None:
    world = World()
    dossier_id = world.open(world.bas, world.city)
    with world.bas.at_work() as actor:
        for scope in ("organisation", "chain"):
            pass_regie(
                actor=actor,
                dossier_id=dossier_id,
                scope=scope,
                membership_id=world.bert.membership_id,
                because="Bas gaat weg",
            )
    assert end(world, world.bas).status_code == 302


def test_the_count_is_for_the_own_organisation_only() -> None:
    world = World()
    world.open(world.marloes, world.uwv)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert dossiers_led_by(world.marloes.reader_id) == 0
    with world.mia.at_work():
        assert dossiers_led_by(world.marloes.reader_id) == 1


def test_nobody_ends_their_own_role() -> None:
    world = World()
    own = {"organisation_id": world.city, "membership_id": world.city_admin.membership_id, "reason": "x"}
    with (
        world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor,
        pytest.raises(ConflictError, match="eigen rol"),
    ):
        end_membership(actor=actor, **own)


def test_a_role_that_ended_is_not_there_any_more() -> None:
    world = World()
    end(world, world.bert)
    assert end(world, world.bert).status_code == 404


def test_members_of_another_organisation_are_not_found() -> None:
    world = World()
    assert end(world, world.marloes).status_code == 404
    other = {"organisation_id": world.uwv, "membership_id": world.mia.membership_id, "reason": "x"}
    with (
        world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor,
        pytest.raises(NotFoundError),
    ):
        end_membership(actor=actor, **other)


@pytest.mark.parametrize("who", ["bas", "joris", "city_office"])
def test_only_an_administrator_finds_the_members(who: str) -> None:
    world = World()
    client = browser(getattr(world, who))
    assert client.get("/members/").status_code == 404
    assert client.post(f"/members/{world.bert.membership_id}/end/", {"reason": "x"}).status_code == 404


def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    assert client.get("/members/").url.startswith("/login/")


def test_the_list_needs_few_questions(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = browser(World().city_admin)
    client.get("/members/")
    with django_assert_max_num_queries(11):
        client.get("/members/")
