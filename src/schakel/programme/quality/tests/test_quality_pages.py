"""The pages on completeness: which figures for whom, the dossiers behind them, targets, the file."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.tests.pages import browser, own_statements
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from schakel.ground.organisations.actions import create_team
from schakel.programme.quality.actions import ask_count, set_target
from schakel.programme.quality.models import (
    CompletenessCount,
    CompletenessGap,
    CompletenessRun,
    CompletenessTarget,
)
from schakel.programme.quality.queries import aims_on
from schakel.programme.quality.tests.counted import count, picture_for
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
HOME = reverse("quality:quality")


@pytest.fixture
def world() -> World:
    return World()


def _second_team(world: World) -> tuple[UUID, Person]:
    """Team Noord of UWV with one coach."""
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        team = create_team(actor=actor, organisation_id=world.uwv, name="Team Noord", role=Role.WORK_COACH)
        return team, hire(actor, world.uwv, "Nora Noord", Role.WORK_COACH, team)


def _read(person: Person, url: str = HOME) -> str:
    response = browser(person).get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def test_before_the_first_count_the_page_says_so(world: World) -> None:
    assert "Er is nog niet geteld" in _read(world.marloes)


def test_the_page_tells_per_field_and_team_and_links_to_what_is_missing(world: World) -> None:
    world.open(world.marloes, world.uwv, family_name="Haddou")
    count()
    text = _read(world.marloes)
    assert "Team WW" in text
    assert reverse("quality:gaps", args=["fact_education"]) in text
    gaps = _read(world.marloes, reverse("quality:gaps", args=["fact_education"]))
    assert "Haddou" in gaps
    assert "Haddou" not in _read(world.marloes, reverse("quality:gaps", args=["birth_date"]))


def test_a_colleague_without_the_dossier_sees_it_behind_no_gap(world: World) -> None:
    world.open(world.bas, world.city, family_name="Haddou")
    count()
    assert "Haddou" in _read(world.bas, reverse("quality:gaps", args=["fact_education"]))
    assert "Haddou" not in _read(world.bert, reverse("quality:gaps", args=["fact_education"]))


def test_nobody_sees_counts_gaps_or_targets_of_another_organisation(world: World) -> None:
    world.open(world.bas, world.city)
    count()
    _aim(world, 80)
    with world.marloes.at_work():
        models = (CompletenessRun, CompletenessCount, CompletenessGap, CompletenessTarget)
        assert [model.objects.count() for model in models] == [0, 0, 0, 0]


def test_a_small_team_of_others_is_not_shown_nor_told_by_the_total(world: World) -> None:
    team, nora = _second_team(world)
    world.open(world.marloes, world.uwv)
    world.open(nora, world.uwv)
    count()
    picture = picture_for(world.marloes, world.uwv)
    assert picture.of_team("birth_date", world.uwv_team).part is not None
    assert picture.of_team("birth_date", team).is_hidden
    assert picture.of_all("birth_date").is_hidden
    assert picture.overall().is_hidden
    assert "niet getoond" in _read(world.marloes)


def test_the_file_leaves_out_what_the_page_leaves_out(world: World) -> None:
    _team, nora = _second_team(world)
    world.open(world.marloes, world.uwv)
    world.open(nora, world.uwv)
    count()
    text = _read(world.marloes, reverse("quality:file"))
    assert "Geboortedatum;Team WW;1;1;100;;;" in text
    assert "Geboortedatum;Team Noord;minder dan tien;;;;;" in text


def test_the_months_show_how_it_goes(world: World) -> None:
    world.open(world.marloes, world.uwv)
    count()
    with clock.travel(clock.today() + timedelta(days=31)):
        count()
        text = _read(world.marloes)
    assert text[text.index("Per maand") :].count('scope="row"') == 2


def test_a_manager_asks_a_count_and_a_coach_may_not(world: World) -> None:
    assert browser(world.marloes).post(reverse("quality:count")).status_code == 404
    client = browser(world.city_admin)
    assert client.post(reverse("quality:count")).status_code == 302
    assert "De telling wacht op haar beurt." in client.get(HOME).content.decode()
    again = client.post(reverse("quality:count"))
    assert again.status_code == 409
    assert "Er wordt al geteld" in again.content.decode()


def test_asking_a_count_stands_in_the_journal_of_the_organisation(world: World) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        ask_count(actor=actor, organisation_id=world.city)
        with pytest.raises(ConflictError):
            ask_count(actor=actor, organisation_id=world.city)
    with world.marloes.at_work() as actor, pytest.raises(ForbiddenError):
        ask_count(actor=actor, organisation_id=world.uwv)


def _aim(world: World, percent: int | None, *, field: str = "reach", version: int = 0) -> UUID:
    with world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        return set_target(
            actor=actor,
            organisation_id=world.city,
            field=field,
            percent=percent,
            start=clock.today(),
            reason="bellen moet kunnen",
            expected_version=version,
        )


def test_a_target_holds_from_its_day_until_the_next(world: World) -> None:
    _aim(world, 80)
    with clock.travel(clock.today() + timedelta(days=5)):
        _aim(world, 90, version=1)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        today = clock.today()
        assert aims_on(world.city, today) == {"reach": 80}
        assert aims_on(world.city, today + timedelta(days=5)) == {"reach": 90}


def test_without_percentage_there_is_no_target_any_more(world: World) -> None:
    _aim(world, 80)
    _aim(world, None, version=1)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert aims_on(world.city, clock.today()) == {}


def test_an_unknown_field_has_no_target(world: World) -> None:
    with pytest.raises(NotFoundError):
        _aim(world, 80, field="shoe_size")


def _post(client: Client, **values: object) -> int:
    said = {"which": "aim", "percent": 80, "start": clock.today(), "reason": "omdat", "version": 0} | values
    return client.post(reverse("quality:target", args=["reach"]), said).status_code


def test_the_target_page_keeps_what_was_typed_and_says_what_is_wrong(world: World) -> None:
    client = browser(world.city_admin)
    url = reverse("quality:target", args=["reach"])
    said = {"which": "aim", "percent": 120, "start": "2019-01-01", "reason": "", "version": 0}
    response = client.post(url, said)
    assert response.status_code == 422
    assert 'value="120"' in response.content.decode()
    assert _post(client, percent="veel") == 422
    assert _post(client, percent="") == 422
    assert _post(client, percent="99999999999999999999") == 422
    assert _post(client, start="eergisteren") == 422
    assert _post(client, percent=120) == 422
    assert _post(client) == 302
    # Based on what stood there before the first: a colleague was faster.
    assert _post(client, percent=70) == 422


def test_the_page_shows_whether_a_target_is_reached(world: World) -> None:
    world.open(world.bas, world.city)
    count()
    _aim(world, 80)
    _aim(world, 80, field="birth_date")
    text = _read(world.bas)
    assert "onder 80%" in text
    assert "80% gehaald" in text


def test_the_page_asks_as_much_for_many_teams_as_for_one(world: World) -> None:
    world.open(world.marloes, world.uwv)
    count()
    assert len(own_statements(world.marloes, HOME)) <= 8
    _team, nora = _second_team(world)
    world.open(nora, world.uwv)
    count()
    assert len(own_statements(world.marloes, HOME)) <= 8


def test_the_list_behind_a_gap_goes_on_page_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Aa", "Bee", "Cee"]
    for name in names:
        world.open(world.marloes, world.uwv, family_name=name)
    count()
    url = reverse("quality:gaps", args=["fact_education"])
    text = _read(world.marloes, f"{url}?after=rommel&team=rommel")
    assert all(name in text for name in names)
    assert len(own_statements(world.marloes, url)) <= 12
