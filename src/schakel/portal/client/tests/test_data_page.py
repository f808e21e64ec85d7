"""The client reads what is known, puts right how to be reached, and says what is not right."""

from __future__ import annotations

from uuid import uuid4

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, rest_dossier, take_regie
from schakel.ground.dossiers.models import Fact
from schakel.ground.kernel.errors import ForbiddenError, InvalidError
from schakel.ground.people.actions import change_client
from schakel.ground.people.models import Client
from schakel.portal.client.actions import give_client_login
from schakel.portal.client.tests.scene import BSN, Scene
from schakel.portal.client.tests.test_start_page import words

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

CONTACT = {"phone": "06 11", "email": "a@example.org", "channel": "letter", "language": "Tigrinya"}


def data(scene: Scene) -> str:
    return words(scene.browser().get("/me/data/").content)


def test_the_bsn_is_shown_by_its_end_only() -> None:
    html = Scene().browser().get("/me/data/").content.decode()
    assert f"eindigt op {BSN[-3:]}" in html
    assert BSN not in html


def test_a_benefit_is_told_with_its_last_day() -> None:
    assert "WW, UWV Oosterwaard Vanaf 1 januari. De laatste dag is 14 februari 2027." in data(Scene())


def test_facts_stand_with_source_and_day_also_when_they_differ() -> None:
    scene = Scene()
    scene.tell("driving_licence", "yes")
    scene.browser().post("/me/data/facts/driving_licence/", {"value": "no"})
    text = data(scene)
    assert "ja Volgens UWV Oosterwaard" in text
    assert "nee Dit vertelde u zelf" in text


def test_a_fact_that_is_not_right_gets_the_clients_words_beside_it() -> None:
    scene = Scene()
    fact_id = scene.tell("education", "mbo 2")
    answer = scene.browser().post(f"/me/data/dispute/{fact_id}/", {"words": "Ik heb mbo 3."})
    assert answer.url == "/me/data/"
    assert "U zei: “Ik heb mbo 3.”" in data(scene)


def test_a_dispute_without_words_is_sent_back() -> None:
    scene = Scene()
    fact_id = scene.tell("education", "mbo 2")
    assert scene.browser().post(f"/me/data/dispute/{fact_id}/", {"words": " "}).status_code == 422


def test_a_fact_of_somebody_else_is_not_found() -> None:
    scene = Scene()
    fact_id = scene.of_another().tell("education", "mbo 2")
    browser = scene.browser()
    assert browser.get(f"/me/data/dispute/{fact_id}/").status_code == 404
    assert browser.get(f"/me/data/dispute/{uuid4()}/").status_code == 404
    assert browser.get("/me/data/facts/shoe-size/").status_code == 404


def test_an_answer_outside_the_list_is_refused() -> None:
    answer = Scene().browser().post("/me/data/facts/driving_licence/", {"value": "misschien"})
    assert answer.status_code == 422


def test_the_client_changes_how_to_be_reached() -> None:
    scene = Scene()
    page = scene.browser().get("/me/data/contact/")
    version = page.context["form"].initial["version"]
    answer = scene.browser().post("/me/data/contact/", CONTACT | {"version": version})
    assert answer.url == "/me/data/"
    assert "Telefoon 06 11 E-mail a@example.org Liefst via brief Taal Tigrinya" in data(scene)


def test_a_change_that_crosses_anothers_keeps_the_text_and_shows_theirs() -> None:
    scene = Scene()
    version = scene.browser().get("/me/data/contact/").context["form"].initial["version"]
    with scene.world.marloes.at_work() as actor:
        change_client(
            actor=actor, dossier_id=scene.dossier_id, expected_version=None, changes={"phone": "06 22"}
        )
    answer = scene.browser().post("/me/data/contact/", CONTACT | {"version": version})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Iemand anders wijzigde dit intussen." in html
    assert "Er staat nu: 06 22" in html
    assert 'value="06 11"' in html


@pytest.mark.parametrize("field", ["family_name", "bsn_hash", "birth_date", "place", "reader_id"])
def test_nothing_else_of_the_identity_can_be_changed(field: str) -> None:
    scene = Scene()
    with scene.amina.at_work(Purpose.OWN_DATA, needs_savepoint=True) as actor, pytest.raises(InvalidError):
        change_client(actor=actor, dossier_id=scene.dossier_id, expected_version=None, changes={field: "x"})


def test_a_form_with_more_fields_changes_only_those_of_the_page() -> None:
    scene = Scene()
    scene.browser().post("/me/data/contact/", CONTACT | {"family_name": "Anders", "place": "Elders"})
    with scene.world.marloes.at_work():
        client = Client.objects.get(pk=scene.dossier_id)
    assert (client.family_name, client.place, client.phone) == ("Haddou", "", "06 11")


def test_writing_the_own_identity_gives_no_right_to_steer_the_dossier() -> None:
    scene = Scene()
    own = {"dossier_id": scene.dossier_id}
    reader = scene.world.joris.membership_id
    acts = [
        lambda actor: add_participant(actor=actor, kind="helping", because="x", membership_id=reader, **own),
        lambda actor: take_regie(actor=actor, scope="chain", because="x", **own),
        lambda actor: rest_dossier(actor=actor, because="x", **own),
        lambda actor: give_client_login(actor=actor, username="x", password=None, **own),
    ]
    with scene.amina.at_work(Purpose.OWN_DATA, needs_savepoint=True) as actor:
        for act in acts:
            with pytest.raises(ForbiddenError):
                act(actor)


def test_what_the_client_states_stands_beside_what_others_know() -> None:
    scene = Scene()
    scene.tell("wish", "Magazijn")
    scene.browser().post("/me/data/facts/wish/", {"value": "Overdag werken"})
    with scene.world.marloes.at_work():
        known = set(Fact.objects.filter(is_current=True).values_list("value", flat=True))
    assert known == {"Magazijn", "Overdag werken"}


def test_the_page_needs_few_questions_however_much_is_known(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    scene = Scene()
    for name in ("wish", "education", "dutch_level", "hours_available"):
        scene.tell(name, "1")
    browser = scene.browser()
    browser.get("/me/data/")
    with django_assert_max_num_queries(16):
        browser.get("/me/data/")


def test_a_telephone_number_with_letters_is_refused_in_words() -> None:
    answer = Scene().browser().post("/me/data/contact/", CONTACT | {"phone": "abc"})
    assert answer.status_code == 422
    assert "Een telefoonnummer heeft alleen cijfers." in answer.content.decode()
