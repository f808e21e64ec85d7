"""Help with debts: the clocks of the law, who sees them, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role, Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.norms.providers import facts_about
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names
from schakel.jobseekers.services.actions.debt_help import (
    NewDebtHelp,
    ask_debt_help,
    end_debt_help,
    hold_debt_talk,
    note_debt_threat,
)
from schakel.jobseekers.services.debt_terms import plan_by, talk_by
from schakel.jobseekers.services.models import DebtHelp
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, hire

pytestmark = MARKS
DUE = "debt_help_due"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def carer(world: World) -> Person:
    """A client manager on care, whom the law lets see the life domains."""
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.city, "Cor Vos", Role.CLIENT_MANAGER_CARE, None)


def ask(person: Person, dossier_id: UUID, **changes: Any) -> UUID:
    values = {"asked_on": clock.today(), "helper": "Kredietbank Oosterwaard"} | changes
    with person.at_work() as actor:
        return ask_debt_help(actor=actor, dossier_id=dossier_id, new=NewDebtHelp(**values))


def talked(person: Person, dossier_id: UUID, debt_id: UUID, on: date) -> None:
    with person.at_work() as actor:
        hold_debt_talk(
            actor=actor, dossier_id=dossier_id, debt_id=debt_id, talked_on=on, expected_version=None
        )


def ended(person: Person, dossier_id: UUID, debt_id: UUID, outcome: str, words: str = "budgetplan") -> None:
    with person.at_work() as actor:
        end_debt_help(
            actor=actor,
            dossier_id=dossier_id,
            debt_id=debt_id,
            outcome=outcome,
            ended_on=clock.today(),
            words=words,
            expected_version=None,
        )


def row_of(person: Person, debt_id: UUID) -> DebtHelp:
    with person.at_work():
        return DebtHelp.objects.get(pk=debt_id)


def test_the_first_talk_is_within_four_weeks_or_three_working_days_by_the_norms() -> None:
    assert talk_by(date(2026, 9, 23), is_threatening=False) == date(2026, 10, 21)
    assert talk_by(date(2026, 4, 2), is_threatening=True) == date(2026, 4, 9)
    assert plan_by(date(2026, 9, 23)) == date(2026, 11, 18)


def test_before_the_law_there_was_no_term() -> None:
    assert talk_by(date(2012, 5, 1), is_threatening=False) is None
    assert plan_by(date(2020, 10, 29)) is None


def test_a_threat_that_comes_later_makes_the_term_shorter_and_never_longer(
    world: World, carer: Person
) -> None:
    dossier_id = world.open(carer, world.city)
    debt_id = ask(carer, dossier_id, asked_on=clock.today() - timedelta(days=10))
    long_term = row_of(carer, debt_id).talk_by
    with carer.at_work() as actor:
        note_debt_threat(
            actor=actor,
            dossier_id=dossier_id,
            debt_id=debt_id,
            threat="ontruiming op de eerste",
            since=clock.today(),
            expected_version=None,
        )
    row = row_of(carer, debt_id)
    assert row.talk_by is not None
    assert long_term is not None
    assert row.talk_by == min(long_term, add_working_days(clock.today(), 3))
    assert row.counted_from == clock.today()


def test_the_norms_of_the_client_are_told_of_it(world: World, carer: Person) -> None:
    dossier_id = world.open(carer, world.city)
    debt_id = ask(carer, dossier_id, threat="afsluiting van stroom")
    talked(carer, dossier_id, debt_id, clock.today())
    sections = Section.IDENTITY | Section.PLAN | Section.LIFE_DOMAINS
    with carer.at_work():
        told = facts_about(dossier_id, clock.today(), sections).facts.values
    assert told["bedreigend"] is True
    assert told["schuldhulp_gevraagd_op"] == clock.today()
    assert told["schuldhulp_gesprek_op"] == clock.today()


def test_a_term_that_runs_out_is_a_signal_until_the_talk_was_held(world: World, carer: Person) -> None:
    dossier_id = world.open(carer, world.city)
    debt_id = ask(carer, dossier_id)
    refresh_all()
    assert DUE not in names(carer, dossier_id)
    with clock.travel(clock.today() + timedelta(days=27)):
        refresh_all()
        assert DUE in names(carer, dossier_id)
        talked(carer, dossier_id, debt_id, clock.today())
        assert DUE not in names(carer, dossier_id)


def test_an_urgent_request_is_a_signal_at_once(world: World, carer: Person) -> None:
    dossier_id = world.open(carer, world.city)
    ask(carer, dossier_id, threat="ontruiming")
    assert DUE in names(carer, dossier_id)


def test_whoever_may_not_see_life_domains_reads_only_that(world: World, carer: Person) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    page = signed_in(world.marloes).get(reverse("services:debt_help", args=[dossier_id]))
    assert "U ziet de schuldhulp van deze cliënt niet" in page.content.decode()
    with pytest.raises(NotFoundError):
        ask(world.marloes, dossier_id)


def test_a_second_request_waits_for_the_first(world: World, carer: Person) -> None:
    dossier_id = world.open(carer, world.city)
    debt_id = ask(carer, dossier_id)
    with pytest.raises(ConflictError):
        ask(carer, dossier_id)
    ended(carer, dossier_id, debt_id, "withdrawn")
    assert ask(carer, dossier_id) != debt_id


def test_there_is_no_plan_before_the_first_talk(world: World, carer: Person) -> None:
    dossier_id = world.open(carer, world.city)
    debt_id = ask(carer, dossier_id)
    with pytest.raises(InvalidError) as refused:
        ended(carer, dossier_id, debt_id, "plan")
    assert "outcome" in refused.value.fields
    ended(carer, dossier_id, debt_id, "refused", "geen recht als ondernemer")
    assert row_of(carer, debt_id).outcome == "refused"


@pytest.mark.parametrize(
    ("rotten", "field"),
    [
        ({"helper": "  "}, "helper"),
        ({"asked_on": date(2199, 1, 1)}, "asked_on"),
    ],
)
def test_a_request_that_can_not_be_is_refused(
    world: World, carer: Person, rotten: dict[str, Any], field: str
) -> None:
    dossier_id = world.open(carer, world.city)
    with pytest.raises(InvalidError) as refused:
        ask(carer, dossier_id, **rotten)
    assert list(refused.value.fields) == [field]


def test_on_pages_from_request_to_plan(
    world: World, carer: Person, django_assert_max_num_queries: Any
) -> None:
    dossier_id = world.open(carer, world.city)
    browser = signed_in(carer)
    asked = {"asked_on": clock.today().isoformat(), "helper": "Kredietbank", "threat": ""}
    assert browser.post(reverse("services:ask_debt_help", args=[dossier_id]), asked).status_code == 302
    with carer.at_work():
        row = DebtHelp.objects.get()
    talk = {"talked_on": clock.today().isoformat(), "version": row.version}
    ids = [dossier_id, row.pk]
    assert browser.post(reverse("services:debt_talk", args=ids), talk).status_code == 302
    end = {"outcome": "plan", "ended_on": clock.today().isoformat(), "words": "", "version": row.version + 1}
    refused = browser.post(reverse("services:end_debt_help", args=ids), end)
    assert refused.status_code == 422
    done = browser.post(reverse("services:end_debt_help", args=ids), end | {"words": "minnelijk traject"})
    assert done.status_code == 302
    with django_assert_max_num_queries(16):
        shown = browser.get(reverse("services:debt_help", args=[dossier_id])).content.decode()
    assert "minnelijk traject" in shown
