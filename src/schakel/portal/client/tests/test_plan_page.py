"""The client reads agreements and choices, and says what they think of a choice."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.journal.timeline import Show, timeline
from schakel.ground.kernel.errors import NotFoundError
from schakel.jobseekers.plans.actions import check_agreement
from schakel.portal.client.actions import give_view
from schakel.portal.client.tests.scene import Scene
from schakel.portal.client.tests.test_start_page import words

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def plan(scene: Scene) -> str:
    return words(scene.browser().get("/me/plan/").content)


def send(scene: Scene, entry_id: UUID, **values: str):  # type: ignore[no-untyped-def]
    return scene.browser().post(f"/me/plan/{entry_id}/view/", values)


def test_both_sides_stand_with_their_reason_and_state() -> None:
    scene = Scene()
    scene.agree("Belt u terug", "ours", -2)
    done = scene.agree("Maak uw cv af", "client", 3)
    with scene.world.bas.at_work() as actor:
        check_agreement(actor=actor, dossier_id=scene.dossier_id, agreement_id=done, status="done")
    text = plan(scene)
    assert "Belt u terug 2 dagen te laat" in text
    assert "want zo afgesproken" in text
    assert "1 afspraak van eerder Maak uw cv af gedaan" in text


def test_a_choice_is_told_with_its_options_reason_and_hope() -> None:
    scene = Scene()
    scene.decide()
    text = plan(scene)
    assert "Gekozen Cursus heftruck Kon ook Geen dienst Waarom want u wilt dit graag" in text
    assert "Werk in een magazijn. Op of voor" in text
    assert "De kans is 6 op 10." in text


def test_the_client_says_what_they_think_in_their_own_words() -> None:
    scene = Scene()
    answer = send(scene, scene.decide(), view="disagrees", words="Ik heb last van mijn rug.")
    assert answer.url == "/me/plan/"
    assert "U vindt Ik ben het er niet mee eens. “Ik heb last van mijn rug.”" in plan(scene)


def test_the_professional_reads_it_on_the_timeline() -> None:
    scene = Scene()
    send(scene, scene.decide(), view="wants_other", words="Liever een proefplaats.")
    with scene.world.marloes.at_work():
        entry = timeline(scene.dossier_id, show=Show.CLIENT)[0]
    assert entry.heading == "Cliënt over de keuze Cursus heftruck: wil iets anders"
    assert entry.lines == ["“Liever een proefplaats.”"]


def test_a_later_view_takes_the_place_of_an_earlier_one() -> None:
    scene = Scene()
    entry_id = scene.decide()
    send(scene, entry_id, view="disagrees", words="Nee.")
    send(scene, entry_id, view="agrees")
    assert "U vindt Ik ben het ermee eens." in plan(scene)
    with scene.world.marloes.at_work():
        assert [e.is_superseded for e in timeline(scene.dossier_id, show=Show.CLIENT)] == [False, True]


def test_a_double_click_says_it_once() -> None:
    scene = Scene()
    entry_id, key = scene.decide(), str(uuid4())
    for _click in range(2):
        send(scene, entry_id, view="agrees", submit_key=key)
    with scene.world.marloes.at_work():
        assert len(timeline(scene.dossier_id, show=Show.CLIENT)) == 1


def test_disagreeing_without_a_word_is_asked_for_one_and_keeps_the_choice() -> None:
    scene = Scene()
    answer = send(scene, scene.decide(), view="disagrees")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Schrijf op waarom, of wat u liever wilt." in html
    assert re.search(r'value="disagrees"[^>]* checked', html)


@pytest.mark.parametrize("kind", ["unknown", "another client's", "no decision"])
def test_only_a_choice_about_oneself_can_be_answered(kind: str) -> None:
    scene = Scene()
    if kind == "another client's":
        entry_id = scene.of_another().decide()
    elif kind == "no decision":
        with scene.world.marloes.at_work():
            entry_id = timeline(scene.dossier_id)[0].id
    else:
        entry_id = uuid4()
    assert send(scene, entry_id, view="agrees").status_code == 404


def test_a_professional_cannot_speak_for_the_client() -> None:
    scene = Scene()
    entry_id = scene.decide()
    with scene.world.marloes.at_work(needs_savepoint=True) as actor, pytest.raises(NotFoundError):
        give_view(actor=actor, dossier_id=scene.dossier_id, entry_id=entry_id, view="agrees", words="")


def test_the_page_needs_few_questions_however_much_there_is(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    scene = Scene()
    for number in range(5):
        scene.agree(f"Afspraak {number}", "ours", number)
        scene.decide()
    browser = scene.browser()
    browser.get("/me/plan/")
    with django_assert_max_num_queries(17):
        browser.get("/me/plan/")


def test_the_view_is_an_act_for_the_own_purpose() -> None:
    scene = Scene()
    entry_id = scene.decide()
    with scene.amina.at_work(Purpose.OWN_DATA) as actor:
        assert give_view(actor=actor, dossier_id=scene.dossier_id, entry_id=entry_id, view="agrees", words="")
