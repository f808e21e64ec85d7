"""Consulting a colleague: only who takes part, kept with the dossier, readable for the client."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    add_participant,
    answer_message,
    leave_dossier,
    send_message,
    settle_message,
)
from schakel.ground.dossiers.models import CaseMessage, Participation
from schakel.ground.dossiers.queries.messages import addressees_of
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WORDS = "Weet u of haar rijbewijs terug is?"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """A dossier of marloes, in which bas and the municipality's queue help."""
    dossier_id = world.open(world.marloes, world.uwv, family_name="Haddou")
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "kind": "helping", "because": "kent haar"}
        add_participant(**on, membership_id=world.bas.membership_id)
    return dossier_id


def send(world: World, dossier_id: UUID, *to: int, body: str = WORDS) -> UUID:
    with world.marloes.at_work() as actor:
        readers = to or (world.bas.reader_id,)
        return send_message(actor=actor, dossier_id=dossier_id, body=body, to=readers)


def inbox(person: Person, box: str = "to_me") -> str:
    return browser(person).get(address("message_inbox"), {"box": box}).content.decode()


def test_a_question_reaches_the_colleague_of_another_organisation(world: World, dossier_id: UUID) -> None:
    send(world, dossier_id)
    text = inbox(world.bas)
    assert WORDS in text
    assert "Haddou" in text
    assert "1 ongelezen" in text


def test_who_takes_no_part_cannot_be_addressed(world: World, dossier_id: UUID) -> None:
    for stranger in (world.bert.reader_id, 999_999):
        with pytest.raises(InvalidError) as refused:
            send(world, dossier_id, world.bas.reader_id, stranger)
        assert "to" in refused.value.fields


def test_one_is_no_addressee_of_oneself(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work():
        assert [a.reader_id for a in addressees_of(dossier_id)] == [world.bas.reader_id]
    with pytest.raises(InvalidError):
        send(world, dossier_id, world.marloes.reader_id)


def test_a_team_queue_can_be_asked_and_its_members_see_it(world: World, dossier_id: UUID) -> None:
    from schakel.ground.organisations.models import Team

    with world.marloes.at_work() as actor:
        queue = {"team_id": world.city_team, "kind": "helping", "because": "vraag"}
        add_participant(actor=actor, dossier_id=dossier_id, **queue)
        team_reader = Team.objects.get(pk=world.city_team).reader_id
    send(world, dossier_id, team_reader)
    assert WORDS in inbox(world.bas)
    assert WORDS not in inbox(world.bert)


def test_opening_it_makes_it_read_and_an_answer_makes_it_unread_for_the_sender(
    world: World, dossier_id: UUID
) -> None:
    message_id = send(world, dossier_id)
    url = address("message", dossier_id, message_id)
    browser(world.marloes).get(url)
    browser(world.bas).get(url)
    assert "niets ongelezen" in inbox(world.bas)
    browser(world.bas).post(url, {"body": "Ja, sinds maandag."}, follow=True)
    text = inbox(world.marloes, "by_me")
    assert "1 ongelezen" in text
    assert "beantwoord" in text


def test_an_unread_answer_comes_first_until_it_is_read(world: World, dossier_id: UUID) -> None:
    message_id = send(world, dossier_id)
    with world.bas.at_work() as actor:
        answer_message(actor=actor, dossier_id=dossier_id, message_id=message_id, body="Ja, sinds maandag.")
    marloes = browser(world.marloes)
    assert WORDS in marloes.get(address("message_inbox")).content.decode()
    marloes.get(address("message", dossier_id, message_id))
    text = marloes.get(address("message_inbox")).content.decode()
    assert WORDS not in text
    assert "niets ongelezen" in text
    assert WORDS not in inbox(world.marloes, "unread")


def test_asking_again_opens_it_again(world: World, dossier_id: UUID) -> None:
    message_id = send(world, dossier_id)
    for person, status in ((world.bas, "answered"), (world.marloes, "open")):
        with person.at_work() as actor:
            answer_message(actor=actor, dossier_id=dossier_id, message_id=message_id, body="En nu?")
            assert CaseMessage.objects.get(pk=message_id).status == status


def test_what_is_done_leaves_the_inbox_and_takes_no_answer(world: World, dossier_id: UUID) -> None:
    message_id = send(world, dossier_id)
    page = browser(world.bas)
    page.post(address("settle_message", dossier_id, message_id))
    assert WORDS not in inbox(world.bas)
    assert WORDS in inbox(world.bas, "done")
    with world.bas.at_work() as actor, pytest.raises(ConflictError):
        answer_message(actor=actor, dossier_id=dossier_id, message_id=message_id, body="Nog iets")


def test_who_reads_along_is_not_in_it(world: World, dossier_id: UUID) -> None:
    """Another participant may read what belongs to the dossier, and neither answers nor ends it."""
    message_id = send(world, dossier_id)
    with world.marloes.at_work() as actor:
        third = {"membership_id": world.joris.membership_id, "kind": "helping", "because": "zoekt mee"}
        add_participant(actor=actor, dossier_id=dossier_id, **third)
    with world.joris.at_work(Purpose.SERVICE_DELIVERY) as actor:
        for act, more in ((answer_message, {"body": "x"}), (settle_message, {})):
            with pytest.raises(NotFoundError):
                act(actor=actor, dossier_id=dossier_id, message_id=message_id, **more)
    text = browser(world.joris).get(address("message", dossier_id, message_id)).content.decode()
    assert WORDS in text
    assert "Uw antwoord" not in text


def test_who_left_is_no_longer_addressed_and_finds_nothing(world: World, dossier_id: UUID) -> None:
    message_id = send(world, dossier_id)
    with world.bas.at_work() as actor:
        row = Participation.objects.get(reader_id=world.bas.reader_id)
        leave_dossier(actor=actor, dossier_id=dossier_id, participation_id=row.pk, because="klaar")
    assert WORDS not in inbox(world.bas)
    assert browser(world.bas).get(address("message", dossier_id, message_id)).status_code == 404
    assert WORDS in inbox(world.marloes, "by_me")
    with world.marloes.at_work():
        assert addressees_of(dossier_id) == []


def test_it_stands_in_the_timeline_under_contacts(world: World, dossier_id: UUID) -> None:
    send(world, dossier_id)
    with world.marloes.at_work():
        entry = timeline(dossier_id)[0]
    assert entry.heading == "Overleg met Bas Kuiper, Gemeente Oosterwaard"
    assert entry.lines == [WORDS]


def test_a_client_cannot_send_and_can_read(world: World, dossier_id: UUID) -> None:
    from schakel.ground.kernel.errors import ForbiddenError

    send(world, dossier_id)
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA) as actor, pytest.raises(ForbiddenError):
        send_message(actor=actor, dossier_id=dossier_id, body="Hallo", to=[world.bas.reader_id])
    text = browser(client).get("/me/consultations/").content.decode()
    assert WORDS in text
    assert "overlegde met" in text


