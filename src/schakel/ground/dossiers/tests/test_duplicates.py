"""Dossiers that look alike: found by who sees both, compared side by side, and judged to be of two people."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, judge_distinct
from schakel.ground.dossiers.models import DistinctPair
from schakel.ground.dossiers.queries.duplicates import Pair, PairPlace, duplicate_pairs
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.people.actions import hide_address
from schakel.ground.people.addresses import NewAddress
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

JANSEN = {"given_names": "Petra", "family_name": "Jansen", "birth_date": date(1980, 2, 3)}
HOME = NewAddress("Lindelaan", 12, "1234AB", "Oosterwaard")


@pytest.fixture
def world() -> World:
    return World()


def _open(world: World, **client: Any) -> UUID:
    return world.open(world.bas, world.city, **(JANSEN | client))


def _help(world: World, person: Person, dossier_id: UUID) -> None:
    with world.bas.at_work() as actor:
        helper = {"kind": "helping", "because": "samen", "membership_id": person.membership_id}
        add_participant(actor=actor, dossier_id=dossier_id, **helper)


def _pairs(person: Person, **how: Any) -> list[Pair]:
    with person.at_work():
        return duplicate_pairs(limit=25, **how)


def _alike(person: Person) -> list[tuple[str, ...]]:
    return [pair.alike for pair in _pairs(person)]


def _judge(person: Person, first: UUID, second: UUID, reason: str = "een nicht, zij belde") -> UUID:
    with person.at_work() as actor:
        return judge_distinct(actor=actor, dossier_ids=(first, second), reason=reason)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        ({}, ("name", "birth")),
        ({"family_name": "Janssen"}, ("name", "birth")),
        (
            {"family_name": "Jansen", "birth_date": date(1981, 2, 3), "phone": "+31 6 12345678"},
            ("name", "phone"),
        ),
        ({"family_name": "Bakker", "phone": "0031612345678"}, ("birth", "phone")),
        ({"family_name": "Bakker", "address": HOME}, ("birth", "address")),
        ({"phone": "06-12345678", "address": HOME}, ("name", "birth", "phone", "address")),
    ],
)
def test_two_things_that_are_the_same_make_a_pair(
    world: World, other: dict[str, Any], alike: tuple[str, ...]
) -> None:
    _open(world, phone="06 12345678", address=HOME)
    _open(world, **other)
    assert _alike(world.bas) == [alike]


@pytest.mark.parametrize(
    "other",
    [
        {"birth_date": date(1955, 1, 1)},
        {"birth_date": date(1955, 1, 1), "address": HOME},
        {"given_names": "Kees", "family_name": "Bakker"},
        {"given_names": "Kees", "family_name": "Bakker", "birth_date": None, "phone": "0612345678"},
    ],
    ids=["a namesake", "a relative at home", "born the same day", "who shares a telephone"],
)
def test_less_is_no_pair(world: World, other: dict[str, Any]) -> None:
    _open(world, phone="0612345678", address=HOME)
    _open(world, **other)
    assert _alike(world.bas) == []


def test_two_different_bsns_are_two_people(world: World) -> None:
    _open(world, bsn="999990019")
    _open(world, bsn="999990433")
    assert _alike(world.bas) == []


def test_who_sees_one_of_both_learns_nothing(world: World) -> None:
    mine = world.open(world.bas, world.city, **JANSEN)
    theirs = world.open(world.marloes, world.uwv, **JANSEN)
    assert _pairs(world.bas) == _pairs(world.marloes) == []
    for person in (world.bas, world.marloes):
        page = browser(person).get(address("duplicate", mine, theirs))
        assert page.status_code == 404
        with pytest.raises(NotFoundError):
            _judge(person, mine, theirs)


def test_a_secret_address_makes_no_pair_for_who_may_not_know_it(world: World) -> None:
    first, second = _open(world, family_name="Bakker", address=HOME), _open(world, address=HOME)
    for dossier_id in (first, second):
        _help(world, world.bert, dossier_id)
    assert _alike(world.bert) == [("birth", "address")]
    with world.bas.at_work() as actor:
        hide_address(actor=actor, dossier_id=first, source="politie", membership_ids=[], review_on=None)
    assert _alike(world.bert) == []
    assert _alike(world.bas) == [("birth", "address")]


def test_the_list_goes_on_after_a_place(world: World) -> None:
    for _ in range(3):
        _open(world)
    found = _pairs(world.bas)
    assert len(found) == 3
    assert [p.place for p in _pairs(world.bas, after=found[0].place)] == [p.place for p in found[1:]]


def test_the_list_takes_the_same_statements_for_many(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        _open(world)
    web = browser(world.bas)
    web.get(address("duplicates"))
    with django_assert_max_num_queries(14):
        assert web.get(address("duplicates")).content.count(b"data-sk-row") == 10


def test_a_pair_that_was_judged_is_not_shown_again(world: World) -> None:
    first, second = _open(world), _open(world)
    _judge(world.bas, second, first)
    assert _alike(world.bas) == []
    with pytest.raises(ConflictError, match="al nagekeken"):
        _judge(world.bas, first, second)


def test_neither_dossier_tells_of_the_other(world: World) -> None:
    first, second = _open(world), _open(world)
    _judge(world.bas, first, second)
    with world.bas.at_work():
        for mine, other in ((first, second), (second, first)):
            [entry] = [e for e in timeline(mine) if e.verb == "dossier.distinct"]
            assert str(other) not in str(entry.content)
            assert "nicht" not in str(entry)


def test_the_reason_is_read_by_who_sees_both_only(world: World) -> None:
    first, second = _open(world), _open(world)
    _judge(world.bas, first, second)
    _help(world, world.marloes, first)
    with world.marloes.at_work():
        assert not DistinctPair.objects.exists()
    with world.bas.at_work():
        assert DistinctPair.objects.get().reason == "een nicht, zij belde"


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_judgement_says_why(world: World, reason: str) -> None:
    first, second = _open(world), _open(world)
    with pytest.raises(InvalidError, match="reden ontbreekt"):
        _judge(world.bas, first, second, reason)


def test_a_dossier_is_not_compared_with_itself(world: World) -> None:
    first = _open(world)
    with pytest.raises(NotFoundError):
        _judge(world.bas, first, first)


def test_the_page_sets_both_side_by_side(world: World) -> None:
    first, second = _open(world, phone="0612345678"), _open(world, family_name="Bakker", phone="0612345678")
    page = browser(world.bas).get(address("duplicate", first, second)).content.decode()
    assert "Petra Jansen" in page
    assert "Petra Bakker" in page
    assert page.count("gelijk</span>") >= 1
    assert "verschilt" in page


def test_the_page_keeps_what_was_typed_and_then_records_it(world: World) -> None:
    first, second = _open(world), _open(world)
    web, url = browser(world.bas), address("distinct", first, second)
    assert web.post(url, {"reason": ""}).status_code == 422
    assert web.post(url, {"reason": "x" * 401}).status_code == 422
    assert web.post(url, {"reason": "zij belde zelf"}).status_code == 302
    page = web.get(address("duplicate", first, second)).content.decode()
    assert "zij belde zelf" in page
    assert web.post(url, {"reason": "nog eens"}).status_code == 409


@pytest.mark.parametrize("after", ["x", "1~2~3", "9999999999999999999999~~", "2~" + "0" * 8])
def test_a_place_that_is_nonsense_starts_at_the_beginning(world: World, after: str) -> None:
    _open(world)
    _open(world)
    page = browser(world.bas).get(address("duplicates"), {"after": after})
    assert page.content.count(b"data-sk-row") == 1


def test_a_place_of_a_pair_that_is_gone_still_works(world: World) -> None:
    first, second = _open(world), _open(world)
    [pair] = _pairs(world.bas)
    _judge(world.bas, first, second)
    assert _pairs(world.bas, after=PairPlace(*pair.place)) == []


def test_a_provider_finds_no_duplicates(world: World) -> None:
    first, second = _open(world), _open(world)
    for dossier_id in (first, second):
        _help(world, world.joris, dossier_id)
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert duplicate_pairs(limit=5) == []
    with (
        world.joris.at_work(Purpose.SERVICE_DELIVERY) as actor,
        pytest.raises((NotFoundError, ForbiddenError)),
    ):
        judge_distinct(actor=actor, dossier_ids=(first, second), reason="nee")
