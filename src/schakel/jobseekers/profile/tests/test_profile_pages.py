"""The work profile on screen: the title as told, the suggestions in words, and one that someone confirms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.ids import uuid7
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.sources.types import Concept
from schakel.jobseekers.profile.actions import confirm_occupation, note_last_occupation
from schakel.jobseekers.profile.models import LastOccupation
from schakel.jobseekers.profile.queries import work
from tests.browsing import MARKS, former_participant, signed_in
from tests.world import World

pytestmark = MARKS
BAKER, PASTRY = "https://example.org/bakker", "https://example.org/banketbakker"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def vocabulary() -> None:
    actor = system_actor()
    concepts = [
        Concept(uri, "esco", None, {"nl": label}, {}, None, "1")
        for uri, label in ((BAKER, "bakker"), (PASTRY, "banketbakker"))
    ]
    with as_actor(actor, "administration"):
        load_vocabulary(actor=actor, concepts=concepts, mappings=[])


def noted(world: World, dossier_id: UUID, title: str = "bakker", version: int | None = None) -> None:
    with world.marloes.at_work() as actor:
        note_last_occupation(actor=actor, dossier_id=dossier_id, title=title, expected_version=version)


def occupation(world: World) -> LastOccupation | None:
    with world.marloes.at_work():
        return LastOccupation.objects.first()


def opened(world: World, dossier_id: UUID) -> Any:
    return signed_in(world.marloes).get(reverse("profile:occupation", args=[dossier_id]))


def post(world: World, name: str, dossier_id: UUID, **values: str) -> Any:
    values = {"submit_key": str(uuid7()), **values}
    return signed_in(world.marloes).post(reverse(f"profile:{name}", args=[dossier_id]), values)


def test_without_a_vocabulary_the_page_says_so_and_still_keeps_a_title(
    world: World, dossier_id: UUID
) -> None:
    assert "Er is nog geen woordenlijst geladen" in opened(world, dossier_id).content.decode()
    assert post(world, "note", dossier_id, title="bakker").status_code == 302
    assert occupation(world).title == "bakker"


@pytest.mark.usefixtures("vocabulary")
def test_suggestions_are_said_in_words_and_none_is_chosen(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id)
    page = opened(world, dossier_id).content.decode()
    assert "lijkt op · vrijwel zeker" in page
    assert "%" not in page.split("<main")[1].split("</main")[0]
    assert "checked" not in page


@pytest.mark.usefixtures("vocabulary")
def test_a_confirmed_occupation_is_remembered_for_the_next_one(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id)
    assert post(world, "confirm", dossier_id, uri=BAKER, version="1", seen="bakker").status_code == 302
    assert occupation(world).concept_label == "bakker"
    other = world.open(world.marloes, world.uwv)
    noted(world, other)
    assert opened(world, other).context["suggestions"][0]["via"] == "bevestigd eerder"


@pytest.mark.usefixtures("vocabulary")
def test_an_occupation_outside_the_list_is_refused(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id)
    response = post(world, "confirm", dossier_id, uri="https://example.org/anders", version="1")
    assert response.status_code == 422
    assert not occupation(world).is_confirmed


@pytest.mark.usefixtures("vocabulary")
def test_a_choice_for_a_title_that_changed_is_asked_again(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id)
    noted(world, dossier_id, "banketbakker", 1)
    response = post(world, "confirm", dossier_id, uri=BAKER, version="1", seen="bakker")
    assert response.status_code == 302
    assert not occupation(world).is_confirmed
    assert "intussen gewijzigd" in opened_messages(response)


def opened_messages(response: Any) -> str:
    from django.contrib.messages import get_messages

    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.usefixtures("vocabulary")
def test_two_confirmations_are_put_beside_each_other(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id)
    with world.marloes.at_work() as actor:
        confirm_occupation(actor=actor, dossier_id=dossier_id, uri=PASTRY, expected_version=1)
    response = post(world, "confirm", dossier_id, uri=BAKER, version="1", seen="bakker")
    assert response.status_code == 409
    choice = {"mine-uri": BAKER, "keep-uri": "mine", "version": "2"}
    assert post(world, "confirm", dossier_id, **choice).status_code == 302
    assert occupation(world).concept_uri == BAKER


def test_two_titles_are_put_beside_each_other(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id)
    noted(world, dossier_id, "lasser", 1)
    response = post(world, "note", dossier_id, title="metselaar", version="1")
    assert response.status_code == 409
    page = response.content.decode()
    assert "lasser" in page
    assert "metselaar" in page
    assert occupation(world).title == "lasser"


def test_a_first_title_that_came_in_meanwhile_is_not_overwritten(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id, "lasser")
    assert post(world, "note", dossier_id, title="metselaar").status_code == 409
    assert occupation(world).title == "lasser"


def test_an_empty_title_is_refused_at_its_field(world: World, dossier_id: UUID) -> None:
    response = post(world, "note", dossier_id, title="  ")
    assert response.status_code == 422
    assert response.context["title_form"].has_error("title")


def test_a_double_click_notes_once(world: World, dossier_id: UUID) -> None:
    key = str(uuid7())
    for _click in range(2):
        assert post(world, "note", dossier_id, title="bakker", submit_key=key).status_code == 302
    assert occupation(world).version == 1


def test_an_expired_session_stores_nothing(world: World, dossier_id: UUID) -> None:
    response = Client().post(reverse("profile:note", args=[dossier_id]), {"title": "bakker"})
    assert "/login/?next=" in response.url
    assert occupation(world) is None


def test_strangers_former_participants_and_other_roles_find_nothing(world: World, dossier_id: UUID) -> None:
    former = former_participant(world, dossier_id)
    for person in (world.mia, former, world.joris, world.uwv_office, world.city_admin):
        response = signed_in(person).get(reverse("profile:occupation", args=[dossier_id]))
        assert response.status_code == 404


def test_the_panel_takes_one_statement(
    world: World, dossier_id: UUID, django_assert_num_queries: Any
) -> None:
    noted(world, dossier_id)
    with world.marloes.at_work(), django_assert_num_queries(1):
        assert work(dossier_id)["occupation"].source_organisation.name == "UWV Oosterwaard"


def test_the_page_takes_a_fixed_number_of_statements(
    world: World, dossier_id: UUID, django_assert_max_num_queries: Any
) -> None:
    noted(world, dossier_id)
    browser = signed_in(world.marloes)
    browser.get(reverse("profile:occupation", args=[dossier_id]))
    with django_assert_max_num_queries(19):
        browser.get(reverse("profile:occupation", args=[dossier_id]))
