"""A region: the same for the same seed, the same people whoever else comes, and lives that make sense."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.simulation.region.courses import simulate
from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import Step, events_of
from schakel.simulation.region.people import draw_people
from schakel.simulation.region.reading import read_region
from schakel.simulation.region.spells import NEVER, NONE, WW, Courses, Ending, Field, guide_at
from schakel.simulation.region.streams import Draw, uniform


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region()


def lived(region: Region, seed: int, clients: int, at_once: int = 50_000) -> list[Courses]:
    return list(simulate(region, seed, clients, at_once=at_once))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**31 - 1), few=st.integers(1, 60), more=st.integers(1, 60))
def test_more_people_change_nothing_for_the_first(seed: int, few: int, more: int) -> None:
    region = read_region()
    [some], [all_of_them] = lived(region, seed, few), lived(region, seed, few + more)
    same = all_of_them.of(Field.WHO) < few
    assert (all_of_them.spells[same] == some.spells).all()


def test_portions_make_no_difference(region: Region) -> None:
    [whole], parts = lived(region, 3, 500), lived(region, 3, 500, at_once=170)
    joined = [part.spells[:, 1:] for part in parts]
    assert (np.concatenate(joined) == whole.spells[:, 1:]).all()


def test_another_seed_gives_another_region(region: Region) -> None:
    [one], [other] = lived(region, 1, 300), lived(region, 2, 300)
    assert len(one.spells) != len(other.spells) or (one.spells != other.spells).any()


def test_numbers_by_counting_are_even_and_have_nothing_to_do_with_each_other() -> None:
    whom = np.arange(200_000)
    drawn = [uniform(1, Draw.WORK, whom, 1), uniform(1, Draw.WORK, whom, 2), uniform(2, Draw.WORK, whom, 1),
             uniform(1, Draw.MOVES, whom, 1)]  # fmt: skip
    for values in drawn:
        counts = np.histogram(values, 50, (0, 1))[0]
        assert ((counts - 4000) ** 2 / 4000).sum() < 100
    assert np.abs(np.corrcoef(drawn) - np.eye(4)).max() < 0.01
    assert abs(np.corrcoef(drawn[0][1:], drawn[0][:-1])[0, 1]) < 0.01


def test_spells_of_a_person_follow_each_other_with_work_between(region: Region) -> None:
    [courses] = lived(region, 5, 3000)
    spells = courses.spells
    again = spells[1:][spells[1:, Field.WHO] == spells[:-1, Field.WHO]]
    before = spells[:-1][spells[1:, Field.WHO] == spells[:-1, Field.WHO]]
    assert len(again) > 300
    assert (before[:, Field.ENDING] == Ending.WORK).all()
    assert (again[:, Field.BEGIN] > before[:, Field.END]).all()
    assert (again[:, Field.ORDER] == before[:, Field.ORDER] + 1).all()
    assert (courses.last_month >= courses.of(Field.BEGIN)).all()
    assert courses.last_month.max() == region.months - 1


def test_nobody_without_benefit_starts_a_service_and_rights_end_only_in_ww(region: Region) -> None:
    [courses] = lived(region, 6, 3000)
    started = courses.spells[courses.of(Field.START) < NEVER]
    assert (guide_at(started, started[:, Field.START]) != NONE).all()
    assert (started[:, Field.WAY] != NONE).all()
    has_end = courses.of(Field.RIGHT_END) < NEVER
    assert (has_end == (courses.of(Field.REGIME) == WW)).all()


def test_people_are_spread_as_declared(region: Region) -> None:
    people = draw_people(region, 4, 0, 40_000)
    shares = np.bincount(people.kind) / 40_000
    assert shares == pytest.approx([each.share for each in region.client_types], abs=0.01)
    for number, each in enumerate(region.client_types):
        mine = people.kind == number
        assert people.traits[mine, 1:].mean(axis=0) == pytest.approx(each.traits[1:], abs=0.04)
        assert (people.age[mine].min(), people.age[mine].max()) == each.age
    assert (people.traits[:, 1] + people.traits[:, 2]).max() == 1


@pytest.mark.parametrize("first_month", [2019 * 12, 2021 * 12 + 4, 2026 * 12])
def test_a_spell_ends_in_its_month_so_that_the_next_can_begin(region: Region, first_month: int) -> None:
    region = replace(region, first_month=first_month)
    [courses] = lived(region, 9, 8000)
    events = events_of(region, 9, courses)
    over = np.isin(events.step, (Step.WORK, Step.MOVED))
    month = events.at[over].astype("datetime64[M]").astype(int) + 1970 * 12 - first_month
    assert (month == courses.of(Field.END)[events.spell[over]]).all()


def test_growing_inflow_brings_most_people_late_and_leaves_even_inflow_as_it_was(region: Region) -> None:
    growing = draw_people(replace(region, inflow_growth=5.0), 4, 0, 40_000)
    assert np.mean(growing.inflow < region.inflow_months / 2) == pytest.approx(1 / 32, abs=0.004)
    assert growing.inflow.max() == region.inflow_months - 1
    even = (uniform(4, Draw.INFLOW, growing.number) * region.inflow_months).astype(int)
    assert (draw_people(region, 4, 0, 40_000).inflow == even).all()


def test_events_stand_in_a_sensible_order_and_within_office_hours(region: Region) -> None:
    [courses] = lived(region, 7, 2000)
    events = events_of(region, 7, courses)
    first = np.searchsorted(events.spell, np.arange(len(courses.spells)))
    assert (events.step[first] == Step.REGISTERED).all()
    last = np.searchsorted(events.spell, np.arange(len(courses.spells)), side="right") - 1
    worked = courses.of(Field.ENDING) == Ending.WORK
    assert np.isin(events.step[last[worked]], (Step.WORK, Step.TAKEN_UP)).all()
    hour = (events.at - events.at.astype("datetime64[D]")).astype(int) // 60
    assert (hour.min(), hour.max()) == (9, 16)
    assert np.is_busday(events.at.astype("datetime64[D]")).all()
    same = events.spell[1:] == events.spell[:-1]
    assert (events.at[1:][same] >= events.at[:-1][same]).all()
