"""Discussing without a name: who reads what, which texts are refused, the outcome, and the paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.journal.erasing import family_of
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.notices.letters import may_make_pdf
from schakel.jobseekers.plans.actions.discussions import NewDiscussion, convene_discussion
from schakel.jobseekers.plans.actions.nameless import (
    NewNamelessCase,
    discuss_nameless_case,
    put_nameless_case,
    take_off_nameless_case,
)
from schakel.jobseekers.plans.discussion_paper import discussion_html
from schakel.jobseekers.plans.models import NamelessCase, NamelessSubject
from schakel.jobseekers.plans.naming import traces_in
from schakel.jobseekers.plans.queries.discussions import agenda_of, discussion_visible
from schakel.jobseekers.plans.queries.nameless import dossier_behind, nameless_of
from schakel.jobseekers.plans.records import remove_nameless
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS
QUESTION = "Hoe houdt iemand werk en mantelzorg vol?"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(
        world.marloes, world.uwv, family_name="Zandstra", given_names="Noortje", birth_date=date(1985, 5, 3)
    )


@pytest.fixture
def met(world: World) -> UUID:
    """A discussion today to which a colleague is asked who sees no dossier of Marloes."""
    new = NewDiscussion("Overleg", clock.today(), [world.mia.membership_id])
    with world.marloes.at_work() as actor:
        return convene_discussion(actor=actor, organisation_id=world.uwv, new=new)


def put(person: Person, dossier_id: UUID, met: UUID, **changes: Any) -> UUID:
    with person.at_work() as actor:
        new = NewNamelessCase(**{"discussion_id": met, "question": QUESTION} | changes)
        return put_nameless_case(actor=actor, dossier_id=dossier_id, new=new)


def discuss(person: Person, dossier_id: UUID, met: UUID, case_id: UUID, **changes: Any) -> None:
    values: dict[str, Any] = {"state": "discussed", "outcome": "Vraag eerst respijtzorg aan."}
    with person.at_work() as actor:
        on = {"dossier_id": dossier_id, "discussion_id": met, "nameless_id": case_id}
        discuss_nameless_case(actor=actor, **on, expected_version=None, **values | changes)


def test_a_guest_without_a_seat_reads_the_case_and_not_whom_it_is_about(
    world: World, dossier_id: UUID, met: UUID
) -> None:
    put(world.marloes, dossier_id, met)
    with world.mia.at_work():
        (row,) = nameless_of(met)
        assert (row.number, row.question) == (1, QUESTION)
        assert dossier_behind(row) is None
        assert not NamelessSubject.objects.exists()
        assert agenda_of(met) == []
        with pytest.raises(NotFoundError):
            dossier_with_sections(dossier_id)


def test_who_was_not_asked_reads_nothing(world: World, dossier_id: UUID, met: UUID) -> None:
    put(world.marloes, dossier_id, met)
    with world.bas.at_work():
        assert nameless_of(met) == []


@pytest.mark.parametrize("said", ["geboren 3-5-1985", "1985-05-03", "bsn 999990019", "03/05/1985"])
def test_a_number_or_birth_date_is_always_refused(
    world: World, dossier_id: UUID, met: UUID, said: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        put(world.marloes, dossier_id, met, background=said, is_checked=True)
    assert "background" in refused.value.fields


def test_a_name_from_the_dossier_is_asked_about_and_may_be_an_ordinary_word(
    world: World, dossier_id: UUID, met: UUID
) -> None:
    with pytest.raises(InvalidError, match="zonder naam") as refused:
        put(world.marloes, dossier_id, met, question="Wat helpt Noortje nu?")
    assert "noortje" in str(refused.value.fields["question"])
    assert put(world.marloes, dossier_id, met, question="Wat helpt Noortje nu?", is_checked=True)


def test_the_number_of_the_dossier_and_a_telephone_are_traces(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work():
        number = dossier_with_sections(dossier_id)[0].number
        assert traces_in(dossier_id, f"zie {number}").sure == (number,)
        assert traces_in(dossier_id, "zie het protocol van 2026") == traces_in(dossier_id, "")


def test_without_a_question_nothing_is_put(world: World, dossier_id: UUID, met: UUID) -> None:
    with pytest.raises(InvalidError):
        put(world.marloes, dossier_id, met, question=" ")


def test_a_client_stands_once_on_an_agenda_and_numbers_go_on(
    world: World, dossier_id: UUID, met: UUID
) -> None:
    put(world.marloes, dossier_id, met)
    with pytest.raises(ConflictError):
        put(world.marloes, dossier_id, met)
    put(world.marloes, world.open(world.marloes, world.uwv), met)
    with world.mia.at_work():
        assert [row.number for row in nameless_of(met)] == [1, 2]


def test_the_outcome_goes_into_the_dossier_by_who_put_it(world: World, dossier_id: UUID, met: UUID) -> None:
    case_id = put(world.marloes, dossier_id, met)
    with pytest.raises(NotFoundError):
        discuss(world.mia, dossier_id, met, case_id)
    discuss(world.marloes, dossier_id, met, case_id)
    with world.mia.at_work():
        assert nameless_of(met)[0].outcome == "Vraag eerst respijtzorg aan."
    with world.marloes.at_work():
        said = [e.content for e in timeline(dossier_id) if e.verb == "case.discuss_nameless"]
    assert said[0] is not None
    assert said[0]["outcome"] == "Vraag eerst respijtzorg aan."


@pytest.mark.parametrize(
    "changes", [{"outcome": ""}, {"state": "open"}, {"outcome": "Noortje vraagt respijtzorg aan."}]
)
def test_a_rotten_outcome_is_refused(
    world: World, dossier_id: UUID, met: UUID, changes: dict[str, str]
) -> None:
    case_id = put(world.marloes, dossier_id, met)
    with pytest.raises(InvalidError):
        discuss(world.marloes, dossier_id, met, case_id, **changes)


def test_it_is_taken_off_before_and_not_after(world: World, dossier_id: UUID, met: UUID) -> None:
    case_id = put(world.marloes, dossier_id, met)
    take_off(world, dossier_id, met, case_id)
    with world.marloes.at_work():
        assert not NamelessCase.objects.exists()
        assert not NamelessSubject.objects.exists()
    again = put(world.marloes, dossier_id, met)
    discuss(world.marloes, dossier_id, met, again)
    with pytest.raises(ConflictError):
        take_off(world, dossier_id, met, again)


def take_off(world: World, dossier_id: UUID, met: UUID, case_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        on = {"dossier_id": dossier_id, "discussion_id": met, "nameless_id": case_id}
        take_off_nameless_case(actor=actor, **on, expected_version=None)


def test_on_the_day_after_nothing_is_put(world: World, dossier_id: UUID, met: UUID) -> None:
    with clock.travel(clock.now() + timedelta(days=1)), pytest.raises(ConflictError):
        put(world.marloes, dossier_id, met)


def test_its_page_shows_a_guest_no_way_to_the_dossier(world: World, dossier_id: UUID, met: UUID) -> None:
    case_id = put(world.marloes, dossier_id, met)
    page = reverse("plans:nameless", args=[met, case_id])
    own, guest = signed_in(world.marloes).get(page), signed_in(world.mia).get(page)
    assert str(dossier_id) in own.content.decode()
    assert str(dossier_id) not in guest.content.decode()
    assert "Zandstra" not in guest.content.decode()
    assert QUESTION in guest.content.decode()
    assert signed_in(world.mia).post(page, {"state": "discussed", "outcome": "x"}).status_code == 404
    assert signed_in(world.bas).get(page).status_code == 404


def test_it_is_put_and_discussed_on_pages(world: World, dossier_id: UUID, met: UUID) -> None:
    browser = signed_in(world.marloes)
    address = reverse("plans:put_nameless", args=[dossier_id])
    refused = browser.post(address, {"discussion_id": str(met), "question": "Noortje?"})
    assert refused.status_code == 422
    assert "noortje" in refused.content.decode()
    assert browser.post(address, {"discussion_id": str(met), "question": QUESTION}).status_code == 302
    with world.marloes.at_work():
        case_id = NamelessCase.objects.get().pk
    page = reverse("plans:nameless", args=[met, case_id])
    assert browser.post(page, {"state": "", "outcome": ""}).status_code == 422
    sent = {"state": "discussed", "outcome": "Eerst respijtzorg.", "version": "1"}
    assert browser.post(page, sent).status_code == 302
    whole = browser.get(reverse("plans:whole", args=[dossier_id])).content.decode()
    assert "Eerst respijtzorg." in whole


def test_the_paper_holds_what_this_guest_may_see(world: World, dossier_id: UUID, met: UUID) -> None:
    put(world.marloes, dossier_id, met)
    with world.mia.at_work() as actor:
        html = discussion_html(discussion_visible(actor, met), agenda_of(met))
    assert QUESTION in html
    assert "Casus 1, zonder naam" in html
    assert "Zandstra" not in html


def test_a_discussion_is_fetched_as_pdf_by_who_was_asked(world: World, dossier_id: UUID, met: UUID) -> None:
    if not may_make_pdf():
        pytest.skip("Pango is not on this machine")
    put(world.marloes, dossier_id, met)
    address = reverse("plans:discussion_pdf", args=[met])
    answer = signed_in(world.mia).get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert signed_in(world.bas).get(address).status_code == 404


def test_erasing_takes_case_and_subject_along(world: World, dossier_id: UUID, met: UUID) -> None:
    put(world.marloes, dossier_id, met)
    with world.marloes.at_work():
        entry = next(e for e in timeline(dossier_id) if e.verb == "case.put_nameless")
        family = family_of(dossier_id, entry.id)
        assert family is not None
        assert family.eraser.thing == "nameless_case"
        remove_nameless(dossier_id, family.thing_id)
        assert not NamelessSubject.objects.exists()
