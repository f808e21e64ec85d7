"""Governing bodies: kept by their secretariat, read by everyone, with decisions that keep their reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.ground.organisations.actions import (
    NewSeat,
    change_body,
    change_body_meeting,
    decide_in_body,
    end_body,
    found_body,
    give_body_task,
    leave_body,
    plan_body_meeting,
    put_on_agenda,
    seat_in_body,
    settle_body_task,
)
from schakel.ground.organisations.models import BodyItem, BodySeat, BodyTask, GoverningBody
from schakel.ground.organisations.queries.bodies import bodies, shown_body, tasks_of
from schakel.ground.organisations.tests.browsing import browser
from schakel.ground.organisations.tests.test_adopting import merge
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LIST = "/bodies/"
ABOUT = {"kind": "chain", "name": "Ketenoverleg Oosterwaard", "task": "Hoe wij samenwerken."}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def uwv_admin(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Ulla Beheer", Role.ADMINISTRATOR, None)


@pytest.fixture
def body_id(world: World) -> UUID:
    return as_(world.city_admin, found_body, world.city, **ABOUT)


def as_(person: Person, act: Any, organisation_id: UUID, **values: Any) -> Any:
    with person.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        return act(actor=actor, organisation_id=organisation_id, **values)


def seat(world: World, body_id: UUID, part: str = "member", **of: Any) -> UUID:
    new = NewSeat("Noor Haan", part, **(of or {"organisation_id": world.uwv}))
    return as_(world.city_admin, seat_in_body, world.city, body_id=body_id, new=new)


def meet(world: World, body_id: UUID, in_days: int = 0) -> UUID:
    day = clock.today() + timedelta(days=in_days)
    return as_(world.city_admin, plan_body_meeting, world.city, body_id=body_id, held_on=day)


def put(world: World, meeting_id: UUID, subject: str = "Eén balie") -> UUID:
    return as_(world.city_admin, put_on_agenda, world.city, meeting_id=meeting_id, subject=subject)


def decide(world: World, item_id: UUID, **said: Any) -> UUID:
    values = {"outcome": "decided", "decision": "Eén balie vanaf mei.", "because": "cliënten zoeken te lang"}
    values |= {"item_id": item_id, "expected_version": None}
    return as_(world.city_admin, decide_in_body, world.city, **values | said)


def test_a_decision_with_its_reason_is_read_at_the_body_by_everyone(world: World, body_id: UUID) -> None:
    decide(world, put(world, meet(world, body_id)))
    for person in (world.bas, world.marloes, world.joris):
        text = browser(person).get(f"{LIST}{body_id}/").content.decode()
        assert "Eén balie vanaf mei." in text
        assert "cliënten zoeken te lang" in text
        assert "Geef een zetel" not in text


def test_a_decision_is_put_right_and_the_journal_keeps_what_stood_there(world: World, body_id: UUID) -> None:
    item_id = put(world, meet(world, body_id))
    decide(world, item_id)
    decide(world, item_id, decision="Eén balie vanaf juni.", expected_version=2)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert BodyItem.objects.get().decision == "Eén balie vanaf juni."
        assert Entry.objects.filter(verb="body.decide").count() == 2
    with pytest.raises(StaleVersionError):
        decide(world, item_id, decision="Twee balies.", expected_version=2)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"decision": " "}, "decision"),
        ({"because": ""}, "because"),
        ({"decision": "x" * 601}, "decision"),
        ({"outcome": "misschien"}, "outcome"),
    ],
)
def test_a_decision_without_words_or_reason_is_refused(
    world: World, body_id: UUID, said: dict[str, str], field: str
) -> None:
    item_id = put(world, meet(world, body_id))
    with pytest.raises(InvalidError) as refused:
        decide(world, item_id, **said)
    assert set(refused.value.fields) == {field}


def test_nothing_is_decided_before_the_meeting_or_in_one_that_is_off(world: World, body_id: UUID) -> None:
    with pytest.raises(InvalidError):
        decide(world, put(world, meet(world, body_id, in_days=7)))
    meeting_id = meet(world, body_id)
    item_id = put(world, meeting_id)
    said = {"meeting_id": meeting_id, "held_on": clock.today(), "place": "", "report": ""}
    said |= {"cancelled_because": "te weinig leden", "expected_version": None}
    as_(world.city_admin, change_body_meeting, world.city, **said)
    with pytest.raises(ConflictError, match="te weinig leden"):
        decide(world, item_id)


def test_a_body_has_one_chair_and_meets_once_a_day(world: World, body_id: UUID) -> None:
    seat(world, body_id, "chair")
    with pytest.raises(ConflictError, match="voorzitter"):
        seat(world, body_id, "chair", party="FNV")
    meet(world, body_id)
    with pytest.raises(ConflictError, match="vergadering"):
        meet(world, body_id)
    with pytest.raises(ConflictError, match="naam"):
        as_(world.city_admin, found_body, world.city, **ABOUT)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewSeat("", "member", party="FNV"), "person"),
        (NewSeat("Noor Haan", "koning", party="FNV"), "part"),
        (NewSeat("Noor Haan", "member"), "party"),
        (NewSeat("Noor Haan", "member", UUID(int=7)), "organisation"),
        (NewSeat("Noor Haan", "member", UUID(int=7), "FNV"), "party"),
        (NewSeat("Noor Haan", "member", party="x" * 81), "post"),
    ],
)
def test_a_seat_is_for_one_organisation_or_party(
    world: World, body_id: UUID, new: NewSeat, field: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        as_(world.city_admin, seat_in_body, world.city, body_id=body_id, new=new)
    assert field in refused.value.fields


def test_a_seat_ends_by_its_day_and_the_chair_is_free_again(world: World, body_id: UUID) -> None:
    first = seat(world, body_id, "chair")
    with clock.travel(clock.today() + timedelta(days=30)):
        ending = {"body_id": body_id, "seat_id": first, "reason": "andere baan"}
        as_(world.city_admin, leave_body, world.city, **ending)
        seat(world, body_id, "chair", party="FNV")
        with world.bas.at_work():
            assert [one.speaks_for for one in shown_body(body_id).seats] == ["FNV"]
            assert BodySeat.objects.count() == 2


def test_only_the_secretariat_keeps_a_body_up(world: World, body_id: UUID, uwv_admin: Person) -> None:
    changed = {"body_id": body_id, "name": "Ons overleg", "task": "Alles.", "expected_version": None}
    with pytest.raises(NotFoundError):
        as_(uwv_admin, change_body, world.uwv, **changed)
    with pytest.raises(ForbiddenError):
        as_(world.bas, change_body, world.city, **changed)
    assert browser(uwv_admin).post(f"{LIST}{body_id}/", {"deed": "end", "end-reason": "x"}).status_code == 404
    assert browser(world.bas).get(f"{LIST}new/").status_code == 404


def test_who_is_asked_to_do_something_settles_it_and_no_third(
    world: World, body_id: UUID, uwv_admin: Person
) -> None:
    seat_id, meeting_id = seat(world, body_id), meet(world, body_id)
    asked = {"meeting_id": meeting_id, "what": "Rooster maken", "seat_id": seat_id, "due_on": clock.today()}
    task_id = as_(world.city_admin, give_body_task, world.city, **asked)
    with uwv_admin.at_work(Purpose.ADMINISTRATION):
        assert [task.pk for task in tasks_of(world.uwv)] == [task_id]
    page = browser(uwv_admin)
    assert "Rooster maken" in page.get(LIST).content.decode()
    url = f"{LIST}meetings/{meeting_id}/"
    said = {
        "deed": f"task-{task_id}",
        f"task-{task_id}-result": "staat klaar",
        f"task-{task_id}-version": "1",
    }
    assert page.post(url, said).status_code == 302
    assert BodyTask.objects.get().result == "staat klaar"
    with pytest.raises(ConflictError):
        as_(
            world.city_admin,
            settle_body_task,
            world.city,
            task_id=task_id,
            result="ook",
            expected_version=None,
        )


def test_an_ended_body_stays_to_be_read_and_takes_nothing_more(world: World, body_id: UUID) -> None:
    decide(world, put(world, meet(world, body_id)))
    seat(world, body_id)
    as_(world.city_admin, end_body, world.city, body_id=body_id, reason="opgegaan in het regionaal beraad")
    text = browser(world.city_admin).get(f"{LIST}{body_id}/").content.decode()
    assert "Eén balie vanaf mei." in text
    assert "Beëindig dit orgaan" not in text
    with world.bas.at_work():
        assert bodies() == []
        assert not BodySeat.objects.filter(valid_to=None).exists()
    with pytest.raises(NotFoundError):
        meet(world, body_id, in_days=3)


def test_everything_of_a_body_stands_in_the_streams_of_who_sits_in_it(world: World, body_id: UUID) -> None:
    seat(world, body_id)
    decide(world, put(world, meet(world, body_id)))
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        said = Entry.objects.get(verb="body.decide")
    assert said.organisation_id == world.city


def test_the_pages_lead_from_an_empty_list_to_a_decision(world: World) -> None:
    page, today = browser(world.city_admin), clock.today().isoformat()
    assert "Er is nog geen bestuursorgaan" in page.get(LIST).content.decode()
    body_url = page.post(f"{LIST}new/", ABOUT).headers["Location"]
    seated = {"deed": "seat", "seat-person": "Noor Haan", "seat-part": "chair", "seat-party": "FNV"}
    assert page.post(body_url, seated).status_code == 302
    meeting_url = page.post(body_url, {"deed": "meet", "meet-held_on": today}).headers["Location"]
    assert page.post(meeting_url, {"deed": "put", "put-subject": "Eén balie"}).status_code == 302
    name = f"item-{BodyItem.objects.get().pk}"
    said = {"outcome": "decided", "decision": "Ja.", "because": "sneller", "version": "1"}
    sent = {"deed": name} | {f"{name}-{key}": value for key, value in said.items()}
    assert page.post(meeting_url, sent).status_code == 302
    stale = page.post(meeting_url, sent | {f"{name}-decision": "Nee."})
    assert stale.status_code == 422
    assert "Nee." in stale.content.decode()
    text = page.get(body_url).content.decode()
    assert "Ja." in text
    assert "Noor Haan" in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"deed": "meet", "meet-held_on": "31-31-2026"},
        {"deed": "meet", "meet-held_on": "9999-12-31"},
        {"deed": "seat", "seat-person": "Bewaar Mij", "seat-part": "chair"},
        {"deed": "leave", "leave-seat": "geen", "leave-reason": "x"},
        {"deed": "change", "change-name": "", "change-task": "Bewaar Mij"},
        {"deed": "end", "end-reason": ""},
    ],
)
def test_a_wrong_form_keeps_what_was_typed(world: World, body_id: UUID, wrong: dict[str, str]) -> None:
    answer = browser(world.city_admin).post(f"{LIST}{body_id}/", wrong)
    assert answer.status_code == 422
    assert "Bewaar Mij" not in str(wrong) or "Bewaar Mij" in answer.content.decode()
    assert GoverningBody.objects.get().name == ABOUT["name"]


def test_who_goes_up_in_another_leaves_it_the_secretariat_and_its_seats(world: World, body_id: UUID) -> None:
    seat(world, body_id, "chair", organisation_id=world.city)
    merge(world.city_admin)
    with world.bas.at_work():
        shown = shown_body(body_id)
        assert shown.body.keeper.name == "Gemeente Waard"
        assert [(one.speaks_for, one.part) for one in shown.seats] == [("Gemeente Waard", "chair")]
    assert "Geef een zetel" in browser(world.city_admin).get(f"{LIST}{body_id}/").content.decode()


def test_an_unknown_deed_is_not_found(world: World, body_id: UUID) -> None:
    assert browser(world.city_admin).post(f"{LIST}{body_id}/", {"deed": "verzin"}).status_code == 404


def test_the_pages_take_the_same_statements_however_much_there_is(
    world: World, body_id: UUID, django_assert_max_num_queries: Any
) -> None:
    seat(world, body_id)
    for number in range(4):
        meeting_id = meet(world, body_id, in_days=-number)
        decide(world, put(world, meeting_id))
        put(world, meeting_id, "Rondvraag")
    page = browser(world.bas)
    for url in (LIST, f"{LIST}{body_id}/", f"{LIST}meetings/{meeting_id}/"):
        page.get(url)
        with django_assert_max_num_queries(17):
            assert page.get(url).status_code == 200
