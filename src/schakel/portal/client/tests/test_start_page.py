"""What a client sees first: the next step, what others do, who helps and who looked."""

from __future__ import annotations

import re

import pytest

from schakel.ground.access.types import Section
from schakel.portal.client.tests.scene import Scene

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def words(html: bytes) -> str:
    main = html.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def start(scene: Scene) -> str:
    answer = scene.browser().get("/me/")
    assert answer.status_code == 200
    return words(answer.content)


def test_with_nothing_open_there_is_nothing_to_do() -> None:
    text = start(Scene())
    assert "Er is nu niets voor u te doen. Hebt u een vraag? Bel Marloes." in text
    assert "Nog niemand keek in uw gegevens." in text


def test_the_own_agreement_due_first_is_the_next_step() -> None:
    scene = Scene()
    scene.agree("Maak uw cv af", "client", 5)
    scene.agree("Solliciteer 4 keer", "client", 3)
    scene.decide()
    assert re.search(r"Uw volgende stap Solliciteer 4 keer Doe dit op of voor .+ Bel Marloes\.", start(scene))


def test_an_unread_choice_comes_before_an_agreement_of_later() -> None:
    scene = Scene()
    scene.agree("Maak uw cv af", "client", 30)
    scene.decide()
    assert "Uw volgende stap Lees wat er is gekozen. Zeg wat u ervan vindt." in start(scene)


def test_an_answered_choice_asks_nothing_more() -> None:
    scene = Scene()
    scene.decide(view="agrees")
    assert "Er is nu niets voor u te doen." in start(scene)


def test_an_institution_that_is_late_is_said_to_be_late() -> None:
    scene = Scene()
    scene.agree("Belt u terug over uw fiets", "ours", -2)
    text = start(scene)
    assert re.search(
        r"Belt u terug over uw fiets 2 dagen te laat Gemeente Oosterwaard\. Dit moest op \d", text
    )


def test_the_holder_of_the_regie_is_the_one_contact_and_stands_first() -> None:
    text = start(Scene())
    helpers = text[text.index("Wie helpt u") :]
    assert helpers.index("Marloes van Dijk") < helpers.index("Bas Kuiper")
    assert "UWV Oosterwaard. Uw vaste contact. Begeleidt u naar werk." in helpers
    assert "Het maakt niet uit waarover: bel Marloes." in helpers


def test_a_helper_can_be_called_by_a_button_with_their_name() -> None:
    html = Scene().browser().get("/me/").content.decode()
    assert 'href="tel:0600000001"' in html
    assert 'aria-label="Bel Marloes van Dijk"' in html


def test_a_running_handover_is_told_in_plain_words() -> None:
    scene = Scene()
    scene.hand_over()
    text = start(scene)
    assert "UWV Oosterwaard draagt u over aan Gemeente Oosterwaard. Wacht op antwoord tot" in text
    assert "Team Werk" in text


def test_the_last_looks_say_who_why_and_at_what() -> None:
    scene = Scene()
    scene.look(scene.world.bas, Section.PLAN | Section.IDENTITY)
    text = start(scene)
    assert "Bas Kuiper · klantmanager, Gemeente Oosterwaard Vandaag, " in text
    assert "om u te begeleiden naar werk. Gezien: wie u bent en wie u helpt, uw plan en afspraken." in text


def test_the_page_needs_few_questions_however_much_there_is(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    scene = Scene()
    for number in range(4):
        scene.agree(f"Afspraak {number}", "ours", number)
        scene.agree(f"Eigen {number}", "client", number)
        scene.decide()
        scene.look(scene.world.bas, Section.PLAN)
        scene.look(scene.world.mia, Section.PLAN)
    browser = scene.browser()
    browser.get("/me/")
    with django_assert_max_num_queries(24):
        browser.get("/me/")
