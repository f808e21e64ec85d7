"""Passing the regie of many clients at once: what moves, what stays, and that the rules hold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from schakel.ground.dossiers.actions import add_participant, pass_regies, shield_dossier
from schakel.ground.dossiers.actions.passing import MOST_PASSED
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.models import Participation, Regie
from schakel.ground.dossiers.queries.passing import Verdict, judged
from schakel.ground.dossiers.seats import seat_named
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError, NotFoundError
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
BECAUSE = "Marloes gaat met verlof"


@pytest.fixture
def world() -> World:
    return World()


def _open(world: World, count: int = 3) -> list[UUID]:
    return [world.open(world.marloes, world.uwv) for _ in range(count)]


def _pass(person: Person, ids: list[UUID], because: str = BECAUSE, **to: UUID) -> UUID:
    with person.at_work() as actor:
        return pass_regies(actor=actor, dossier_ids=ids, because=because, **to)


def _holders(world: World, dossier_id: UUID) -> dict[str, int]:
    with world.marloes.at_work():
        rows = Regie.objects.on(clock.today()).filter(dossier_id=dossier_id)
        return dict(rows.values_list("scope", "reader_id"))


def test_a_colleague_gets_organisation_and_chain_and_takes_part(world: World) -> None:
    ids = _open(world)
    _pass(world.marloes, ids, membership_id=world.mia.membership_id)
    mia = world.mia.reader_id
    assert all(_holders(world, one) == {"organisation": mia, "chain": mia} for one in ids)
    with world.mia.at_work():
        assert Participation.objects.filter(reader_id=mia, kind="involved").count() == len(ids)


def test_who_had_it_stays_involved(world: World) -> None:
    (one,) = _open(world, 1)
    _pass(world.marloes, [one], membership_id=world.mia.membership_id)
    with world.mia.at_work():
        rows = Participation.objects.on(clock.today()).filter(dossier_id=one)
        assert rows.filter(reader_id=world.marloes.reader_id).exists()


def test_the_chain_stays_with_another_who_holds_it(world: World) -> None:
    (one,) = _open(world, 1)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": one, "because": BECAUSE}
        add_participant(**on, kind="involved", membership_id=world.bas.membership_id)
    _pass(world.bas, [one], membership_id=world.bert.membership_id)
    with world.marloes.at_work():
        held = Regie.objects.on(clock.today()).filter(dossier_id=one)
        assert held.get(scope="chain").reader_id == world.marloes.reader_id
        assert held.get(organisation_id=world.city).reader_id == world.bert.reader_id


def test_out_of_a_queue_to_a_person_the_queue_leaves(world: World) -> None:
    one = world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    _pass(world.marloes, [one], membership_id=world.mia.membership_id)
    with world.mia.at_work():
        left = Participation.objects.on(clock.today()).filter(dossier_id=one, team__isnull=False)
        assert not left.exists()
        assert Regie.objects.on(clock.today()).filter(dossier_id=one, team__isnull=True).count() == 2


def test_to_a_team_it_waits_in_its_queue(world: World) -> None:
    ids = _open(world, 2)
    _pass(world.marloes, ids, team_id=world.uwv_team)
    with world.mia.at_work():
        assert Regie.objects.on(clock.today()).filter(team_id=world.uwv_team, scope="chain").count() == 2


def test_each_dossier_and_the_organisation_tell_of_it(world: World) -> None:
    ids = _open(world)
    entry_id = _pass(world.marloes, ids, membership_id=world.mia.membership_id)
    with world.marloes.at_work():
        told = Entry.objects.filter(verb="regie.take", dossier_id__in=ids)
        moved = told.exclude(
            recorded_at__lt=Entry.objects.get(pk=entry_id).recorded_at - timedelta(seconds=30)
        )
        assert moved.values("dossier_id").distinct().count() == len(ids)
        assert Entry.objects.get(pk=entry_id).verb == "regie.pass_many"


def test_a_shielded_dossier_stays_and_the_others_go(world: World) -> None:
    ids = _open(world)
    with world.marloes.at_work() as actor:
        new = NewShield(BECAUSE, clock.today() + timedelta(days=30))
        shield_dossier(actor=actor, dossier_id=ids[0], new=new)
        verdicts = judged(ids, seat_named(membership_id=world.mia.membership_id))
    assert [one.verdict for one in verdicts] == [Verdict.SHIELDED, Verdict.PASSES, Verdict.PASSES]
    _pass(world.marloes, ids, membership_id=world.mia.membership_id)
    assert _holders(world, ids[0])["chain"] == world.marloes.reader_id
    assert _holders(world, ids[1])["chain"] == world.mia.reader_id


def test_what_the_own_organisation_does_not_hold_stays(world: World) -> None:
    (one,) = _open(world, 1)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": one, "because": BECAUSE}
        add_participant(**on, kind="helping", membership_id=world.bas.membership_id)
    with pytest.raises(InvalidError) as refused:
        _pass(world.bas, [one], membership_id=world.bert.membership_id)
    assert "chosen" in refused.value.fields


def test_passed_twice_the_second_time_nothing_is_left_to_do(world: World) -> None:
    ids = _open(world, 1)
    _pass(world.marloes, ids, membership_id=world.mia.membership_id)
    with world.marloes.at_work():
        (one,) = judged(ids, seat_named(membership_id=world.mia.membership_id))
    assert one.verdict == Verdict.HOLDS


def test_it_never_leaves_the_organisation_nor_goes_to_who_can_not_lead(world: World) -> None:
    ids = _open(world, 1)
    for person in (world.bas, world.uwv_office):
        with pytest.raises(NotFoundError):
            _pass(world.marloes, ids, membership_id=person.membership_id)


def test_a_dossier_one_does_not_see_is_not_found(world: World) -> None:
    foreign = world.open(world.bert, world.city)
    for hidden in (foreign, uuid4()):
        with pytest.raises(NotFoundError):
            _pass(world.marloes, [*_open(world, 1), hidden], membership_id=world.mia.membership_id)


@pytest.mark.parametrize("wrong", ["none", "many", "silent"])
def test_none_too_many_and_no_reason_are_refused(world: World, wrong: str) -> None:
    (one,) = _open(world, 1)
    asked: dict[str, Any] = {
        "none": {"ids": []},
        "many": {"ids": [one] * (MOST_PASSED + 1)},
        "silent": {"ids": [one], "because": " "},
    }[wrong]
    with pytest.raises(InvalidError):
        _pass(world.marloes, membership_id=world.mia.membership_id, **asked)


def _send(world: World, **values: Any) -> str:
    asked = {"query": "who=mine", "seat": f"person:{world.mia.membership_id}", "because": BECAUSE}
    status = values.pop("status", 200)
    response = browser(world.marloes).post(address("pass_many"), asked | values)
    assert response.status_code == status
    return response.content.decode()


def test_the_page_passes_who_was_chosen_and_reports(world: World) -> None:
    ids = _open(world)
    shown = _send(world, chosen=[str(one) for one in ids[:2]])
    assert "2 cliënten gingen over naar Mia Jansen" in shown
    assert "Draai dit terug" in shown
    assert _holders(world, ids[2])["chain"] == world.marloes.reader_id


def test_where_nothing_can_be_passed_each_row_says_why(world: World) -> None:
    (one,) = _open(world, 1)
    shown = _send(world, chosen=[str(one)], seat=f"person:{world.marloes.membership_id}", status=422)
    assert "Geen van deze dossiers kan zo overgaan." in shown
    assert "ligt daar al" in shown


def test_all_of_the_list_go_with_one_tick(world: World) -> None:
    ids = _open(world)
    _send(world, takes_all="on")
    assert {_holders(world, one)["chain"] for one in ids} == {world.mia.reader_id}


def test_given_back_it_is_as_it_was(world: World) -> None:
    (one,) = _open(world, 1)
    before = _holders(world, one)
    _send(world, chosen=[str(one)])
    _pass(world.mia, [one], membership_id=world.marloes.membership_id)
    assert _holders(world, one) == before


@pytest.mark.parametrize(
    "rotten",
    [{"chosen": []}, {"chosen": ["geen"]}, {"chosen": [str(uuid4())]}, {"seat": "person:x"}, {"because": ""}],
)
def test_a_rotten_form_passes_nothing_and_keeps_what_was_typed(world: World, rotten: dict[str, Any]) -> None:
    (one,) = _open(world, 1)
    values = {"query": "who=mine", "seat": f"person:{world.mia.membership_id}", "because": BECAUSE}
    values |= {"chosen": [str(one)]} | rotten
    response = browser(world.marloes).post(address("pass_many"), values)
    assert response.status_code == 422
    if "because" not in rotten:
        assert BECAUSE in response.content.decode()
    assert _holders(world, one)["chain"] == world.marloes.reader_id


def test_the_page_takes_as_many_statements_for_many_as_for_few(world: World) -> None:
    _open(world, 2)
    few = len(own_statements(world.marloes, address("pass_many")))
    _open(world, 4)
    assert len(own_statements(world.marloes, address("pass_many"))) == few <= 12


def test_the_act_takes_about_as_many_statements_for_many_as_for_few(
    world: World, django_assert_max_num_queries: Any
) -> None:
    ids = _open(world, 12)
    with world.marloes.at_work() as actor, django_assert_max_num_queries(35):
        pass_regies(actor=actor, dossier_ids=ids, because=BECAUSE, membership_id=world.mia.membership_id)
