"""What a diagnosis noted of life feeds debt help, taking part and rest, and leaks to nobody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role, Section
from schakel.ground.dossiers.actions import record_consent
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain, close_life_domain, open_life_domain
from schakel.ground.dossiers.models import LifeDomain
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.journal.models import Content
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.norms.actions import set_figure
from schakel.ground.people.models import BenefitEntitlement
from schakel.jobseekers.diagnosis.actions import NewCircumstance, note_circumstance, withdraw_diagnosis
from schakel.jobseekers.diagnosis.tests.scene import begin, both_take_part, conclude, in_days, sign
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.presenting import summary_words
from schakel.jobseekers.services.queries.eligibility import Standing, standing_of
from schakel.jobseekers.services.telling import EVENT_RECENT, OF_EVENT, OF_HEALTH, rests_on_closed
from schakel.jobseekers.services.tests.scene import choose, tell, written
from tests.browsing import MARKS
from tests.world import Person, World, hire

pytestmark = MARKS
DOMAINS = {"debts": "money", "relationship": "family", "addiction": "health", "complaints": "health"}
FED = ("schuldhulp", "sociale-activering", "rust-na-gebeurtenis")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """Somebody with WW in whose dossier Marloes has consent for life domains, and Bas has none."""
    dossier_id, today = both_take_part(world), clock.today()
    with world.marloes.at_work() as actor:
        BenefitEntitlement(
            client_id=dossier_id, organisation_id=world.uwv, regime="ww", valid_from=today
        ).save(force_insert=True)
        consent = NewConsent("spoken", "Dat nee zeggen mag.", clock.today() + timedelta(days=300))
        record_consent(actor=actor, dossier_id=dossier_id, new=consent)
    return dossier_id


def noted(world: World, dossier_id: UUID, *kinds: str, happened_on: date | None = None) -> UUID:
    """A diagnosis by Marloes with these circumstances, each with its life domain open."""
    diagnosis_id = begin(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        for domain in {DOMAINS[kind] for kind in kinds if kind in DOMAINS}:
            question = NewLifeDomain(domain, "Wat kan helpen?", "client", "kost rust om te zoeken")
            open_life_domain(actor=actor, dossier_id=dossier_id, new=question)
        for kind in kinds:
            new = NewCircumstance(kind, "in eigen woorden", "client", happened_on)
            note_circumstance(actor=actor, dossier_id=dossier_id, diagnosis_id=diagnosis_id, new=new)
    return diagnosis_id


def standing(person: Person, dossier_id: UUID) -> Standing:
    with person.at_work():
        return standing_of(dossier_id, sections_visible(dossier_id))


def values(person: Person, dossier_id: UUID, *names: str) -> dict[str, Any]:
    known = standing(person, dossier_id).facts.values
    return {name: known.get(name) for name in names}


def test_debts_noted_with_the_diagnosis_open_the_way_to_debt_help(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id, "debts")
    found = standing(world.marloes, dossier_id)
    assert found.judged["schuldhulp"].verdict == "yes"
    assert found.sources["schulden"] == "Diagnose"


@pytest.mark.parametrize("kind", sorted(DOMAINS))
def test_each_barrier_counts_for_taking_part(world: World, dossier_id: UUID, kind: str) -> None:
    noted(world, dossier_id, kind)
    [rule] = [
        one
        for one in _judged(world.marloes, dossier_id, "sociale-activering").rules
        if one.rule.key == "leven"
    ]
    assert rule.missing == ()
    known = values(world.marloes, dossier_id, "belemmering", OF_HEALTH, "schulden")
    is_health = DOMAINS[kind] == "health"
    assert known == {
        "belemmering": None if is_health else True,
        OF_HEALTH: True if is_health else None,
        "schulden": True if kind == "debts" else None,
    }


def _judged(person: Person, dossier_id: UUID, key: str) -> Any:
    return standing(person, dossier_id).judged[key]


@pytest.mark.parametrize(("days", "is_recent"), [(-20, True), (-300, False), (None, True)])
def test_a_recent_event_opens_the_way_to_rest(
    world: World, dossier_id: UUID, days: int | None, is_recent: bool
) -> None:
    noted(world, dossier_id, "event", happened_on=None if days is None else in_days(days))
    assert values(world.marloes, dossier_id, OF_EVENT) == {OF_EVENT: True if is_recent else None}
    [rule] = _judged(world.marloes, dossier_id, "rust-na-gebeurtenis").rules
    assert (rule.missing == ()) is is_recent


def test_how_long_an_event_counts_is_a_figure_of_the_house(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id, "event", happened_on=in_days(-60))
    assert values(world.marloes, dossier_id, OF_EVENT) == {OF_EVENT: True}
    system = system_actor()
    with as_actor(system, Purpose.ADMINISTRATION.value):
        admin = hire(system, world.uwv, "Uri Beheer", Role.ADMINISTRATOR, None)
    with admin.at_work(Purpose.ADMINISTRATION) as actor:
        set_figure(
            actor=actor, organisation_id=world.uwv, key=EVENT_RECENT, value=1, start=clock.today(),
            reason="wij vragen het elke maand", expected_version=0,
        )  # fmt: skip
    assert values(world.marloes, dossier_id, OF_EVENT) == {OF_EVENT: None}


def test_without_a_diagnosis_nothing_is_told(world: World, dossier_id: UUID) -> None:
    assert values(world.marloes, dossier_id, "schulden", OF_HEALTH, OF_EVENT) == {
        "schulden": None, OF_HEALTH: None, OF_EVENT: None,
    }  # fmt: skip


def test_a_diagnosis_that_was_withdrawn_counts_nowhere(world: World, dossier_id: UUID) -> None:
    first = noted(world, dossier_id, "addiction")
    with world.marloes.at_work() as actor:
        withdraw_diagnosis(
            actor=actor, dossier_id=dossier_id, diagnosis_id=first, because="verkeerd begonnen"
        )
    assert values(world.marloes, dossier_id, OF_HEALTH) == {OF_HEALTH: None}


def test_only_a_concluded_diagnosis_tells_that_nothing_was_noted(world: World, dossier_id: UUID) -> None:
    first = begin(world.marloes, dossier_id)
    assert values(world.marloes, dossier_id, OF_HEALTH, OF_EVENT) == {OF_HEALTH: None, OF_EVENT: None}
    sign(world.marloes, dossier_id, first)
    conclude(world.marloes, dossier_id, first)
    assert values(world.marloes, dossier_id, OF_HEALTH, OF_EVENT) == {OF_HEALTH: False, OF_EVENT: False}


def test_a_new_diagnosis_forgets_a_barrier_only_when_it_is_concluded(world: World, dossier_id: UUID) -> None:
    first = noted(world, dossier_id, "addiction")
    sign(world.marloes, dossier_id, first)
    conclude(world.marloes, dossier_id, first)
    second = begin(world.marloes, dossier_id)
    assert values(world.marloes, dossier_id, OF_HEALTH) == {OF_HEALTH: True}
    sign(world.marloes, dossier_id, second)
    conclude(world.marloes, dossier_id, second)
    assert values(world.marloes, dossier_id, OF_HEALTH) == {OF_HEALTH: False}


def test_a_barrier_of_a_life_domain_that_was_rounded_off_counts_no_more(
    world: World, dossier_id: UUID
) -> None:
    noted(world, dossier_id, "debts")
    with world.marloes.at_work() as actor:
        row = LifeDomain.objects.get(dossier_id=dossier_id)
        close_life_domain(
            actor=actor, dossier_id=dossier_id, life_domain_id=row.pk, outcome="solved", words="regeling rond"
        )
    assert values(world.marloes, dossier_id, "schulden") == {"schulden": None}


def test_what_somebody_tells_against_the_diagnosis_makes_it_unknown(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id, "debts")
    tell(world.marloes, dossier_id, schulden=False)
    found = standing(world.marloes, dossier_id)
    assert found.judged["schuldhulp"].verdict == "unknown"
    assert "twee bronnen spreken elkaar tegen" in summary_words(found.judged["schuldhulp"], found)


@pytest.mark.parametrize("key", FED)
def test_who_may_not_read_life_gets_the_same_answer_with_and_without_a_barrier(
    world: World, dossier_id: UUID, key: str
) -> None:
    def answer() -> tuple[str, str]:
        found = standing(world.bas, dossier_id)
        return found.judged[key].verdict, summary_words(found.judged[key], found)

    before = answer()
    noted(world, dossier_id, "debts", "relationship", "addiction", "event")
    assert answer() == before
    assert before[0] == "unknown"
    assert "dit is voor uw werk niet te lezen" in before[1]


def test_the_choice_of_such_a_service_keeps_no_answer_where_all_read_it(
    world: World, dossier_id: UUID
) -> None:
    noted(world, dossier_id, "debts")
    assert _judged(world.marloes, dossier_id, "schuldhulp").verdict == "yes"
    use_id = choose(world.marloes, dossier_id, "schuldhulp", **written())
    with world.bas.at_work():
        assert ServiceUse.objects.get(pk=use_id).verdict == "unknown"
        seen = [bytes(body).decode() for body in Content.objects.values_list("body", flat=True)]
    told = [text for text in seen if "schuldhulp" in text]
    assert told
    assert not [text for text in told if '"verdict":"yes"' in text.replace(" ", "")]
    assert any("rust op wat niet iedereen mag lezen" in text for text in seen)


def test_the_receipt_with_the_life_domains_keeps_the_answer(world: World, dossier_id: UUID) -> None:
    noted(world, dossier_id, "debts")
    choose(world.marloes, dossier_id, "schuldhulp", **written())
    with world.marloes.at_work():
        seen = [
            bytes(body).decode().replace(" ", "") for body in Content.objects.values_list("body", flat=True)
        ]
    assert any('"verdict":"yes"' in text and '"schulden"' in text for text in seen)


def test_a_service_that_looks_at_health_is_marked_and_rests_on_what_is_closed() -> None:
    services = the_catalogue().services
    assert services["sociale-activering"].uses_health
    assert not services["schuldhulp"].uses_health
    assert all(rests_on_closed(services[key]) for key in FED)
    assert not rests_on_closed(services["intensieve-begeleiding"])


def test_standing_asks_the_life_domains_of_nobody_who_may_not_read_them(
    world: World, dossier_id: UUID
) -> None:
    noted(world, dossier_id, "debts")
    with world.marloes.at_work():
        closed = standing_of(dossier_id, sections_visible(dossier_id) & ~Section.LIFE_DOMAINS)
    assert "schulden" not in closed.facts.values
