"""Undoing a passed regie: all as it was, as long as nobody acted in the dossier since."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from schakel.ground.access.models import Grant, Reader
from schakel.ground.dossiers.actions import (
    add_participant,
    pass_regie,
    pass_regies,
    send_message,
    undo_passings,
    undoing,
)
from schakel.ground.dossiers.models import Participation, Regie, RegiePassing
from schakel.ground.dossiers.queries.passings import (
    PassingShown,
    Way,
    last_passings,
    passings_by_actor,
    ways_back,
)
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.organisations.models import Team
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WHY, BACK = "Marloes gaat met verlof", "Te snel: zij blijft nog een week"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def one(world: World) -> UUID:
    return world.open(world.marloes, world.uwv, family_name="Haddou")


def give(world: World, *ids: UUID, **to: UUID) -> None:
    with world.marloes.at_work() as actor:
        seat = to or {"membership_id": world.mia.membership_id}
        pass_regies(actor=actor, dossier_ids=ids, because=WHY, **seat)


def undo(person: Person, *ids: UUID, because: str = BACK) -> UUID:
    with person.at_work() as actor:
        return undo_passings(actor=actor, dossier_ids=ids, because=because)


def standing(world: World, dossier_id: UUID) -> dict[str, Any]:
    """Who takes part, who leads and who may look, as who leads it sees it."""
    for person in (world.marloes, world.mia):
        with person.at_work():
            found = _rows(dossier_id)
        if found["regie"]:
            return found
    raise AssertionError("nobody leads")


def _rows(dossier_id: UUID) -> dict[str, Any]:
    today = clock.today()
    rows = Participation.objects.on(today).filter(dossier_id=dossier_id)
    held = Regie.objects.on(today).filter(dossier_id=dossier_id)
    grants = Grant.objects.filter(dossier_id=dossier_id, valid_from__lte=today, valid_to__gt=today)
    return {
        "taking_part": sorted(rows.values_list("reader_id", "kind", "role")),
        "regie": sorted(held.values_list("scope", "organisation_id", "reader_id")),
        "grants": sorted(grants.values_list("reader_id", "sections", "is_personal", "is_read_only")),
    }


def way(person: Person, dossier_id: UUID) -> Way:
    with person.at_work():
        return ways_back(last_passings([dossier_id]))[0].way


def test_all_is_as_it_was(world: World, one: UUID) -> None:
    before = standing(world, one)
    give(world, one)
    assert standing(world, one) != before
    undo(world.marloes, one)
    assert standing(world, one) == before


def test_out_of_a_queue_it_waits_there_again(world: World) -> None:
    one = world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    before = standing(world, one)
    give(world, one)
    undo(world.mia, one)
    assert standing(world, one) == before


def test_a_helper_who_got_it_helps_again(world: World, one: UUID) -> None:
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": one, "kind": "helping", "because": "kijkt mee"}
        add_participant(**on, membership_id=world.mia.membership_id)
    before = standing(world, one)
    give(world, one)
    undo(world.marloes, one)
    assert standing(world, one) == before
    with world.marloes.at_work():
        assert not any("doet niet meer mee" in line for line in timeline(one)[0].lines)


def test_the_chain_that_went_to_another_organisation_comes_back(world: World, one: UUID) -> None:
    before = standing(world, one)
    with world.marloes.at_work() as actor:
        to = {"scope": "chain", "membership_id": world.bas.membership_id}
        pass_regie(actor=actor, dossier_id=one, because=WHY, **to)
    assert way(world.marloes, one) == Way.OPEN
    undo(world.marloes, one)
    assert standing(world, one) == before


def test_the_one_who_got_it_may_give_it_back_too(world: World, one: UUID) -> None:
    before = standing(world, one)
    give(world, one)
    undo(world.mia, one)
    assert standing(world, one) == before


def test_the_course_tells_it_to_everyone_with_the_reason(world: World, one: UUID) -> None:
    give(world, one)
    undo(world.marloes, one)
    with world.marloes.at_work():
        entry = timeline(one)[0]
    assert entry.heading == "Overdracht van de regie teruggedraaid"
    assert "regie keten: weer Marloes van Dijk, UWV Oosterwaard" in entry.lines
    assert "Mia Jansen doet niet meer mee" in entry.lines
    assert f"want {BACK}" in entry.lines


def test_who_acted_since_closes_the_way_back_and_is_named(world: World, one: UUID) -> None:
    give(world, one)
    with world.mia.at_work() as actor:
        send_message(actor=actor, dossier_id=one, body="Dag!", to=[world.marloes.reader_id])
    assert way(world.marloes, one) == Way.TOUCHED
    before = standing(world, one)
    with pytest.raises(ConflictError) as refused:
        undo(world.marloes, one)
    assert "er in het dossier gewerkt" in str(refused.value)
    assert standing(world, one) == before


def test_only_looking_does_not_close_it(world: World, one: UUID) -> None:
    give(world, one)
    browser(world.mia).get(address("dossier", one))
    assert way(world.marloes, one) == Way.OPEN


def test_an_act_that_came_in_between_is_seen_at_the_end(
    world: World, one: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look came before the other's commit; the second stands behind the lock of the stream."""
    give(world, one)
    with world.mia.at_work() as actor:
        send_message(actor=actor, dossier_id=one, body="Dag!", to=[world.marloes.reader_id])
    monkeypatch.setattr(undoing, "ways_back", lambda rows: [PassingShown(row, Way.OPEN) for row in rows])
    before = standing(world, one)
    with pytest.raises(ConflictError):
        undo(world.marloes, one)
    assert standing(world, one) == before


