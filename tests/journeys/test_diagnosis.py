"""A diagnosis from begin to outcome against the advice, a labour expert in between, and one taken again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.diagnosis.tests.scene import begin, both_take_part, concluded, in_days, sign
from tests.world import PASSWORD, Person, World, hire

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]

Opened = Callable[..., Any]
Audit = Callable[[Any], None]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return both_take_part(world)


@pytest.fixture
def expert(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Lars Arbeid", Role.LABOUR_EXPERT, None)


def pick(page: Any, question: str, answer: str) -> None:
    """Choose an answer in the set of a question."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def test_the_advice_is_overruled_with_a_reason(
    world: World, dossier_id: UUID, open_browser: Opened, audit: Audit
) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id)
    page = open_browser(world.bas.username, PASSWORD)
    page.goto(f"/dossiers/{dossier_id}/diagnosis/")
    audit(page)
    follow(page, "Rond de diagnose af")
    audit(page)
    page.get_by_label("Waar staat de cliënt?").fill("Weet wat hij wil, en mist de weg.")
    pick(page, "Trede op de ladder", "trede 5: werk met hulp")
    page.get_by_label("Na hoeveel maanden").fill("6")
    page.get_by_label("Hoe groot is die kans").fill("70")
    pick(page, "Hoe begeleidt u de cliënt?", "coachen naar zelf oplossen")
    pick(page, "Reden", "wens van de cliënt")
    pick(page, "Wat vindt de cliënt?", "eens")
    pick(page, "Stijl van begeleiden", "motiverend: samen redenen zoeken")
    page.get_by_label("Waarom past deze stijl?").fill("twijfelt nog")
    press(page, "Leg de uitkomst vast")
    assert page.get_by_text("U wijkt af van het advies").first.is_visible()
    page.get_by_label("In eigen woorden").fill("Vroeg zelf om een coach.")
    press(page, "Leg de uitkomst vast")
    assert page.get_by_text("anders dan het advies").is_visible()
    audit(page)


def test_a_labour_expert_is_asked_and_answers(
    world: World, dossier_id: UUID, expert: Person, open_browser: Opened, audit: Audit
) -> None:
    begin(world.marloes, dossier_id)
    page = open_browser(world.bas.username, PASSWORD)
    page.goto(f"/dossiers/{dossier_id}/diagnosis/")
    follow(page, "Vraag advies")
    audit(page)
    page.get_by_label("Wat wilt u weten?").fill("Wat kan zij tillen?")
    page.get_by_label("Welke arbeidsdeskundige?").select_option(str(expert.membership_id))
    page.get_by_label("Antwoord uiterlijk op").fill(in_days(9).isoformat())
    press(page, "Stel de vraag")
    theirs = open_browser(expert.username, PASSWORD)
    theirs.goto("/advice/")
    audit(theirs)
    theirs.get_by_role("listitem").filter(has_text="Wat kan zij tillen?").get_by_role("link").click()
    theirs.wait_for_load_state()
    theirs.get_by_label("Wat kan de cliënt op het werk?").fill("Tot 10 kilo.")
    theirs.get_by_label("Wat adviseert u?").fill("Licht werk.")
    press(theirs, "Geef dit advies")
    page.goto(f"/dossiers/{dossier_id}/diagnosis/")
    assert page.get_by_text("Tot 10 kilo.").is_visible()


def test_a_diagnosis_is_taken_again_and_shows_what_changed(
    world: World, dossier_id: UUID, open_browser: Opened, audit: Audit
) -> None:
    concluded(world, dossier_id)
    page = open_browser(world.bas.username, PASSWORD, script=False)
    page.goto(f"/dossiers/{dossier_id}/diagnosis/")
    follow(page, "Begin een nieuwe diagnose")
    pick(page, "Hoe gaat de diagnose?", "één medewerker")
    press(page, "Begin")
    follow(page, "Wensen")
    pick(page, "De cliënt zette al stappen naar die wens", "helemaal")
    press(page, "Onderteken dit deel")
    follow(page, "Bekijk de verschillen in de tijd")
    assert page.get_by_text("+22").is_visible()


def test_uwv_begins_a_diagnosis_and_the_municipality_completes_it(
    world: World, dossier_id: UUID, open_browser: Opened, audit: Audit
) -> None:
    diagnosis_id = begin(world.marloes, dossier_id, mode="parts")
    sign(world.marloes, dossier_id, diagnosis_id, "wishes", "motivation", "possibilities", "competences")
    sign(world.bas, dossier_id, diagnosis_id, "limitations")
    page = open_browser(world.bas.username, PASSWORD)
    page.goto(f"/dossiers/{dossier_id}/diagnosis/")
    assert page.get_by_text("Nog 1 deel te ondertekenen").is_visible()
    follow(page, "Zelfredzaamheid")
    audit(page)
    pick(page, "De cliënt begint zelf aan een oplossing", "grotendeels")
    press(page, "Onderteken dit deel")
    assert page.get_by_role("link", name="Rond de diagnose af").is_visible()


def test_a_partner_files_an_analysis_and_a_coach_sees_that_sources_differ(
    world: World, dossier_id: UUID, open_browser: Opened, audit: Audit
) -> None:
    begin(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        how = {"kind": "helping", "because": "samen", "membership_id": world.joris.membership_id}
        add_participant(actor=actor, dossier_id=dossier_id, **how)
    for person, stance in (
        (world.joris, "helpt bij het vinden van werk"),
        (world.bas, "staat werk nu in de weg"),
    ):
        page = open_browser(person.username, PASSWORD)
        page.goto(f"/dossiers/{dossier_id}/diagnosis/analyses/")
        follow(page, "Leg een analyse vast")
        audit(page)
        page.get_by_label("Waar gaat de analyse over?").select_option("possibilities")
        page.get_by_label("Welke vraag beantwoordt u?").fill("Hoeveel uur lukt?")
        page.get_by_label("Wat vond u?").fill("Drie dagen van zes uur.")
        pick(page, "Wat betekent dit voor werk?", stance)
        page.get_by_label("Waar rust dit op?").fill("een proefweek")
        press(page, "Leg de analyse vast")
    coach = open_browser(world.marloes.username, PASSWORD, script=False)
    coach.goto(f"/dossiers/{dossier_id}/diagnosis/")
    follow(coach, "Zet alle analyses naast elkaar")
    assert coach.get_by_text("bronnen verschillen").is_visible()
    assert coach.get_by_text("Drie dagen van zes uur.").count() == 2
