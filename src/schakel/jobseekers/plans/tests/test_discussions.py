"""Joint case discussions: who hears of whom, what is decided, and what ends up in the plan."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.dossiers.actions import leave_dossier
from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import create_organisation
from schakel.jobseekers.plans.actions.agreements import NewAgreement
from schakel.jobseekers.plans.actions.discussions import (
    NewCase,
    NewDiscussion,
    convene_discussion,
    discuss_case,
    note_presence,
    put_case,
    take_off_case,
)
from schakel.jobseekers.plans.models import Agreement, CaseDiscussion, DiscussionCase, DiscussionGuest
from schakel.jobseekers.plans.queries.discussions import agenda_of, discussions_of
from schakel.jobseekers.plans.tests.scene import both, let_in
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, hire

pytestmark = MARKS
QUESTION = "Wie regelt de kinderopvang voordat het werk begint?"


@pytest.fixture
def world() -> World:
    return World()


def convene(person: Person, organisation_id: UUID, *guests: Person, **changes: Any) -> UUID:
    values: dict[str, Any] = {
        "name": "Overleg werk en gezin",
        "held_on": clock.today(),
        "membership_ids": [guest.membership_id for guest in guests],
        "starts_at": time(9, 30),
        "place": "Werkplein",
    }
    new = NewDiscussion(**values | changes)
    with person.at_work() as actor:
        return convene_discussion(actor=actor, organisation_id=organisation_id, new=new)


def put(person: Person, dossier_id: UUID, discussion_id: UUID, **changes: Any) -> UUID:
    values = {"question": QUESTION, "client_told": "told"} | changes
    with person.at_work() as actor:
        return put_case(actor=actor, dossier_id=dossier_id, new=NewCase(discussion_id, **values))


def discuss(person: Person, dossier_id: UUID, case_id: UUID, **changes: Any) -> None:
    values: dict[str, Any] = {"state": "discussed", "outcome": "De gemeente regelt het.", "agreed": None}
    with person.at_work() as actor:
        discuss_case(
            actor=actor, dossier_id=dossier_id, case_id=case_id, expected_version=None, **values | changes
        )


def agreed(what: str = "kinderopvang aanvragen") -> NewAgreement:
    return NewAgreement(what, "anders kan zij niet beginnen", "ours", clock.today() + timedelta(days=7))


def seen_by(person: Person, discussion_id: UUID) -> list[UUID]:
    with person.at_work():
        return [case.pk for case in agenda_of(discussion_id)]


def get(person: Person, name: str, *ids: Any) -> HttpResponse:
    return signed_in(person).get(reverse(f"plans:{name}", args=ids))


def test_a_guest_sees_only_clients_in_whose_dossier_they_take_part(world: World) -> None:
    shared = both(world)
    meeting = convene(world.marloes, world.uwv, world.bas, world.mia)
    case_id = put(world.marloes, shared, meeting)
    assert seen_by(world.bas, meeting) == [case_id]
    assert seen_by(world.mia, meeting) == []
    page = get(world.mia, "discussion", meeting).content.decode()
    assert "nog 1 cliënt bij wie u niet betrokken bent" in page
    assert QUESTION not in page
    assert get(world.mia, "case", meeting, case_id).status_code == 404


def test_who_left_the_dossier_sees_the_case_no_longer(world: World) -> None:
    shared = world.open(world.marloes, world.uwv)
    let_in(world, shared, world.bas, kind="helping")
    meeting = convene(world.marloes, world.uwv, world.bas)
    put(world.marloes, shared, meeting)
    with world.bas.at_work() as actor:
        own = Participation.objects.get(dossier_id=shared, reader_id=world.bas.reader_id)
        leave_dossier(
            actor=actor, dossier_id=shared, participation_id=own.pk, because="klaar", expected_version=None
        )
    with clock.travel(clock.today() + timedelta(days=1)):
        assert seen_by(world.bas, meeting) == []


def test_who_was_not_asked_finds_no_discussion(world: World) -> None:
    both(world)
    meeting = convene(world.marloes, world.uwv, world.bas)
    with world.mia.at_work() as actor:
        assert discussions_of(actor, limit=5) == []
    assert get(world.mia, "discussion", meeting).status_code == 404


def test_nobody_is_asked_with_whom_no_client_is_shared(world: World) -> None:
    both(world)
    with pytest.raises(InvalidError) as refused:
        convene(world.marloes, world.uwv, world.bert)
    assert list(refused.value.fields) == ["membership_ids"]


def test_without_another_guest_in_the_dossier_there_is_no_ground_to_share(world: World) -> None:
    shared, own = both(world), world.open(world.marloes, world.uwv)
    meeting = convene(world.marloes, world.uwv, world.bas)
    with pytest.raises(ConflictError):
        put(world.marloes, own, meeting)
    assert put(world.marloes, shared, meeting)


def test_a_client_stands_on_an_agenda_once_and_not_on_one_that_was(world: World) -> None:
    shared = both(world)
    meeting = convene(world.marloes, world.uwv, world.bas)
    put(world.marloes, shared, meeting)
    with pytest.raises(ConflictError):
        put(world.bas, shared, meeting)
    with clock.travel(clock.today() + timedelta(days=1)), pytest.raises(ConflictError):
        put(world.marloes, shared, meeting)


def test_the_client_must_know_of_it(world: World) -> None:
    shared = both(world)
    meeting = convene(world.marloes, world.uwv, world.bas)
    with pytest.raises(InvalidError) as refused:
        put(world.marloes, shared, meeting, client_told="", question=" ")
    assert set(refused.value.fields) == {"client_told", "question"}


def test_each_organisation_puts_its_own_agreement_in_the_plan(world: World) -> None:
    shared = both(world)
    meeting = convene(world.marloes, world.uwv, world.bas)
    case_id = put(world.marloes, shared, meeting)
    discuss(world.marloes, shared, case_id, agreed=agreed("werkgever bellen"))
    discuss(world.bas, shared, case_id, agreed=agreed())
    with world.marloes.at_work():
        made = dict(Agreement.objects.values_list("what", "organisation_id"))
    assert made == {"werkgever bellen": world.uwv, "kinderopvang aanvragen": world.city}
    page = get(world.marloes, "discussion", meeting).content.decode()
    assert "kinderopvang aanvragen" in page
    assert "De gemeente regelt het." in page


def test_an_outcome_needs_words_and_the_day(world: World) -> None:
    shared = both(world)
    tomorrow = clock.today() + timedelta(days=1)
    meeting = convene(world.marloes, world.uwv, world.bas, held_on=tomorrow)
    case_id = put(world.marloes, shared, meeting)
    with pytest.raises(ConflictError):
        discuss(world.bas, shared, case_id)
    with clock.travel(tomorrow), pytest.raises(InvalidError) as refused:
        discuss(world.bas, shared, case_id, outcome=" ", state="open")
    assert set(refused.value.fields) == {"state", "outcome"}


def test_what_was_not_yet_discussed_can_go_off_by_who_put_it(world: World) -> None:
    shared = both(world)
    meeting = convene(world.marloes, world.uwv, world.bas)
    case_id = put(world.marloes, shared, meeting)
    with pytest.raises(NotFoundError), world.bas.at_work() as actor:
        take_off_case(actor=actor, dossier_id=shared, case_id=case_id, expected_version=None)
    with world.marloes.at_work() as actor:
        take_off_case(actor=actor, dossier_id=shared, case_id=case_id, expected_version=None)
        assert CaseDiscussion.objects.get().case_count == 0
        assert not DiscussionCase.objects.exists()


def test_who_was_there_is_noted_by_who_convened(world: World) -> None:
    both(world)
    meeting = convene(world.marloes, world.uwv, world.bas, world.mia)
    guests = {guest.membership_id: guest.pk for guest in DiscussionGuest.objects.all()}
    here = [guests[world.bas.membership_id], guests[world.marloes.membership_id]]
    with pytest.raises(NotFoundError), world.bas.at_work() as actor:
        note_presence(actor=actor, organisation_id=world.city, discussion_id=meeting, guest_ids=here)
    done = signed_in(world.marloes).post(
        reverse("plans:presence", args=[meeting]), {"guest_ids": [str(one) for one in here]}
    )
    assert done.status_code == 302
    was_present = dict(DiscussionGuest.objects.values_list("membership_id", "was_present"))
    assert was_present[world.bas.membership_id] is True
    assert was_present[world.mia.membership_id] is False


@pytest.mark.parametrize(
    ("rotten", "field"),
    [
        ({"name": " "}, "name"),
        ({"held_on": date(2001, 1, 1)}, "held_on"),
        ({"membership_ids": []}, "membership_ids"),
        ({"membership_ids": [UUID(int=7)]}, "membership_ids"),
    ],
)
def test_a_discussion_that_can_not_be_is_refused(world: World, rotten: dict[str, Any], field: str) -> None:
    both(world)
    with pytest.raises(InvalidError) as refused:
        convene(world.marloes, world.uwv, world.bas, **rotten)
    assert list(refused.value.fields) == [field]


def test_one_works_through_the_agenda_page_by_page(world: World, django_assert_max_num_queries: Any) -> None:
    first, second = both(world), both(world)
    browser = signed_in(world.marloes)
    told = {
        "name": "Overleg",
        "held_on": clock.today().isoformat(),
        "membership_ids": [str(world.bas.membership_id)],
    }
    assert browser.post(reverse("plans:convene"), told | {"name": ""}).status_code == 422
    assert browser.post(reverse("plans:convene"), told).status_code == 302
    meeting = CaseDiscussion.objects.get().pk
    for dossier_id in (first, second):
        case = {"discussion_id": str(meeting), "question": QUESTION, "client_told": "invited"}
        assert browser.post(reverse("plans:put_case", args=[dossier_id]), case).status_code == 302
    ids = seen_by(world.marloes, meeting)
    with django_assert_max_num_queries(20):
        page = browser.get(reverse("plans:case", args=[meeting, ids[0]]))
    assert page.context["next"] == reverse("plans:case", args=[meeting, ids[1]])
    said = {"state": "discussed", "outcome": "Besloten.", "version": 1, "what": "bellen"}
    refused = browser.post(page.request["PATH_INFO"], said)
    assert refused.status_code == 422
    assert "Besloten." in refused.content.decode()
    done = browser.post(page.request["PATH_INFO"], said | {"what": ""})
    assert done["Location"] == page.context["next"]
    with django_assert_max_num_queries(19):
        browser.get(reverse("plans:discussion", args=[meeting]))


def test_an_outcome_of_a_colleague_is_not_overwritten_unseen(world: World) -> None:
    shared = both(world)
    meeting = convene(world.marloes, world.uwv, world.bas)
    case_id = put(world.marloes, shared, meeting)
    discuss(world.bas, shared, case_id)
    said = {"state": "postponed", "outcome": "Later.", "version": 1}
    refused = signed_in(world.marloes).post(reverse("plans:case", args=[meeting, case_id]), said)
    assert refused.status_code == 409
    with world.marloes.at_work():
        assert DiscussionCase.objects.get().outcome == "De gemeente regelt het."


def test_a_debt_partner_joins_in_and_writes_nothing(world: World) -> None:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        kind = OrganisationKind.DEBT_HELP
        bank = create_organisation(actor=actor, name="Kredietbank", kind=kind)
        dirk = hire(actor, bank, "Dirk Bank", Role.DEBT_WORKER, None)
    shared = world.open(world.marloes, world.uwv)
    let_in(world, shared, dirk, kind="helping")
    meeting = convene(world.marloes, world.uwv, dirk)
    case_id = put(world.marloes, shared, meeting)
    page = get(dirk, "case", meeting, case_id).content.decode()
    assert QUESTION in page
    assert "U bespreekt mee." in page
    said = {"state": "discussed", "outcome": "Ik schrijf dit.", "version": 1}
    assert signed_in(dirk).post(reverse("plans:case", args=[meeting, case_id]), said).status_code == 403
    with world.marloes.at_work():
        assert DiscussionCase.objects.get().outcome == ""


def test_the_plan_names_the_discussions_of_its_client(world: World) -> None:
    shared = both(world)
    meeting = convene(world.marloes, world.uwv, world.bas)
    put(world.marloes, shared, meeting)
    assert QUESTION in get(world.bas, "whole", shared).content.decode()


def test_an_unknown_case_is_not_there(world: World) -> None:
    both(world)
    meeting = convene(world.marloes, world.uwv, world.bas)
    assert get(world.marloes, "case", meeting, uuid4()).status_code == 404
