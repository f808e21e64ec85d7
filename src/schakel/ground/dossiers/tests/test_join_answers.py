"""Many questions to take part get one answer: each told in its own dossier, what can't be answered left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    Responsible,
    answer_join_request,
    answer_join_requests,
    ask_to_join,
    shield_dossier,
)
from schakel.ground.dossiers.actions.join_answers import MOST_ANSWERED
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.models import Dossier, JoinRequest, Participation, Regie
from schakel.ground.dossiers.queries.join_answers import Verdict, judged
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ForbiddenError, InvalidError
from schakel.ground.organisations.actions import end_membership
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ANSWER = "Wij spreken samen af."
NOBODY = UUID(int=9)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_ids(world: World) -> list[UUID]:
    return [world.open(world.marloes, world.uwv) for _ in range(3)]


def asked(world: World, dossier_ids: Iterable[UUID], who: Responsible | None = None) -> list[UUID]:
    """The municipality asks; returns the questions in the order of the dossiers."""
    who = who or Responsible(team_id=world.city_team)
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        clients = dict.fromkeys(dossier_ids, who)
        ask_to_join(actor=actor, organisation_id=world.city, clients=clients, because="aanvraag bijstand")
        rows = {row.dossier_id: row.pk for row in JoinRequest.objects.order_by("id")}
    return [rows[dossier_id] for dossier_id in clients]


def answer(person: Person, request_ids: Iterable[UUID], *, is_accepted: bool = True) -> UUID:
    with person.at_work() as actor:
        ids = list(request_ids)
        return answer_join_requests(actor=actor, request_ids=ids, is_accepted=is_accepted, because=ANSWER)


def verdicts(person: Person, request_ids: Iterable[UUID], *, is_accepted: bool = True) -> list[str]:
    with person.at_work() as actor:
        found = {one.request_id: one for one in judged(actor, list(request_ids), is_accepted=is_accepted)}
    return [found[one].verdict.value for one in request_ids]


def told(person: Person, dossier_id: UUID) -> list[tuple[str, UUID | None]]:
    """What the act that answered left in the dossier's stream: verbs, and whose entries they are."""
    with person.at_work():
        rows = Entry.objects.filter(dossier_id=dossier_id)
        act_id = rows.get(verb="join.answer").act_id
        return sorted(rows.filter(act_id=act_id).values_list("verb", "organisation_id"))


def test_a_yes_to_many_is_the_same_as_a_yes_to_each(world: World, dossier_ids: list[UUID]) -> None:
    first, *others = asked(world, dossier_ids)
    with world.marloes.at_work() as actor:
        on = {"dossier_id": dossier_ids[0], "request_id": first, "because": ANSWER}
        answer_join_request(actor=actor, **on, is_accepted=True)
    entry_id = answer(world.marloes, others)
    single = told(world.marloes, dossier_ids[0])
    assert [verb for verb, _organisation in single] == ["join.answer", "participant.join", "regie.take"]
    for dossier_id in dossier_ids[1:]:
        assert told(world.marloes, dossier_id) == single
    with world.bas.at_work():
        assert Dossier.objects.filter(pk__in=dossier_ids).count() == 3
        there = Participation.objects.filter(dossier_id__in=dossier_ids, team_id=world.city_team)
        assert set(there.values_list("kind", flat=True)) == {"involved"}
        held = Regie.objects.filter(dossier_id__in=dossier_ids, organisation_id=world.city)
        assert list(held.values_list("scope", flat=True)) == ["organisation"] * 3
        rows = JoinRequest.objects.filter(pk__in=others)
        assert {(one.state, one.answer, one.version) for one in rows} == {("accepted", ANSWER, 2)}
        assert len({one.answer_act_id for one in rows}) == 1
    with world.marloes.at_work():
        assert Entry.objects.get(pk=entry_id).verb == "join.answer_many"


def test_a_no_to_many_lets_nobody_in(world: World, dossier_ids: list[UUID]) -> None:
    ids = asked(world, dossier_ids)
    answer(world.marloes, ids, is_accepted=False)
    for dossier_id in dossier_ids:
        assert [verb for verb, _organisation in told(world.marloes, dossier_id)] == ["join.answer"]
    with world.bas.at_work():
        assert not Dossier.objects.filter(pk__in=dossier_ids).exists()
        rows = JoinRequest.objects.filter(pk__in=ids)
        assert {(one.state, one.answer_act_id) for one in rows} == {("refused", None)}


