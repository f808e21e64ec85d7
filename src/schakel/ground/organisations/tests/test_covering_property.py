"""Whatever absences, stand-ins and pairs are told, exactly the right people see a dossier on each day."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import SchakelError
from schakel.ground.organisations.actions import (
    NewAbsence,
    arrange_cover,
    change_absence,
    end_pair,
    make_pair,
    report_absence,
)
from schakel.ground.organisations.models import Absence
from schakel.ground.organisations.queries.availability import absent_without_cover
from schakel.ground.organisations.tests.test_covering import day
from schakel.ground.organisations.tests.test_pairs import uwv_admin
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

NAMES = ["marloes", "mia", "bas"]
HORIZON = 9
names, days = st.sampled_from(NAMES), st.integers(0, 6)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("away"), names, days, st.integers(1, 5) | st.none(), names),
        st.tuples(st.just("away"), names, days, st.integers(1, 5), st.none()),
        st.tuples(st.just("back"), names, days, st.none(), st.none()),
        st.tuples(st.just("cover"), names, days, st.none(), names),
        st.tuples(st.just("pair"), names, days, st.none(), names),
        st.tuples(st.just("part"), names, days, st.none(), names),
        st.tuples(st.just("wait"), names, days, st.none(), st.none()),
    ),
    min_size=3,
    max_size=12,
)
Step = tuple[str, str, int, int | None, str | None]


class Office:
    """The acts on one side, and a plain table of days on the other: who is away, who stands in."""

    def __init__(self, world: World) -> None:
        self.people: dict[str, Person] = {name: getattr(world, name) for name in NAMES}
        self.admins = {world.city: world.city_admin, world.uwv: uwv_admin(world)}
        self.homes = {"marloes": world.uwv, "mia": world.uwv, "bas": world.city}
        self.away: dict[str, set[int]] = defaultdict(set)
        self.cover: dict[tuple[str, int], str] = {}
        self.ids: dict[str, list[tuple[UUID, int, int]]] = defaultdict(list)
        self.pairs: dict[tuple[str, str], list[UUID]] = defaultdict(list)
        self.now = 0

    def do(self, step: Step) -> None:
        """One step; a refusal in words changes nothing. That the database had to refuse is a mistake."""
        name, who, number, length, other = step
        try:
            getattr(self, f"do_{name}")(who, number, length, other)
        except SchakelError as error:
            if "alleen op dagen dat iemand afwezig is" in error.what:
                raise AssertionError(step) from error

    def act(self, act: Any, who: str, **values: Any) -> UUID:
        admin = self.admins[self.homes[who]]
        with admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
            return act(actor=actor, organisation_id=self.homes[who], **values)

    def do_away(self, who: str, number: int, length: int | None, other: str | None) -> None:
        start = self.now + number
        end = start + length if length else HORIZON
        new = NewAbsence("leave" if length else "away", self._day(start), self._day(end) if length else None)
        standin = self.people[other].membership_id if other else None
        member = self.people[who].membership_id
        absence_id = self.act(report_absence, who, membership_id=member, new=new, standin_id=standin)
        self.ids[who].append((absence_id, start, end if length else 10_000))
        self._mark(who, start, end, other)

    def do_back(self, who: str, number: int, _length: int | None, _other: str | None) -> None:
        if not self.ids[who]:
            return
        absence_id, start, was = self.ids[who][-1]
        back = self.now + number
        self.act(change_absence, who, absence_id=absence_id, back_on=self._day(back))
        self.ids[who][-1] = (absence_id, start, back)
        last = self.cover.get((who, was - 1))
        for one in range(back, HORIZON):
            self.away[who].discard(one) if start <= one < was else None
            self.cover.pop((who, one), None) if start <= one < was else None
        if back > was:
            is_free = last is not None and not self.away[last] & set(range(was, back))
            self._mark(who, was, back, last if is_free and self._may(last, who) else None)

    def do_cover(self, who: str, number: int, _length: int | None, other: str | None) -> None:
        if not self.ids[who] or other is None:
            return
        absence_id, _start, end = self.ids[who][-1]
        values = {"absence_id": absence_id, "standin_id": self.people[other].membership_id}
        self.act(arrange_cover, who, start=self._day(self.now + number), **values)
        self._mark(who, self.now + number, min(end, HORIZON), other)

    def do_pair(self, who: str, _number: int, _length: int | None, other: str | None) -> None:
        """Both administrators say so; within one organisation once is enough."""
        assert other is not None
        for one, two in ((who, other), (other, who)):
            ids = [self.people[name].membership_id for name in (one, two)]
            pair_id = self.act(make_pair, one, membership_id=ids[0], partner_id=ids[1])
            self.pairs[one, two].append(pair_id)
            if self.homes[one] == self.homes[two]:
                self.pairs[two, one].append(pair_id)
                return

    def do_part(self, who: str, _number: int, _length: int | None, other: str | None) -> None:
        assert other is not None
        for pair_id in self.pairs[who, other]:
            self.act(end_pair, who, pair_id=pair_id)
            self._part(who, other)
            return

    def do_wait(self, *_rest: Any) -> None:
        self.now += 1

    def _part(self, one: str, other: str) -> None:
        both = {(one, other), (other, one)}
        gone = [
            key for key, standin in self.cover.items() if (key[0], standin) in both and key[1] >= self.now
        ]
        for key in gone:
            del self.cover[key]
        self.pairs.pop((one, other), None)
        self.pairs.pop((other, one), None)

    def _mark(self, who: str, start: int, end: int, standin: str | None) -> None:
        for one in range(start, min(end, HORIZON)):
            self.away[who].add(one)
            if standin is not None and one >= self.now:
                self.cover[who, one] = standin

    def _may(self, standin: str | None, who: str) -> bool:
        if standin is None:
            return False
        is_pair = bool(self.pairs.get((standin, who))) and bool(self.pairs.get((who, standin)))
        return self.homes[standin] == self.homes[who] or is_pair

    def _day(self, number: int) -> Any:
        return self.base + timedelta(days=number)

    @property
    def base(self) -> Any:
        return day(0) - timedelta(days=self.now)

    def check(self, dossiers: dict[str, UUID]) -> None:
        """On every day from now: who sees each dossier, and who is away with nobody at work for them."""
        for number in range(self.now, HORIZON):
            with clock.travel(self._day(number)):
                seen = {(n, whose) for n in NAMES for whose in self._seen_by(n, dossiers)}
                with self.people["bas"].at_work():
                    lonely = set(absent_without_cover(clock.today()))
            expected = {(n, n) for n in NAMES} | {
                (standin, whose) for (whose, one), standin in self.cover.items() if one == number
            }
            assert seen == expected
            assert lonely == {self.people[n].reader_id for n in NAMES if self._is_alone(n, number)}

    def _is_alone(self, who: str, number: int) -> bool:
        standin = self.cover.get((who, number))
        return number in self.away[who] and (standin is None or number in self.away[standin])

    def _seen_by(self, name: str, dossiers: dict[str, UUID]) -> list[str]:
        with self.people[name].at_work():
            found = set(Dossier.objects.values_list("pk", flat=True))
        return [whose for whose, dossier_id in dossiers.items() if dossier_id in found]


@pytest.fixture
def world() -> World:
    return World()


SHORTENED: list[Step] = [("away", "mia", 0, 5, "marloes"), ("back", "mia", 2, None, None)]
LENGTHENED: list[Step] = [("away", "mia", 0, 2, "marloes"), ("back", "mia", 5, None, None)]
PARTED: list[Step] = [
    ("pair", "mia", 0, None, "bas"),
    ("away", "mia", 0, 5, "bas"),
    ("wait", "mia", 0, None, None),
    ("part", "mia", 0, None, "bas"),
]


@example(steps=SHORTENED)
@example(steps=LENGTHENED)
@example(steps=PARTED)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_any_story_of_absence_opens_a_dossier_to_exactly_who_stands_in(
    world: World, steps: list[Step]
) -> None:
    with transaction.atomic():
        dossiers = {
            name: world.open(person, home)
            for name, person, home in (
                ("marloes", world.marloes, world.uwv),
                ("mia", world.mia, world.uwv),
                ("bas", world.bas, world.city),
            )
        }
        office = Office(world)
        for step in steps:
            with clock.travel(day(office.now)):
                office.do(step)
        with clock.travel(day(office.now)):
            office.check(dossiers)
            _periods_share_no_day()
        transaction.set_rollback(True)


def _periods_share_no_day() -> None:
    spans = list(Absence.objects.values_list("membership_id", "valid_from", "valid_to"))
    for index, (who, start, end) in enumerate(spans):
        for other, begin, finish in spans[index + 1 :]:
            is_apart = (finish is not None and finish <= start) or (end is not None and end <= begin)
            assert who != other or is_apart or begin == finish or start == end
