"""A choice names the norms it rests on, and keeps how they stood that day, by which facts."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import erase_entry
from schakel.ground.journal.decisions import AppliedNorm, Decision, Option
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms import testing
from schakel.ground.norms.engine.receipts import read_receipt
from schakel.ground.norms.testing import KeptTest, kept_test
from schakel.ground.people.models import Regime
from schakel.jobseekers.plans.actions import decide
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, right_to

pytestmark = MARKS
START = date(2026, 1, 1)
NORM = "PW-7-1-a"
SAID = {
    "kind": "guidance",
    "question": "Welke stap?",
    "option_1": "scholing",
    "option_2": "wachten",
    "chosen": "1",
    "reason": "client_wish",
    "client_view": "agrees",
}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    right = right_to(Regime.PARTICIPATIEWET, START)
    return world.open(world.bas, world.city, entitlement=right, birth_date=date(1990, 5, 1))


def _decide(person: Person, dossier_id: UUID, *names: str) -> UUID:
    choice = Decision(
        "guidance",
        "Welke stap?",
        (Option("scholing"), Option("wachten")),
        "scholing",
        "client_wish",
        norms=tuple(AppliedNorm(name) for name in names),
    )
    with person.at_work() as actor:
        return decide(actor=actor, dossier_id=dossier_id, decision=choice)


def _test(person: Person, dossier_id: UUID, entry_id: UUID) -> KeptTest | None:
    with person.at_work():
        return kept_test(dossier_id, entry_id)


def test_a_choice_keeps_how_its_norms_stood_and_by_which_facts(world: World, dossier_id: UUID) -> None:
    kept = _test(world.bas, dossier_id, _decide(world.bas, dossier_id, NORM))
    assert kept is not None
    assert [norm.id for norm in kept.norms] == [NORM]
    assert ("Leeftijd in jaren", "36", "Persoon") in kept.facts
    assert kept.differences == []


def test_no_more_facts_are_kept_than_the_norms_use(world: World, dossier_id: UUID) -> None:
    kept = _test(world.bas, dossier_id, _decide(world.bas, dossier_id, "PW-17-1"))
    assert kept is not None
    assert {label for label, _value, _source in kept.facts} == {"Regeling van de cliënt"}


def test_facts_that_change_later_do_not_change_what_was_kept(world: World, dossier_id: UUID) -> None:
    entry_id = _decide(world.bas, dossier_id, NORM)
    with clock.travel(clock.today() + timedelta(days=800)):
        kept = _test(world.bas, dossier_id, entry_id)
    assert kept is not None
    assert ("Leeftijd in jaren", "36", "Persoon") in kept.facts


def test_a_register_that_changed_is_told(
    world: World, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = _decide(world.bas, dossier_id, NORM)
    seen: list[Any] = []

    def changed(kept: Any, _register: Any) -> list[str]:
        seen.append(read_receipt(json.dumps(kept)))
        return ["Het register is sindsdien gewijzigd."]

    monkeypatch.setattr(testing, "verify", changed)
    page = signed_in(world.bas).get(f"/dossiers/{dossier_id}/course/{entry_id}/").content.decode()
    assert "Het register is sindsdien gewijzigd." in page
    assert seen[0]["only"] == [NORM]


def test_the_page_of_the_choice_shows_the_test(world: World, dossier_id: UUID) -> None:
    entry_id = _decide(world.bas, dossier_id, NORM)
    page = signed_in(world.bas).get(f"/dossiers/{dossier_id}/course/{entry_id}/").content.decode()
    assert "Getoetst op" in page
    assert "dezelfde uitkomst" in page


def test_a_choice_without_norms_keeps_no_test(world: World, dossier_id: UUID) -> None:
    assert _test(world.bas, dossier_id, _decide(world.bas, dossier_id)) is None


def test_a_choice_of_another_dossier_has_no_test_here(world: World, dossier_id: UUID) -> None:
    entry_id = _decide(world.bas, dossier_id, NORM)
    other = world.open(world.bas, world.city)
    assert _test(world.bas, other, entry_id) is None
    assert _test(world.marloes, dossier_id, entry_id) is None


def test_the_receipt_stands_in_the_section_of_its_facts(world: World, dossier_id: UUID) -> None:
    _decide(world.bas, dossier_id, NORM)
    with world.bas.at_work():
        assert Entry.objects.get(verb=testing.TEST).section_bit == Section.BENEFIT


@pytest.mark.parametrize("names", [["BESTAAT-niet"], ["DIENST-IB"], [NORM] * 6])
def test_norms_that_do_not_hold_or_too_many_are_refused(
    world: World, dossier_id: UUID, names: list[str]
) -> None:
    with pytest.raises(InvalidError):
        _decide(world.bas, dossier_id, *names)


def test_a_norm_is_named_on_the_form(world: World, dossier_id: UUID) -> None:
    client = signed_in(world.bas)
    page = client.get(f"/dossiers/{dossier_id}/plan/decide/").content.decode()
    assert f'<option value="{NORM}">' in page
    said = SAID | {"norm_1": f"{NORM} Het college moet", "norm_2": NORM}
    assert client.post(f"/dossiers/{dossier_id}/plan/decide/", said).status_code == 302
    with world.bas.at_work():
        entry_id = Entry.objects.get(verb="decision.record").pk
    kept = _test(world.bas, dossier_id, entry_id)
    assert kept is not None
    assert [norm.id for norm in kept.norms] == [NORM]


@pytest.mark.parametrize("wrong", ["PW-onzin", "<script>", "DIENST-IB", "\u0000"])
def test_a_norm_that_is_none_is_told_and_what_was_typed_stays(
    world: World, dossier_id: UUID, wrong: str
) -> None:
    client = signed_in(world.bas)
    answer = client.post(f"/dossiers/{dossier_id}/plan/decide/", SAID | {"norm_1": wrong})
    assert answer.status_code == 422
    assert "scholing" in answer.content.decode()


def test_erasing_a_choice_takes_its_test_along(world: World, dossier_id: UUID) -> None:
    entry_id = _decide(world.bas, dossier_id, NORM)
    with world.bas.at_work() as actor:
        erase_entry(
            actor=actor,
            dossier_id=dossier_id,
            entry_id=entry_id,
            reason="client_request",
            decision="besluit van vandaag",
        )
    assert _test(world.bas, dossier_id, entry_id) is None