def test_undone_once_there_is_nothing_left_to_undo(world: World, one: UUID) -> None:
    give(world, one)
    undo(world.marloes, one)
    with pytest.raises(NotFoundError):
        undo(world.marloes, one)


def test_of_two_passings_the_last_goes_back_and_the_first_no_more(world: World, one: UUID) -> None:
    give(world, one)
    middle = standing(world, one)
    with world.mia.at_work() as actor:
        pass_regies(actor=actor, dossier_ids=[one], because=WHY, team_id=world.uwv_team)
    undo(world.mia, one)
    assert standing(world, one) == middle
    assert way(world.mia, one) == Way.TOUCHED


def test_another_organisation_and_a_stranger_can_not(world: World, one: UUID) -> None:
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": one, "kind": "helping", "because": "zoekt mee"}
        add_participant(**on, membership_id=world.bas.membership_id)
    give(world, one)
    for person in (world.bas, world.bert):
        with pytest.raises(NotFoundError):
            undo(person, one)


def test_a_queue_that_is_there_no_more_gets_nothing_back(world: World) -> None:
    one = world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    give(world, one)
    with world.uwv_office.at_work():
        reader_id = Team.objects.get(pk=world.uwv_team).reader_id
        Reader.objects.filter(pk=reader_id).update(valid_to=clock.today())
    assert way(world.mia, one) == Way.GONE
    with pytest.raises(ConflictError) as refused:
        undo(world.mia, one)
    assert "er niet meer" in refused.value.why


def test_without_a_reason_it_is_refused(world: World, one: UUID) -> None:
    give(world, one)
    with pytest.raises(InvalidError) as refused:
        undo(world.marloes, one, because="  ")
    assert "because" in refused.value.fields


def test_of_many_those_that_can_go_back_and_the_rest_stay(world: World, one: UUID) -> None:
    other = world.open(world.marloes, world.uwv)
    give(world, one, other)
    with world.mia.at_work() as actor:
        send_message(actor=actor, dossier_id=other, body="Dag!", to=[world.marloes.reader_id])
    after = standing(world, other)
    undo(world.marloes, one, other)
    assert standing(world, other) == after
    with world.marloes.at_work():
        ways = {shown.passing.dossier_id: shown.way for shown in passings_by_actor(limit=9)}
    assert ways == {one: Way.UNDONE, other: Way.TOUCHED}


def test_the_tab_offers_it_and_does_it(world: World, one: UUID) -> None:
    before = standing(world, one)
    give(world, one)
    page = browser(world.marloes)
    assert "Draai de overdracht van de regie terug" in page.get(address("people", one)).content.decode()
    refused = page.post(address("undo_passing", one), {"because": ""})
    assert refused.status_code == 422
    done = page.post(address("undo_passing", one), {"because": BACK}, follow=True).content.decode()
    assert "De overdracht is teruggedraaid." in done
    assert standing(world, one) == before


def test_the_tab_says_why_it_can_not(world: World, one: UUID) -> None:
    give(world, one)
    with world.mia.at_work() as actor:
        send_message(actor=actor, dossier_id=one, body="Dag!", to=[world.marloes.reader_id])
    page = browser(world.marloes)
    shown = page.get(address("people", one)).content.decode()
    assert "kan niet meer terug: er is daarna in het dossier gewerkt" in " ".join(shown.split())
    assert page.post(address("undo_passing", one), {"because": BACK}).status_code == 409


def test_the_list_shows_what_i_passed_and_undoes_what_i_choose(world: World, one: UUID) -> None:
    other = world.open(world.marloes, world.uwv)
    give(world, one, other)
    page = browser(world.marloes)
    assert "Haddou" in page.get(address("passed")).content.decode()
    answer = page.post(address("passed"), {"chosen": [str(one)], "because": BACK}, follow=True)
    assert "De overdracht van 1 cliënt is teruggedraaid." in answer.content.decode()
    assert (way(world.marloes, other), "teruggedraaid" in answer.content.decode()) == (Way.OPEN, True)


@pytest.mark.parametrize(
    "rotten", [{"chosen": []}, {"chosen": ["x"]}, {"because": ""}, {"because": "x" * 500}]
)
def test_a_rotten_form_undoes_nothing_and_keeps_what_was_typed(
    world: World, one: UUID, rotten: dict[str, Any]
) -> None:
    give(world, one)
    values = {"chosen": [str(one)], "because": BACK} | rotten
    answer = browser(world.marloes).post(address("passed"), values)
    assert answer.status_code == 422
    if "because" not in rotten:
        assert BACK in answer.content.decode()
    assert way(world.marloes, one) == Way.OPEN


def test_who_passed_nothing_reads_how_to(world: World) -> None:
    assert "U droeg nog geen regie over" in browser(world.bas).get(address("passed")).content.decode()


def test_the_list_takes_as_many_statements_for_many_as_for_few(world: World, one: UUID) -> None:
    give(world, one)
    few = len(own_statements(world.marloes, address("passed")))
    give(world, *(world.open(world.marloes, world.uwv) for _ in range(4)))
    assert len(own_statements(world.marloes, address("passed"))) == few <= 7


def test_later_entries_are_told_only_of_dossiers_one_sees(world: World, one: UUID) -> None:
    give(world, one)
    with world.mia.at_work() as actor:
        send_message(actor=actor, dossier_id=one, body="Dag!", to=[world.marloes.reader_id])
    with world.marloes.at_work():
        ids = list(RegiePassing.objects.values_list("pk", flat=True))
    counts = []
    for person in (world.marloes, world.bert):
        with person.at_work(), connection.cursor() as cursor:
            cursor.execute("select count(*) from dossiers_passings_later(%s::uuid[], '{}')", [ids])
            counts.append(cursor.fetchone()[0])
    assert counts == [1, 0]
