"""What a source has not released goes to nobody but the source itself and the client."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from schakel.ground.access.types import Purpose, Section
from schakel.ground.dossiers.actions import add_participant, judge_source, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.actions.sources import NewJudgement
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.queries.sources import judgements, withheld_in
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from schakel.ground.people.models import BenefitEntitlement
from tests.world import Person, World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """The city leads and knows a fact; Marloes of UWV takes part."""
    right = right_to("participatiewet", date(2026, 1, 1))
    found = world.open(world.bas, world.city, entitlement=right)
    with world.bas.at_work() as actor:
        on = {"actor": actor, "dossier_id": found}
        helper = {"kind": "helping", "because": "samen", "membership_id": world.marloes.membership_id}
        add_participant(**on, **helper)
        state_fact(**on, new=NewFact("dutch_level", "B1"))
    return found


def _judge(world: World, status: str, section: Section = Section.WORK_PROFILE, **changes: Any) -> None:
    values = {"safeguards": "halfjaarlijkse steekproef", "review_on": clock.today() + timedelta(days=90)}
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        new = NewJudgement(section, status, **(values | changes))
        judge_source(actor=actor, organisation_id=world.city, new=new)


def _facts(person: Person, purpose: Purpose = Purpose.GUIDANCE) -> int:
    with person.at_work(purpose):
        return Fact.objects.count()


@pytest.mark.parametrize("status", ["unknown", "under_review", "suspended"])
def test_below_the_gate_another_organisation_sees_nothing(
    world: World, dossier_id: UUID, status: str
) -> None:
    assert _facts(world.marloes) == 1
    _judge(world, status)
    assert _facts(world.marloes) == 0
    assert _facts(world.bas) == 1
    client = world.client_of(dossier_id, world.bas)
    assert _facts(client, Purpose.OWN_DATA) == 1


def test_released_it_is_there_again(world: World, dossier_id: UUID) -> None:
    _judge(world, "suspended")
    _judge(world, "released")
    assert _facts(world.marloes) == 1
    with world.marloes.at_work():
        assert [j.status for j in judgements()] == ["released"]


def test_the_journal_does_not_tell_what_the_gate_holds_back(world: World, dossier_id: UUID) -> None:
    _judge(world, "under_review")
    with world.marloes.at_work():
        assert "fact.state" not in {entry.verb for entry in timeline(dossier_id, limit=50)}
    with world.bas.at_work():
        assert "fact.state" in {entry.verb for entry in timeline(dossier_id, limit=50)}


def test_one_part_is_held_back_and_the_other_is_not(world: World, dossier_id: UUID) -> None:
    _judge(world, "suspended", Section.BENEFIT)
    with world.marloes.at_work():
        assert Fact.objects.count() == 1
        assert BenefitEntitlement.objects.count() == 0
    with world.bas.at_work():
        assert BenefitEntitlement.objects.count() == 1


def test_the_page_says_that_something_is_not_released(world: World, dossier_id: UUID) -> None:
    _judge(world, "under_review")
    text = browser(world.marloes).get(address("facts", dossier_id)).content.decode()
    assert "Gemeente Oosterwaard heeft gegevens (werkprofiel) die nog niet zijn vrijgegeven" in text
    assert "B1" not in text.split("<main")[1]


def test_who_does_not_see_the_dossier_hears_nothing(world: World, dossier_id: UUID) -> None:
    _judge(world, "under_review")
    for person in (world.mia, world.joris, world.bas):
        with person.at_work(Purpose.SERVICE_DELIVERY if person is world.joris else Purpose.GUIDANCE):
            assert withheld_in(dossier_id) == []


def test_only_the_administrator_of_the_source_judges(world: World, dossier_id: UUID) -> None:
    new = NewJudgement(Section.BENEFIT, "released", "gezien", clock.today() + timedelta(days=5))
    with pytest.raises(ForbiddenError), world.bas.at_work() as actor:
        judge_source(actor=actor, organisation_id=world.city, new=new)
    with pytest.raises(NotFoundError), world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        judge_source(actor=actor, organisation_id=world.uwv, new=new)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("section", {"section": Section.HEALTH}),
        ("status", {"status": "fine"}),
        ("safeguards", {"safeguards": " "}),
        ("review_on", {"review_on": clock.today()}),
    ],
)
def test_what_is_missing_or_wrong_is_said(world: World, field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidError) as refused:
        _judge(world, **({"status": "released"} | changes))
    assert field in refused.value.fields


def test_the_page_judges_and_keeps_what_was_typed(world: World) -> None:
    page = browser(world.city_admin)
    values = {"section": "benefit", "status": "suspended", "safeguards": "wij kijken het na"}
    refused = page.post(address("judge_source"), values | {"review_on": "gisteren"})
    assert refused.status_code == 422
    assert "wij kijken het na" in refused.content.decode()
    review_on = (clock.today() + timedelta(days=30)).isoformat()
    assert page.post(address("judge_source"), values | {"review_on": review_on}).status_code == 302
    assert "tijdelijk niet vrijgegeven" in page.get(address("sources")).content.decode()
    assert "Beoordeel eigen gegevens" not in browser(world.bas).get(address("sources")).content.decode()


def test_the_gate_is_asked_once_for_a_statement(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work(), connection.cursor() as cursor:
        cursor.execute("explain select * from dossiers_fact where dossier_id = %s", [dossier_id])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "InitPlan" in plan