def test_the_page_says_that_the_client_can_read_it(world: World, dossier_id: UUID) -> None:
    text = browser(world.marloes).get(address("messages", dossier_id)).content.decode()
    assert "De cliënt ziet dat u overlegt en kan het lezen." in text


@pytest.mark.parametrize(
    "wrong", [{"body": " "}, {"to": []}, {"to": ["niemand"]}, {"to": ["999999"]}, {"body": "x" * 2_001}]
)
def test_a_rotten_form_is_refused_and_keeps_what_was_typed(
    world: World, dossier_id: UUID, wrong: dict[str, Any]
) -> None:
    values = {"body": WORDS, "to": [str(world.bas.reader_id)]} | wrong
    response = browser(world.marloes).post(address("messages", dossier_id), values)
    assert response.status_code == 422
    assert wrong.get("body", WORDS)[:20].strip() in response.content.decode()
    with world.marloes.at_work():
        assert not CaseMessage.objects.exists()


def test_a_double_click_sends_one(world: World, dossier_id: UUID) -> None:
    page = browser(world.marloes)
    form = page.get(address("messages", dossier_id)).context["form"]
    values = {"body": WORDS, "to": [str(world.bas.reader_id)], "submit_key": str(form["submit_key"].value())}
    for _ in range(2):
        assert page.post(address("messages", dossier_id), values).status_code == 302
    with world.marloes.at_work():
        assert CaseMessage.objects.count() == 1


@pytest.mark.parametrize("where", ["inbox", "dossier"])
def test_a_list_asks_the_same_of_the_database_however_long(
    world: World, dossier_id: UUID, where: str
) -> None:
    url = address("message_inbox") if where == "inbox" else address("messages", dossier_id)
    send(world, dossier_id)
    few = own_statements(world.bas, url)
    for number in range(24):
        send(world, dossier_id, body=f"Vraag {number}")
    assert len(own_statements(world.bas, url)) == len(few) <= 8
    page = browser(world.bas).get(url)
    older = browser(world.bas).get(page.context["pager"]["next_url"])
    assert (len(page.context["found"]), len(older.context["found"])) == (20, 5)
