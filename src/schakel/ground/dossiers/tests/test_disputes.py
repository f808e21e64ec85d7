"""A dispute gets its answer, sources that differ get a choice, and nothing that was said is lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    add_participant,
    answer_dispute,
    choose_fact,
    dispute_fact,
    state_fact,
)
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.queries.facts import course_of_fact, known_fact
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
NAME = "driving_licence"
BECAUSE = "het rijbewijs is gezien"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """Marloes says yes, and Bas of the city takes part too."""
    found = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": found}
        helper = {"kind": "helping", "because": BECAUSE, "membership_id": world.bas.membership_id}
        add_participant(**on, **helper)
        state_fact(**on, new=NewFact(NAME, "yes"))
    return found


@pytest.fixture
def client(world: World, dossier_id: UUID) -> Person:
    return world.client_of(dossier_id, world.marloes)


def _fact(world: World, dossier_id: UUID) -> Fact:
    with world.marloes.at_work():
        found = Fact.objects.filter(dossier_id=dossier_id, source_organisation_id=world.uwv)
        return found.latest("id")


def _dispute(world: World, client: Person, dossier_id: UUID) -> UUID:
    fact = _fact(world, dossier_id)
    with client.at_work(Purpose.OWN_DATA) as actor:
        values = {"fact_id": fact.pk, "words": "ik heb geen rijbewijs"}
        return dispute_fact(actor=actor, dossier_id=dossier_id, **values)


def _answer(person: Person, dossier_id: UUID, fact_id: UUID, **changes: Any) -> UUID:
    values = {"outcome": "upheld", "because": BECAUSE, "value": ""} | changes
    with person.at_work() as actor:
        return answer_dispute(actor=actor, dossier_id=dossier_id, fact_id=fact_id, **values)


def test_rejected_it_stays_and_the_client_reads_why(world: World, dossier_id: UUID, client: Person) -> None:
    _answer(world.marloes, dossier_id, _dispute(world, client, dossier_id), outcome="rejected")
    with world.marloes.at_work():
        known = known_fact(dossier_id, NAME)
    assert [fact.value for fact in known.sources] == ["yes"]
    assert not known.is_competing
    text = browser(client).get("/me/data/").content.decode()
    assert "dit blijft zo staan" in text
    assert BECAUSE in text


def test_upheld_with_a_value_it_is_replaced(world: World, dossier_id: UUID, client: Person) -> None:
    _answer(world.marloes, dossier_id, _dispute(world, client, dossier_id), value="no")
    with world.marloes.at_work():
        assert [fact.value for fact in known_fact(dossier_id, NAME).sources] == ["no"]
        assert [fact.value for fact in course_of_fact(dossier_id, NAME)] == ["no", "yes"]


def test_upheld_without_one_it_is_gone_and_the_client_reads_that_they_were_right(
    world: World, dossier_id: UUID, client: Person
) -> None:
    _answer(world.marloes, dossier_id, _dispute(world, client, dossier_id))
    with world.marloes.at_work():
        assert known_fact(dossier_id, NAME).sources == []
    text = browser(client).get("/me/data/").content.decode()
    assert "u heeft gelijk" in text


def test_a_new_dispute_waits_for_a_new_answer(world: World, dossier_id: UUID, client: Person) -> None:
    _answer(world.marloes, dossier_id, _dispute(world, client, dossier_id), outcome="rejected")
    _dispute(world, client, dossier_id)
    assert _fact(world, dossier_id).is_disputed


def test_another_organisation_does_not_answer_for_the_source(
    world: World, dossier_id: UUID, client: Person
) -> None:
    fact_id = _dispute(world, client, dossier_id)
    with pytest.raises(NotFoundError):
        _answer(world.bas, dossier_id, fact_id)


def test_a_client_answers_nothing_themself(world: World, dossier_id: UUID, client: Person) -> None:
    fact_id = _dispute(world, client, dossier_id)
    with pytest.raises(ForbiddenError), client.at_work(Purpose.OWN_DATA) as actor:
        answer_dispute(actor=actor, dossier_id=dossier_id, fact_id=fact_id, outcome="upheld", because=BECAUSE)


def test_what_is_not_disputed_has_no_answer(world: World, dossier_id: UUID) -> None:
    with pytest.raises(ConflictError):
        _answer(world.marloes, dossier_id, _fact(world, dossier_id).pk)


@pytest.mark.parametrize(
    ("field", "changes"), [("outcome", {"outcome": "perhaps"}), ("because", {"because": "  "})]
)
def test_an_answer_without_outcome_or_reason_is_refused(
    world: World, dossier_id: UUID, client: Person, field: str, changes: dict[str, Any]
) -> None:
    fact_id = _dispute(world, client, dossier_id)
    with pytest.raises(InvalidError) as refused:
        _answer(world.marloes, dossier_id, fact_id, **changes)
    assert field in refused.value.fields


def test_a_value_that_does_not_fit_leaves_the_dispute_open(
    world: World, dossier_id: UUID, client: Person
) -> None:
    fact_id = _dispute(world, client, dossier_id)
    values = {"outcome": "upheld", "because": BECAUSE, "value": "perhaps"}
    with world.marloes.at_work(needs_savepoint=True) as actor, pytest.raises(InvalidError):
        answer_dispute(actor=actor, dossier_id=dossier_id, fact_id=fact_id, **values)
    assert _fact(world, dossier_id).is_disputed


def _differ(world: World, dossier_id: UUID) -> UUID:
    with world.bas.at_work() as actor:
        return state_fact(actor=actor, dossier_id=dossier_id, new=NewFact(NAME, "no"))


def _choose(person: Person, dossier_id: UUID, fact_id: UUID, because: str = BECAUSE) -> None:
    with person.at_work() as actor:
        choose_fact(actor=actor, dossier_id=dossier_id, name=NAME, fact_id=fact_id, because=because)


def test_a_choice_settles_it_and_keeps_the_others(world: World, dossier_id: UUID) -> None:
    chosen = _differ(world, dossier_id)
    _choose(world.marloes, dossier_id, chosen)
    with world.bas.at_work():
        known = known_fact(dossier_id, NAME)
    assert known.chosen is not None
    assert known.chosen.pk == chosen
    assert not known.is_competing
    assert sorted(fact.value for fact in known.sources) == ["no", "yes"]


def test_what_is_said_later_opens_it_again(world: World, dossier_id: UUID, client: Person) -> None:
    _choose(world.marloes, dossier_id, _differ(world, dossier_id))
    with client.at_work(Purpose.OWN_DATA) as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact(NAME, "yes"))
    with world.bas.at_work():
        known = known_fact(dossier_id, NAME)
    assert known.chosen is None
    assert known.is_competing


def test_a_second_choice_takes_the_place_of_the_first(world: World, dossier_id: UUID) -> None:
    other = _differ(world, dossier_id)
    _choose(world.marloes, dossier_id, other)
    _choose(world.bas, dossier_id, _fact(world, dossier_id).pk)
    with world.bas.at_work():
        known = known_fact(dossier_id, NAME)
    assert known.chosen is not None
    assert known.chosen.value == "yes"


def test_sources_that_agree_leave_nothing_to_choose(world: World, dossier_id: UUID) -> None:
    with pytest.raises(ConflictError):
        _choose(world.marloes, dossier_id, _fact(world, dossier_id).pk)


def test_a_choice_names_a_source_of_this_fact_and_a_reason(world: World, dossier_id: UUID) -> None:
    chosen = _differ(world, dossier_id)
    with pytest.raises(NotFoundError):
        _choose(world.marloes, dossier_id, UUID(int=5))
    with pytest.raises(InvalidError):
        _choose(world.marloes, dossier_id, chosen, because=" ")


def test_the_page_answers_and_chooses(world: World, dossier_id: UUID, client: Person) -> None:
    fact_id = _dispute(world, client, dossier_id)
    _differ(world, dossier_id)
    page = browser(world.marloes)
    shown = page.get(address("fact", dossier_id, NAME))
    assert set(shown.context["forms"]) == {"answer", "choose"}
    version = shown.context["forms"]["answer"].initial["version"]
    values = {"outcome": "rejected", "because": BECAUSE, "version": version}
    assert page.post(address("answer", dossier_id, fact_id), values).status_code == 302
    chosen = {"fact": str(fact_id), "because": BECAUSE}
    assert page.post(address("choose", dossier_id, NAME), chosen).status_code == 302
    assert "hier gaan wij van uit" in page.get(address("facts", dossier_id)).content.decode()


def test_a_refused_answer_keeps_what_was_typed(world: World, dossier_id: UUID, client: Person) -> None:
    fact_id = _dispute(world, client, dossier_id)
    values = {"because": "wij zagen het rijbewijs", "version": 2}
    answer = browser(world.marloes).post(address("answer", dossier_id, fact_id), values)
    assert answer.status_code == 422
    assert "wij zagen het rijbewijs" in answer.content.decode()


def test_an_old_answer_meets_a_newer_version(world: World, dossier_id: UUID, client: Person) -> None:
    fact_id = _dispute(world, client, dossier_id)
    values = {"because": BECAUSE, "outcome": "rejected", "version": 1}
    assert browser(world.marloes).post(address("answer", dossier_id, fact_id), values).status_code == 409


def test_a_fact_that_is_not_asked_anywhere_is_no_page(world: World, dossier_id: UUID) -> None:
    assert browser(world.marloes).get(address("fact", dossier_id, "shoe-size")).status_code == 404
