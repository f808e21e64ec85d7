"""Targets for the mix, changes in steering, and the works council: kept by whom, how, and with bad input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.jobseekers.services.actions.figures import (
    NewMixTarget,
    end_council_consent,
    note_steering,
    record_council_consent,
    set_mix_target,
)
from schakel.jobseekers.services.catalogue.model import MIX
from schakel.jobseekers.services.models import CouncilConsent, MixTarget, SteeringEvent
from schakel.jobseekers.services.queries.bare_choices import bare_choices, year_back
from schakel.jobseekers.services.tests.crowd import LONG_AGO, clients
from schakel.jobseekers.services.tests.scene import GUIDED, choose, on_ww, tell, written
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, hire

pytestmark = MARKS
TODAY = clock.today()
SHARES = {"intensive": 40, "monitoring": 30, "modular": 10, "trajectory": 20}
PLANNED = {
    "near": {"monitoring": 100},
    "far": {"trajectory": 100},
    "unknown": {"intensive": 60, "monitoring": 40},
}


@pytest.fixture
def world() -> World:
    with clock.travel(TODAY - LONG_AGO - timedelta(days=9)):
        return World()


@pytest.fixture
def ulla(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Ulla Beheer", Role.ADMINISTRATOR, None)


def aim(world: World, person: Person, *, version: int = 0, **changes: Any) -> None:
    values = {"start": TODAY, "reason": "zo past het bij wie er is", "shares": SHARES} | changes
    with person.at_work(Purpose.STEERING) as actor:
        set_mix_target(
            actor=actor, organisation_id=world.uwv, new=NewMixTarget(**values), expected_version=version
        )


def note(world: World, person: Person, what: str = "vier maanden is de grens", days: int = 0) -> None:
    with person.at_work(Purpose.STEERING) as actor:
        day = TODAY - timedelta(days=days)
        note_steering(actor=actor, organisation_id=world.uwv, happened_on=day, what=what)


def agree(world: World, person: Person, document: str = "Instemming OR, stuk 12", days: int = 0) -> None:
    with person.at_work(Purpose.ADMINISTRATION) as actor:
        day = TODAY - timedelta(days=days)
        record_council_consent(actor=actor, organisation_id=world.uwv, document=document, day=day)


def test_a_target_holds_from_its_day_and_the_next_ends_it(world: World, ulla: Person) -> None:
    aim(world, ulla)
    aim(world, ulla, version=1, start=TODAY + timedelta(days=30), team_id=None)
    with ulla.at_work():
        rows = list(MixTarget.objects.order_by("set_at"))
    assert [(row.valid_from, row.valid_to) for row in rows] == [
        (TODAY, TODAY + timedelta(days=30)),
        (TODAY + timedelta(days=30), None),
    ]
    assert rows[0].shares == SHARES | {"other": 0}


def test_a_team_has_its_own_beside_that_of_all(world: World, ulla: Person) -> None:
    aim(world, ulla)
    aim(world, ulla, team_id=world.uwv_team)
    page = signed_in(world.marloes).get(reverse("services:figures"), {"team": str(world.uwv_team)})
    assert "zo past het bij wie er is" in page.content.decode()
    with pytest.raises(NotFoundError):
        aim(world, ulla, team_id=world.city_team)


def test_a_derived_target_keeps_the_population_it_came_from(world: World, ulla: Person) -> None:
    clients(world, world.marloes, 12)
    aim(world, ulla, shares={}, planned=PLANNED)
    with ulla.at_work():
        row = MixTarget.objects.get()
    assert (row.population, row.population_on) == ({"unknown": 100}, TODAY)
    assert row.shares == dict.fromkeys(MIX, 0) | {"intensive": 60, "monitoring": 40}
    text = signed_in(world.marloes).get(reverse("services:figures")).content.decode()
    assert "100% afstand nog niet bekend" in text


def test_nothing_is_derived_from_fewer_than_ten_clients(world: World, ulla: Person) -> None:
    clients(world, world.marloes, 9)
    with pytest.raises(InvalidError) as refused:
        aim(world, ulla, shares={}, planned=PLANNED)
    assert "which" in refused.value.fields


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"shares": SHARES | {"intensive": 41}}, "shares-intensive"),
        ({"shares": {"intensive": 200, "monitoring": -100}}, "shares-intensive"),
        ({"shares": {"x": 100}}, "shares-intensive"),
        ({"shares": {}, "planned": {"near": {"monitoring": 100}}}, "far-intensive"),
        ({"start": TODAY - timedelta(days=1)}, "start"),
        ({"start": TODAY + timedelta(days=9999)}, "start"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
    ],
)
def test_a_rotten_target_is_refused_at_its_field(
    world: World, ulla: Person, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        aim(world, ulla, **changes)
    assert field in refused.value.fields


def test_who_was_late_changes_nothing(world: World, ulla: Person) -> None:
    aim(world, ulla)
    with pytest.raises(StaleVersionError):
        aim(world, ulla)


def test_a_change_in_steering_stands_on_the_page_once(world: World, ulla: Person) -> None:
    note(world, ulla, "Vier maanden is de grens", days=200)
    with pytest.raises(ConflictError):
        note(world, ulla, "Vier maanden is de grens", days=200)
    text = signed_in(world.marloes).get(reverse("services:figures_starts")).content.decode()
    assert "Vier maanden is de grens" in text
    assert "Te weinig diensten begonnen" in text
    assert "Vier maanden" not in signed_in(world.bas).get(reverse("services:figures_starts")).content.decode()


@pytest.mark.parametrize(("what", "days"), [("", 0), ("x" * 201, 0), ("later", -1), ("lang geleden", 20000)])
def test_a_rotten_change_is_refused(world: World, ulla: Person, what: str, days: int) -> None:
    with pytest.raises(InvalidError):
        note(world, ulla, what, days)


@pytest.mark.parametrize("act", [aim, note, agree])
def test_a_coach_sets_nothing(world: World, act: Callable[..., None]) -> None:
    with pytest.raises(ForbiddenError):
        act(world, world.marloes)


def test_the_council_agrees_once_and_until_it_is_withdrawn(world: World, ulla: Person) -> None:
    agree(world, ulla, days=3)
    with pytest.raises(ConflictError):
        agree(world, ulla, days=2)
    with ulla.at_work(Purpose.ADMINISTRATION) as actor:
        end_council_consent(actor=actor, organisation_id=world.uwv, reason="de regeling wijzigt")
        assert CouncilConsent.objects.get().valid_to == TODAY
        with pytest.raises(ConflictError):
            end_council_consent(actor=actor, organisation_id=world.uwv, reason="nog eens")
    agree(world, ulla, document="Instemming OR, stuk 13")


@pytest.mark.parametrize(("document", "days"), [("", 0), ("x" * 201, 0), ("stuk", -1), ("stuk", 20000)])
def test_a_rotten_agreement_is_refused(world: World, ulla: Person, document: str, days: int) -> None:
    with pytest.raises(InvalidError):
        agree(world, ulla, document, days)


def test_rows_of_another_organisation_are_not_there(world: World, ulla: Person) -> None:
    aim(world, ulla)
    note(world, ulla)
    agree(world, ulla)
    with world.bas.at_work():
        assert [model.objects.count() for model in (MixTarget, SteeringEvent, CouncilConsent)] == [0, 0, 0]


def colleagues(world: World, count: int) -> list[Person]:
    """Coaches in the team of UWV, each with a choice of their own words or with an offered reason."""
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return [hire(actor, world.uwv, f"Coach {n}", Role.WORK_COACH, world.uwv_team) for n in range(count)]


def chosen(world: World, person: Person, *, is_bare: bool) -> None:
    by_hand = world.marloes
    world.marloes = person
    try:
        dossier_id = on_ww(world)
    finally:
        world.marloes = by_hand
    tell(person, dossier_id, **GUIDED)
    choose(person, dossier_id, **({} if is_bare else written()))


def test_choices_without_own_words_are_counted_where_the_council_agreed(world: World, ulla: Person) -> None:
    people = colleagues(world, 10)
    for number, person in enumerate(people):
        chosen(world, person, is_bare=number < 4)
    page = reverse("services:figures_choices")
    with ulla.at_work(Purpose.STEERING):
        assert bare_choices(year_back()) == []
    assert "Deze cijfers staan uit" in signed_in(ulla).get(page).content.decode()
    agree(world, ulla)
    with ulla.at_work(Purpose.STEERING):
        found = {one.scope.name: (one.choices, one.bare) for one in bare_choices(year_back())}
    assert found == {"Hele organisatie": (10, 4), "Team WW": (10, 4)}
    text = signed_in(ulla).get(page).content.decode()
    assert "minder dan 10 van 10" in text
    assert not any(f"Coach {number}" in text for number in range(10))


def test_a_team_in_which_fewer_than_ten_chose_is_not_shown(world: World, ulla: Person) -> None:
    agree(world, ulla)
    for person in colleagues(world, 3):
        for _number in range(4):
            chosen(world, person, is_bare=True)
    with ulla.at_work(Purpose.STEERING):
        found = bare_choices(year_back())
    assert found
    assert all(one.is_hidden and one.choices == 0 for one in found)


def test_the_pages_keep_what_was_typed_and_do_the_act(world: World, ulla: Person) -> None:
    browser, url = signed_in(ulla), reverse("services:figures_target")
    typed = {"which": "shares", "start": TODAY.isoformat(), "reason": "omdat", "version": "0"}
    wrong = browser.post(url, typed | {"shares-intensive": "55"})
    assert wrong.status_code == 422
    assert 'value="55"' in wrong.content.decode()
    assert "tellen samen op tot 100" in wrong.content.decode()
    assert browser.post(url, typed | {"shares-intensive": "abc"}).status_code == 422
    assert browser.post(url, typed | {"shares-intensive": "100"}).status_code == 302
    assert browser.get(url).status_code == 200
    assert browser.get(f"{url}?team=rommel").status_code == 404
    council = reverse("services:figures_council")
    assert browser.post(council, {"document": ""}).status_code == 422
    assert browser.post(council, {"document": "stuk 1", "day": TODAY.isoformat()}).status_code == 302
    assert "Trek in" in browser.get(council).content.decode()
    assert browser.post(council, {"reason": "klaar"}).status_code == 302
    steering = reverse("services:figures_steering")
    assert browser.post(steering, {"what": "iets"}).status_code == 422
    assert browser.post(steering, {"what": "iets", "happened_on": TODAY.isoformat()}).status_code == 302


def test_which_way_to_aim_is_not_preselected(world: World, ulla: Person) -> None:
    text = signed_in(ulla).get(reverse("services:figures_target")).content.decode()
    assert 'type="radio"' in text
    assert "checked" not in text


def test_without_agreement_the_database_counts_nothing(world: World, ulla: Person) -> None:
    chosen(world, world.marloes, is_bare=True)
    with ulla.at_work(Purpose.STEERING), connection.cursor() as cursor:
        cursor.execute("select count(*) from services_bare_choices(%s)", [year_back()])
        assert cursor.fetchone()[0] == 0