def test_what_was_answered_meanwhile_or_is_not_asked_of_the_actor_is_left(
    world: World, dossier_ids: list[UUID]
) -> None:
    of_mia = world.open(world.mia, world.uwv)
    ids = asked(world, [*dossier_ids, of_mia])
    with world.marloes.at_work() as actor:
        on = {"dossier_id": dossier_ids[0], "request_id": ids[0], "because": "eerder"}
        answer_join_request(actor=actor, **on, is_accepted=False)
    asked_for = [*ids, NOBODY]
    assert verdicts(world.marloes, asked_for) == ["gone", "answers", "answers", "gone", "gone"]
    answer(world.marloes, asked_for)
    with world.city_office.at_work():
        states = JoinRequest.objects.in_bulk(ids)
    assert [states[one].state for one in ids] == ["refused", "accepted", "accepted", "asked"]
    assert states[ids[0]].answer == "eerder"


def test_who_does_not_lead_the_chain_answers_nothing(world: World, dossier_ids: list[UUID]) -> None:
    ids = asked(world, dossier_ids)
    for person in (world.mia, world.bas):
        assert verdicts(person, ids) == ["gone"] * 3
        with pytest.raises(InvalidError, match="Geen van deze vragen"):
            answer(person, ids)
    with pytest.raises(ForbiddenError):
        answer(world.city_office, ids)
    with world.city_office.at_work():
        assert set(JoinRequest.objects.values_list("state", flat=True)) == {"asked"}


def test_who_left_can_only_get_a_no(world: World, dossier_ids: list[UUID]) -> None:
    ids = asked(world, dossier_ids, Responsible(membership_id=world.bert.membership_id))
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        on = {"organisation_id": world.city, "membership_id": world.bert.membership_id}
        end_membership(actor=actor, **on, reason="ander werk")
    assert set(verdicts(world.marloes, ids)) == {Verdict.NO_SEAT}
    with pytest.raises(InvalidError):
        answer(world.marloes, ids)
    assert set(verdicts(world.marloes, ids, is_accepted=False)) == {Verdict.ANSWERS}
    answer(world.marloes, ids, is_accepted=False)


def test_nobody_comes_into_a_shielded_dossier(world: World, dossier_ids: list[UUID]) -> None:
    ids = asked(world, dossier_ids)
    with world.marloes.at_work() as actor:
        new = NewShield("werkt hier", clock.today() + timedelta(days=30))
        shield_dossier(actor=actor, dossier_id=dossier_ids[1], new=new)
    assert verdicts(world.marloes, ids) == ["answers", "shielded", "answers"]
    answer(world.marloes, ids)
    with world.marloes.at_work():
        assert JoinRequest.objects.get(pk=ids[1]).state == "asked"
        assert not Participation.objects.filter(
            dossier_id=dossier_ids[1], organisation_id=world.city
        ).exists()


def test_of_two_questions_in_one_dossier_one_act_says_yes_to_the_first(
    world: World, dossier_ids: list[UUID]
) -> None:
    """What one act lets in goes back as one when a file is undone."""
    [first] = asked(world, dossier_ids[:1])
    with world.city_office.at_work(Purpose.INTAKE):
        row = JoinRequest.objects.get(pk=first)
        second = JoinRequest(
            dossier_id=row.dossier_id,
            organisation_id=world.city,
            membership_id=world.bas.membership_id,
            reader_id=row.reader_id,
            because="nog eens",
            source="form",
            asked_on=row.asked_on,
        )
        second.save(force_insert=True)
    assert verdicts(world.marloes, [first, second.pk]) == ["answers", "twice"]
    assert verdicts(world.marloes, [first, second.pk], is_accepted=False) == ["answers", "answers"]
    answer(world.marloes, [first, second.pk])
    assert verdicts(world.marloes, [second.pk]) == ["gone"]


@pytest.mark.parametrize(
    ("count", "because"), [(0, ANSWER), (MOST_ANSWERED + 1, ANSWER), (1, " "), (1, "x" * 301)]
)
def test_nothing_too_much_and_no_reason_are_refused(
    world: World, dossier_ids: list[UUID], count: int, because: str
) -> None:
    ids = asked(world, dossier_ids)
    request_ids = [ids[0], *(uuid4() for _ in range(count - 1))] if count else []
    with pytest.raises(InvalidError), world.marloes.at_work() as actor:
        answer_join_requests(actor=actor, request_ids=request_ids, is_accepted=True, because=because)


def test_more_questions_take_no_more_statements_for_rows(world: World, dossier_ids: list[UUID]) -> None:
    """Beyond what each entry needs of itself: one call of who listens to the answer, per dossier."""
    ids = asked(world, dossier_ids)
    counts = []
    for part in (ids[:1], ids[1:]):
        with world.marloes.at_work() as actor, CaptureQueriesContext(connection) as captured:
            answer_join_requests(actor=actor, request_ids=part, is_accepted=True, because=ANSWER)
        said = [query["sql"] for query in captured.captured_queries]
        counts.append(len([sql for sql in said if "imports_note_agreed" not in sql]))
    assert counts[0] == counts[1]
