"""The menu says how many consultations wait to be read: a word of another that one has not seen."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from schakel.ground.dossiers import unread as counting
from schakel.ground.dossiers.actions import add_participant, answer_message, send_message, settle_message
from schakel.ground.dossiers.queries.messages import unread_of_actor
from schakel.ground.dossiers.tests.pages import address, browser
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
HEARD = '<span class="sk-sr">, {} ongelezen</span>'


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """A dossier of marloes, in which bas of the municipality helps."""
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "kind": "helping", "because": "kent haar"}
        add_participant(**on, membership_id=world.bas.membership_id)
    return dossier_id


def ask(world: World, dossier_id: UUID, *, to: int | None = None) -> UUID:
    with world.marloes.at_work() as actor:
        readers = [to or world.bas.reader_id]
        return send_message(actor=actor, dossier_id=dossier_id, body="Belt u haar?", to=readers)


def answer(person: Person, dossier_id: UUID, message_id: UUID) -> None:
    with person.at_work() as actor:
        answer_message(actor=actor, dossier_id=dossier_id, message_id=message_id, body="Ja.")


def unread(person: Person) -> int:
    with person.at_work():
        return unread_of_actor(most=100)


def shown(person: Person, url: str = "") -> str:
    return browser(person).get(url or address("message_inbox")).content.decode()


def test_the_menu_tells_it_to_who_sees_and_to_who_hears(world: World, dossier_id: UUID) -> None:
    for _ in range(3):
        ask(world, dossier_id)
    html = shown(world.bas, "/help/")
    assert HEARD.format(3) in html
    assert '<span class="sk-tally" aria-hidden="true">3</span>' in html


def test_nothing_unread_shows_no_figure(world: World, dossier_id: UUID) -> None:
    assert "sk-tally" not in shown(world.bas, "/help/")


def test_ones_own_words_are_not_news(world: World, dossier_id: UUID) -> None:
    message_id = ask(world, dossier_id)
    assert (unread(world.marloes), unread(world.bas)) == (0, 1)
    assert (
        "niets ongelezen"
        in browser(world.marloes).get(address("message_inbox") + "?box=by_me").content.decode()
    )
    answer(world.bas, dossier_id, message_id)
    assert unread(world.marloes) == 1
    answer(world.marloes, dossier_id, message_id)
    assert unread(world.bas) == 1


def test_opening_it_takes_it_off_the_count_on_that_same_page(world: World, dossier_id: UUID) -> None:
    message_id = ask(world, dossier_id)
    assert "sk-tally" not in shown(world.bas, address("message", dossier_id, message_id))
    assert unread(world.bas) == 0


def test_what_is_over_no_longer_waits(world: World, dossier_id: UUID) -> None:
    message_id = ask(world, dossier_id)
    with world.marloes.at_work() as actor:
        settle_message(actor=actor, dossier_id=dossier_id, message_id=message_id)
    assert unread(world.bas) == 0


def test_a_question_to_the_team_waits_for_each_of_its_members(world: World, dossier_id: UUID) -> None:
    from schakel.ground.organisations.models import Team

    with world.marloes.at_work() as actor:
        queue = {"team_id": world.city_team, "kind": "helping", "because": "vraag"}
        add_participant(actor=actor, dossier_id=dossier_id, **queue)
        team_reader = Team.objects.get(pk=world.city_team).reader_id
    ask(world, dossier_id, to=team_reader)
    assert (unread(world.bas), unread(world.bert)) == (1, 0)


def test_who_reads_along_and_is_not_in_it_has_nothing_waiting(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "kind": "helping", "because": "valt in"}
        add_participant(**on, membership_id=world.mia.membership_id)
    ask(world, dossier_id)
    assert unread(world.mia) == 0


def test_above_the_most_it_says_no_more_than_that(
    world: World, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_SHOWN", 1)
    for _ in range(2):
        ask(world, dossier_id)
    html = shown(world.bas, "/help/")
    assert '<span class="sk-sr">, meer dan 1 ongelezen</span>' in html
    assert ">1+</span>" in html


def test_it_takes_one_statement_however_many(
    world: World, dossier_id: UUID, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        ask(world, dossier_id)
    with world.bas.at_work(), django_assert_num_queries(1):
        unread_of_actor(most=100)


def test_a_role_without_the_entry_is_not_asked_for_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_options: Any) -> int:
        raise AssertionError("asked")

    monkeypatch.setattr(counting, "unread_of_actor", refuse)
    assert browser(world.city_admin).get("/help/").status_code == 200


def test_the_page_of_an_error_is_still_shown(world: World, dossier_id: UUID) -> None:
    ask(world, dossier_id)
    answer = browser(world.bas).get(address("dossier", uuid4()))
    assert answer.status_code == 404
    assert "sk-tally" not in answer.content.decode()
