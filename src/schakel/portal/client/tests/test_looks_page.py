"""The client sees who looked, when, why and at what; and nobody else's looks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from schakel.ground.access.types import Purpose, Section
from schakel.ground.kernel import clock
from schakel.portal.client.looks import PART_WORDS, PURPOSE_WORDS
from schakel.portal.client.tests.scene import Scene
from schakel.portal.client.tests.test_start_page import words
from schakel.portal.client.views import own as views

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def looks(scene: Scene, address: str = "/me/looks/") -> str:
    return words(scene.browser().get(address).content)


def test_a_look_tells_name_role_organisation_time_purpose_and_parts() -> None:
    scene = Scene()
    scene.look(scene.world.uwv_office, Section.BENEFIT | Section.IDENTITY, Purpose.INCOME_DECISION)
    text = looks(scene)
    assert "Ufuk Demir · uitkeringsadministratie, UWV Oosterwaard" in text
    assert "uur, om over uw uitkering te beslissen. Gezien: wie u bent en wie u helpt, uw uitkering." in text


def test_looks_close_together_are_one_visit_that_says_how_many() -> None:
    scene = Scene()
    for _look in range(3):
        scene.look(scene.world.bas, Section.PLAN)
    scene.look(scene.world.bas, Section.PLAN, Purpose.INTAKE)
    text = looks(scene)
    assert text.count("Bas Kuiper") == 2
    assert "(3 keer), om u te begeleiden naar werk." in text


def test_looks_are_grouped_by_day() -> None:
    scene = Scene()
    with clock.travel(clock.now() - timedelta(days=1)):
        scene.look(scene.world.bas, Section.PLAN)
    scene.look(scene.world.bas, Section.PLAN)
    html = scene.browser().get("/me/looks/").content.decode()
    assert html.count('aria-labelledby="dag-') == 2


def test_older_looks_stand_on_a_next_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LOOKS_SHOWN", 2)
    scene = Scene()
    for person in (scene.world.bas, scene.world.mia, scene.world.bert):
        scene.look(person, Section.PLAN)
    answer = scene.browser().get("/me/looks/")
    assert "Bas Kuiper" not in words(answer.content)
    older = looks(scene, answer.context["older_url"])
    assert "Bas Kuiper" in older
    assert "Naar de nieuwste" in older


@pytest.mark.parametrize("before", ["x", "2026-01-01", "2026-01-01T00:00:00", "9" * 400])
def test_a_moment_that_is_none_shows_the_newest(before: str) -> None:
    scene = Scene()
    scene.look(scene.world.bas, Section.PLAN)
    assert "Bas Kuiper" in looks(scene, f"/me/looks/?before={before}")


def test_own_looks_are_not_listed() -> None:
    scene = Scene()
    scene.browser().get("/me/plan/")
    assert "Nog niemand keek in uw gegevens" in looks(scene)


def test_looks_at_another_client_are_not_shown() -> None:
    scene = Scene()
    other = scene.of_another()
    other.look(other.world.bas, Section.PLAN)
    assert "Nog niemand keek in uw gegevens" in looks(scene)


def test_the_page_says_whom_to_ask() -> None:
    assert "Bel Marloes van Dijk. Die zoekt het voor u uit. 06 00 00 00 01" in looks(Scene())


def test_every_purpose_and_part_has_plain_words() -> None:
    assert set(PURPOSE_WORDS) == set(Purpose)
    assert set(PART_WORDS) == set(Section)


def test_the_page_needs_few_questions_however_many_looked(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    scene = Scene()
    for person in (scene.world.bas, scene.world.mia, scene.world.bert, scene.world.joris) * 3:
        scene.look(person, Section.PLAN)
    browser = scene.browser()
    browser.get("/me/looks/")
    with django_assert_max_num_queries(15):
        browser.get("/me/looks/")
