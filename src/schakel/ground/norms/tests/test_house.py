"""The figures of the house: one source, an organisation's own from a day on, and who chooses them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.queries.arrangements import agreed_between, pairs_of
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ForbiddenError, InvalidError, NotFoundError, StaleVersionError
from schakel.ground.kernel.legal_calendar import add_working_days, working_days_between
from schakel.ground.norms import house
from schakel.ground.norms.actions import set_figure
from schakel.ground.norms.house import Figure, figure_of
from schakel.ground.norms.models import OwnFigure
from schakel.ground.norms.queries.house import house_figure
from schakel.ground.norms.registers import the_register
from schakel.ground.norms.uses import standing_uses
from schakel.ground.organisations.models import Organisation
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS
PAGE = f"/norms/house/{house.QUEUE}/"
SAID = {"which": "own", "value": "2", "reason": "wij zijn sneller", "version": "0"}


@pytest.fixture
def world() -> World:
    return World()


def _set(world: World, key: str = house.QUEUE, person: Person | None = None, **said: Any) -> UUID:
    values = {"value": 2, "start": clock.today(), "reason": "wij zijn sneller", "expected_version": 0} | said
    with (person or world.city_admin).at_work(Purpose.ADMINISTRATION) as actor:
        return set_figure(actor=actor, organisation_id=world.city, key=key, **values)


def _value(organisation_id: UUID, day: date | None = None, key: str = house.QUEUE) -> int:
    return figure_of(key, organisation_id, day or clock.today()).value


def test_every_figure_that_the_code_works_with_is_in_the_register() -> None:
    used = {
        value for name, value in vars(house).items() if name.isupper() and str(value).startswith("HOUSE-")
    }
    assert len(used) >= 9
    assert used <= {norm.key for norm in the_register().house}


def test_every_figure_that_the_code_works_with_tells_where_it_counts() -> None:
    used = {
        value for name, value in vars(house).items() if name.isupper() and str(value).startswith("HOUSE-")
    }
    assert {key for key in used if not standing_uses(key)} == set()


def test_every_figure_counts_somewhere_or_says_what_it_waits_for() -> None:
    wrong = {norm.key for norm in the_register().house if bool(standing_uses(norm.key)) == bool(norm.awaits)}
    assert wrong == set()


@given(
    day=st.dates(date(2001, 1, 1), date(2060, 1, 1)),
    value=st.integers(1, 60),
    unit=st.sampled_from(["days", "weeks", "months", "years"]),
)
def test_what_is_beyond_a_figure_began_just_too_long_ago(day: date, value: int, unit: str) -> None:
    figure = Figure(value, unit)
    last = figure.beyond(day)
    assert figure.ahead(last) < day <= figure.ahead(last + timedelta(days=1))


def test_what_is_beyond_a_figure_in_working_days_began_more_working_days_ago() -> None:
    monday = date(2026, 11, 23)
    last = Figure(5, "working_days").beyond(monday)
    assert working_days_between(last, monday) == 6
    assert working_days_between(last + timedelta(days=1), monday) <= 5


@pytest.mark.parametrize(
    ("figure", "end"),
    [
        (Figure(2, "working_days"), date(2026, 11, 24)),
        (Figure(28, "days"), date(2026, 12, 18)),
        (Figure(8, "weeks"), date(2027, 1, 15)),
        (Figure(6, "months"), date(2027, 5, 20)),
        (Figure(1, "years"), date(2027, 11, 20)),
    ],
)
def test_a_figure_ahead_of_a_friday_ends_on_its_day(figure: Figure, end: date) -> None:
    assert figure.ahead(date(2026, 11, 20)) == end


def test_a_bare_number_is_no_length_of_time() -> None:
    with pytest.raises(ValueError, match="no length"):
        Figure(10, "percent").ahead(date(2026, 11, 20))


def test_without_a_choice_the_figure_of_the_house_holds(world: World) -> None:
    assert _value(world.city) == house.preset(house.QUEUE).value


def test_an_own_figure_holds_for_the_own_organisation_from_its_day(world: World) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    _set(world, start=tomorrow)
    preset = house.preset(house.QUEUE).value
    assert (_value(world.city), _value(world.city, tomorrow), _value(world.uwv, tomorrow)) == (
        preset,
        2,
        preset,
    )


def test_the_figure_of_the_house_can_be_taken_again(world: World) -> None:
    _set(world)
    _set(world, value=None, reason="toch niet", expected_version=1)
    assert _value(world.city) == house.preset(house.QUEUE).value
    assert OwnFigure.objects.count() == 2


def test_a_choice_for_today_takes_away_what_was_set_for_later(world: World) -> None:
    later = clock.today() + timedelta(days=30)
    _set(world, value=9, start=later)
    _set(world, value=3, expected_version=1)
    assert (_value(world.city), _value(world.city, later)) == (3, 3)


def test_a_choice_leaves_an_entry_of_the_organisation_with_what_it_was(world: World) -> None:
    _set(world)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert Entry.objects.get(verb="house_norm.set").organisation_id == world.city


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"value": 0}, "value"),
        ({"value": -1}, "value"),
        ({"value": 61}, "value"),
        ({"value": None}, "value"),
        ({"key": house.COMPARE_FROM, "value": 9}, "value"),
        ({"start": date(2020, 1, 1)}, "start"),
        ({"start": date(2999, 1, 1)}, "start"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
    ],
)
def test_a_choice_that_cannot_be_is_told_at_its_field(world: World, said: Any, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        _set(world, **said)
    assert set(refused.value.fields) == {field}
    assert not OwnFigure.objects.exists()


def test_the_same_figure_again_is_refused(world: World) -> None:
    _set(world)
    with pytest.raises(InvalidError):
        _set(world, expected_version=1)


def test_two_administrators_do_not_overwrite_each_other(world: World) -> None:
    _set(world)
    with pytest.raises(StaleVersionError):
        _set(world, value=3)
    assert _value(world.city) == 2


def test_only_the_own_administrator_chooses(world: World) -> None:
    with pytest.raises(ForbiddenError):
        _set(world, person=world.bas)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(NotFoundError):
        set_figure(
            actor=actor,
            organisation_id=world.uwv,
            key=house.QUEUE,
            value=2,
            start=clock.today(),
            reason="niet van ons",
            expected_version=0,
        )


def test_an_unknown_figure_is_not_found(world: World) -> None:
    with pytest.raises(NotFoundError):
        _set(world, key="HOUSE-verzonnen")


def test_a_handover_follows_the_term_of_who_receives_it(world: World) -> None:
    _set(world, house.HANDOVER_TAKEN_UP, value=3)
    with world.marloes.at_work():
        assert agreed_between(world.uwv, world.city).term_working_days == 3
        assert agreed_between(world.city, world.uwv).term_working_days == 5
        uwv = Organisation.objects.get(pk=world.uwv)
        terms = {p.is_outgoing: p.agreed.term_working_days for p in pairs_of(uwv) if p.other.pk == world.city}
    assert terms == {True: 3, False: 5}


def test_signals_follow_the_figure_of_the_organisation_they_are_for(world: World) -> None:
    dossier_id = world.open_in_queue(world.bas, world.city, world.city_team)
    other_id = world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    _set(world, value=1)
    with clock.travel(add_working_days(clock.today(), 3)):
        refresh_all()
        assert names(world.bas, dossier_id) == {"nobody_responsible"}
        assert names(world.marloes, other_id) == set()


def test_a_shield_is_reviewed_within_the_own_figure(world: World) -> None:
    from schakel.ground.dossiers.actions import shield_dossier
    from schakel.ground.dossiers.actions.shields import NewShield

    _set(world, house.SHIELD_REVIEW, value=30)
    dossier_id = world.open(world.bas, world.city)
    late = NewShield("collega kent de cliënt", clock.today() + timedelta(days=31))
    with world.bas.at_work() as actor, pytest.raises(InvalidError) as refused:
        shield_dossier(actor=actor, dossier_id=dossier_id, new=late)
    assert "review_on" in refused.value.fields


def test_the_page_shows_the_own_figure_beside_that_of_the_house(world: World) -> None:
    client = signed_in(world.city_admin)
    assert client.post(PAGE, SAID | {"start": clock.today().isoformat()}).status_code == 302
    text = client.get("/norms/house/").content.decode()
    assert "<strong>2 werkdagen</strong>" in text
    assert "5 werkdagen" in text
    assert "Niemand is verantwoordelijk" in text
    assert "wij zijn sneller" in client.get(PAGE).content.decode()


def test_the_page_takes_the_figure_of_the_house_again(world: World) -> None:
    _set(world)
    back = {"which": "house", "value": "", "reason": "toch", "version": "1"}
    answer = signed_in(world.city_admin).post(PAGE, back | {"start": clock.today().isoformat()})
    assert answer.status_code == 302
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        found = house_figure(world.city, house.QUEUE, clock.today())
    assert found is not None
    assert not found.is_own


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": ""},
        {"value": "veel"},
        {"value": "99999999999999999999"},
        {"which": "allebei"},
        {"start": "31-31-2026"},
        {"start": "9999-12-31"},
        {"reason": ""},
        {"version": "7"},
    ],
)
def test_a_wrong_form_keeps_what_was_typed(world: World, wrong: Any) -> None:
    said = SAID | {"start": clock.today().isoformat(), "reason": "bewaar mij"} | wrong
    answer = signed_in(world.city_admin).post(PAGE, said)
    assert answer.status_code == 422
    assert wrong.get("reason") == "" or "bewaar mij" in answer.content.decode()
    assert not OwnFigure.objects.exists()


def test_who_is_no_administrator_reads_the_figures_and_changes_none(world: World) -> None:
    client = signed_in(world.bas)
    page = client.get("/norms/house/")
    assert page.status_code == 200
    assert PAGE not in page.content.decode()
    assert client.get(PAGE).status_code == 404


def test_the_list_reads_all_figures_at_once(world: World, django_assert_max_num_queries: Any) -> None:
    client = signed_in(world.city_admin)
    client.get("/norms/house/")
    with django_assert_max_num_queries(10):
        client.get("/norms/house/")
