"""Facts come from the rooms that announced them, to who may read them, and what is missing has a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Section
from schakel.ground.dossiers import norm_ties
from schakel.ground.dossiers.actions.trajectories import NewTrajectory, start_trajectory
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.kernel import clock
from schakel.ground.norms import providers
from schakel.ground.norms.engine.fact_sets import Statement
from schakel.ground.norms.engine.model import REGIMES
from schakel.ground.norms.providers import FactSource, Gathered, Untold, facts_about, register_source
from schakel.ground.norms.registers import the_register
from schakel.ground.people.actions import NewMember, add_household_member
from schakel.ground.people.models import Regime
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from tests.browsing import MARKS
from tests.world import Person, World, right_to

pytestmark = MARKS
EVERYTHING = Section(511)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(autouse=True)
def kept_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "_sources", dict(providers._sources))


def _gathered(person: Person, dossier_id: UUID, sections: Section | None = None) -> Gathered:
    with person.at_work():
        wanted = sections_visible(dossier_id) if sections is None else sections
        return facts_about(dossier_id, clock.today(), wanted)


def _source(name: str, *statements: Statement, section: Section = Section.PLAN) -> None:
    facts = frozenset(statement.name for statement in statements)
    register_source(FactSource(name, name, section, facts, lambda _id, _on: statements))


def test_every_announced_fact_is_in_the_dictionary() -> None:
    announced = {name for source in providers.all_sources() for name in source.facts}
    assert announced - {REGIMES} <= the_register().facts.keys()
    assert {"leeftijd", "ww_start", "recht_op", "laatste_contact_op", "traject_actief"} <= announced


def test_a_health_fact_goes_to_nobody_who_may_not_read_health(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    _source("arts", Statement("structurele_beperking", True, "Arts"))
    found = _gathered(world.bas, dossier_id)
    assert "structurele_beperking" not in found.facts.values
    assert not [s for s in found.facts.statements if s.name == "structurele_beperking"]
    assert found.why_untold("structurele_beperking") is Untold.CLOSED
    assert _gathered(world.bas, dossier_id, EVERYTHING).facts.values["structurele_beperking"] is True


def _read(world: World, *statements: Statement) -> Gathered:
    """What is gathered of somebody new where the caller read the statements of "arts" before."""
    dossier_id = world.open(world.bas, world.city)
    with world.bas.at_work():
        sections = sections_visible(dossier_id)
        return facts_about(dossier_id, clock.today(), sections, read={"arts": iter(statements)})


def test_a_source_that_was_read_before_is_not_asked_again(world: World) -> None:
    told = Statement("structurele_beperking", True, "Arts")
    register_source(
        FactSource("arts", "arts", Section.PLAN, frozenset({"traject_actief", told.name}), _not_asked)
    )
    found = _read(world, Statement("traject_actief", True, "Arts"), told)
    assert found.facts.values["traject_actief"] is True
    assert told.name not in found.facts.values


def test_what_was_read_before_and_never_announced_is_refused(world: World) -> None:
    register_source(FactSource("arts", "arts", Section.PLAN, frozenset({"traject_actief"}), _not_asked))
    with pytest.raises(ValueError, match="leeftijd"):
        _read(world, Statement("leeftijd", True, "Arts"))


def _not_asked(_client_id: UUID, _on: date) -> list[Statement]:
    raise AssertionError("asked again")


@pytest.mark.parametrize(
    ("name", "value", "section"),
    [
        ("maatregel_op", date(2026, 1, 5), Section.ENFORCEMENT),
        ("bedreigend", True, Section.LIFE_DOMAINS),
        ("proefplaats_start", date(2026, 1, 5), Section.WORK_PROFILE),
        ("leeftijd", 30, Section.BENEFIT),
    ],
)
def test_a_fact_asks_the_section_of_its_own_purpose(
    world: World, name: str, value: Any, section: Section
) -> None:
    dossier_id = world.open(world.bas, world.city)
    providers._sources.clear()
    _source("ander", Statement(name, value, "Ander"))
    without = _gathered(world.bas, dossier_id, EVERYTHING & ~section)
    assert name not in without.facts.values
    assert name in without.closed
    assert _gathered(world.bas, dossier_id, EVERYTHING).facts.values[name] == value


def test_a_source_is_not_asked_by_who_may_read_none_of_its_facts(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)

    def never(_id: UUID, _on: date) -> Iterator[Statement]:
        raise AssertionError("asked")

    register_source(FactSource("dicht", "Dicht", Section.HEALTH, frozenset({"ziek_op"}), never))
    assert "ziek_op" in _gathered(world.bas, dossier_id).closed


def test_two_sources_that_disagree_leave_a_fact_unknown_with_that_reason(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    _source("een", Statement("mantelzorg", True, "Een"))
    _source("ander", Statement("mantelzorg", False, "Ander"))
    found = _gathered(world.bas, dossier_id)
    assert "mantelzorg" not in found.facts.values
    assert found.why_untold("mantelzorg") is Untold.CONTRADICTED


def test_what_no_room_keeps_and_what_nobody_filled_in_have_their_own_reason(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    found = _gathered(world.bas, dossier_id)
    assert found.why_untold("pip_op") is Untold.NOWHERE
    assert found.why_untold("traject_actief") is Untold.EMPTY


def test_a_source_that_tells_more_than_it_announced_is_a_mistake(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    said = [Statement("mantelzorg", True), Statement("leeftijd", 12)]
    register_source(
        FactSource("stout", "Stout", Section.PLAN, frozenset({"mantelzorg"}), lambda _i, _o: said)
    )
    with pytest.raises(ValueError, match="leeftijd"):
        _gathered(world.bas, dossier_id)


def test_who_pays_and_since_when_comes_from_the_rights(world: World) -> None:
    right = right_to(Regime.WW, date(2026, 2, 1))
    dossier_id = world.open(world.marloes, world.uwv, entitlement=right)
    found = _gathered(world.marloes, dossier_id).facts
    assert found.values["ww_start"] == date(2026, 2, 1)
    assert found.values["regime_bij_uwv"] is True
    assert found.regimes == {"WW"}


def test_a_trajectory_on_record_tells_whether_one_runs(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    assert "traject_actief" not in _gathered(world.marloes, dossier_id).facts.values
    with world.marloes.at_work() as actor:
        new = NewTrajectory("Naar werk", world.provider, date(2026, 1, 1), date(2099, 1, 1), date(2099, 1, 1))
        start_trajectory(actor=actor, dossier_id=dossier_id, new=new)
        assert [said.value for said in norm_ties.tell(dossier_id, clock.today())] == [True]
        assert not list(norm_ties.tell(dossier_id, date(2025, 1, 1)))


def test_a_partner_on_record_says_that_a_client_is_no_single_parent(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    assert "alleenstaande_ouder" not in _gathered(world.bas, dossier_id).facts.values
    with world.bas.at_work() as actor:
        new = NewMember("partner", date(2026, 1, 1), "gesprek", "Sam", 1990)
        add_household_member(actor=actor, dossier_id=dossier_id, new=new)
    assert _gathered(world.bas, dossier_id).facts.values["alleenstaande_ouder"] is False


def test_the_last_contact_is_that_with_uwv_and_not_a_day_that_somebody_stayed_away(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        for day, kind in ((3, "progress"), (9, "absent")):
            at = datetime(2026, 3, day, 10, tzinfo=clock.AMSTERDAM)
            record_contact(
                actor=actor, dossier_id=dossier_id, new=NewContact(at, "office", kind, "Besproken.")
            )
    assert _gathered(world.marloes, dossier_id).facts.values["laatste_contact_op"] == date(2026, 3, 3)
