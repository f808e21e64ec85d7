"""How long after a handover the first right service begins, per sender and receiver."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.queries.arrears import HelpFigures, handover_figures
from schakel.ground.dossiers.tests.handing import do, send
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.intake.actions import NewIntake, open_intake
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.queries.uses import use_visible
from schakel.jobseekers.services.tests.scene import choose, decided, ended, started, written
from tests.world import Person, World, hire, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
DAY = date(2026, 6, 1)


@pytest.fixture
def world() -> World:
    with clock.travel(DAY - timedelta(days=1)):
        return World()


def sent(world: World) -> tuple[UUID, UUID]:
    """A dossier of UWV and its handover to the municipality, sent on the first day."""
    with clock.travel(DAY):
        right = right_to("ww", DAY - timedelta(days=200))
        dossier_id = world.open(world.marloes, world.uwv, entitlement=right)
        return dossier_id, send(world, dossier_id, world.city_team)


def taken_up(world: World, on: date = DAY, handover: tuple[UUID, UUID] | None = None) -> UUID:
    """A dossier that the municipality took up on a day; both still take part."""
    dossier_id, handover_id = handover or sent(world)
    with clock.travel(on):
        do(world.bas, "take_up_handover", dossier_id, handover_id=handover_id)
    return dossier_id


def helped(person: Person, dossier_id: UUID, on: date, key: str = "intensieve-begeleiding") -> UUID:
    """A service that somebody chose and began on a day."""
    with clock.travel(on):
        use_id = choose(person, dossier_id, key, **written())
        with person.at_work():
            is_undecided = use_visible(dossier_id, use_id).state == ServiceUse.State.PROPOSED
        if is_undecided:
            decided(person, dossier_id, use_id)
        started(person, dossier_id, use_id)
    return use_id


def figures(person: Person, on: date, purpose: Purpose = Purpose.GUIDANCE) -> HelpFigures:
    with clock.travel(on), person.at_work(purpose):
        [pair] = handover_figures(10)
    assert pair.help is not None
    return pair.help


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_days_run_from_the_taking_up_to_the_first_service(world: World) -> None:
    for days in (2, 4, 12):
        helped(world.bas, taken_up(world), after(days))
    taken_up(world)
    found = figures(world.bas, after(20))
    assert (found.taken_up, found.started, found.waiting) == (4, 3, 1)
    assert found.middle.value == 4
    assert found.ninth.value == pytest.approx(10.4)
    assert found.ninth.high == float("inf")


def test_the_first_of_several_services_counts(world: World) -> None:
    dossier_id = taken_up(world)
    first = helped(world.bas, dossier_id, after(3))
    with clock.travel(after(5)):
        ended(world.bas, dossier_id, first)
    helped(world.bas, dossier_id, after(9), "start-aan-de-kop")
    assert figures(world.bas, after(20)).middle.value == 3


def test_a_service_that_ended_because_another_fits_better_was_not_the_right_one(world: World) -> None:
    dossier_id = taken_up(world)
    wrong = helped(world.bas, dossier_id, after(3))
    with clock.travel(after(5)):
        ended(world.bas, dossier_id, wrong, reason="other_service")
    assert figures(world.bas, after(6)).waiting == 1
    helped(world.bas, dossier_id, after(9), "start-aan-de-kop")
    assert figures(world.bas, after(20)).middle.value == 9


def test_a_service_of_the_sender_is_no_help_of_the_receiver(world: World) -> None:
    helped(world.marloes, taken_up(world), after(3))
    found = figures(world.bas, after(20))
    assert (found.started, found.waiting, found.middle) == (0, 1, None)


def test_one_that_ran_already_counts_as_no_waiting(world: World) -> None:
    handover = sent(world)
    helped(world.bas, handover[0], after(1))
    taken_up(world, after(4), handover)
    assert figures(world.bas, after(5)).middle.value == 0


def test_one_that_had_ended_before_the_taking_up_does_not_count(world: World) -> None:
    handover = sent(world)
    use_id = helped(world.bas, handover[0], after(1))
    with clock.travel(after(2)):
        ended(world.bas, handover[0], use_id)
    taken_up(world, after(4), handover)
    assert figures(world.bas, after(5)).waiting == 1


def test_days_from_the_first_contact_count_only_who_has_an_intake(world: World) -> None:
    with_intake, without = taken_up(world), taken_up(world)
    with clock.travel(DAY), world.marloes.at_work(Purpose.INTAKE) as actor:
        new = NewIntake(entry="benefit", mode="talk", first_contact_on=DAY - timedelta(days=7))
        open_intake(actor=actor, dossier_id=with_intake, new=new)
    for dossier_id in (with_intake, without):
        helped(world.bas, dossier_id, after(3))
    found = figures(world.bas, after(20))
    assert (found.started, found.with_intake, found.from_contact.value) == (2, 1, 10)


def test_nothing_taken_up_is_nothing_to_tell(world: World) -> None:
    sent(world)
    with clock.travel(DAY), world.bas.at_work():
        [pair] = handover_figures(10)
    assert pair.help is None


def test_who_opens_none_of_them_sees_no_small_number(world: World) -> None:
    helped(world.bas, taken_up(world), after(3))
    with clock.travel(after(20)), world.city_admin.at_work(Purpose.ADMINISTRATION):
        [pair] = handover_figures(10)
    assert pair.is_small
    assert pair.help is None


def test_who_reads_the_handovers_and_no_services_sees_no_small_number(world: World) -> None:
    dossier_id = taken_up(world)
    helped(world.bas, dossier_id, after(3))
    with clock.travel(after(4)):
        with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
            adviser = hire(context.actor, world.city, "Ilse Aanmeld", Role.INTAKE_ADVISER, None)
        with world.bas.at_work() as actor:
            on = {"actor": actor, "dossier_id": dossier_id, "kind": "helping", "because": "nieuwe intake"}
            add_participant(**on, membership_id=adviser.membership_id)
    found = figures(adviser, after(20), Purpose.INTAKE)
    assert found == HelpFigures(is_small=True)


def test_a_part_under_the_house_norm_is_hidden_with_what_would_tell_it(world: World) -> None:
    for number in range(12):
        dossier_id = taken_up(world)
        if number < 11:
            helped(world.bas, dossier_id, after(3))
    found = figures(world.city_admin, after(20), Purpose.ADMINISTRATION)
    assert (found.taken_up, found.started, found.waiting) == (12, None, None)
    assert (found.middle.value, found.with_intake, found.from_contact) == (3, None, None)


def test_another_organisation_counts_nothing(world: World) -> None:
    helped(world.bas, taken_up(world), after(3))
    with clock.travel(after(20)), world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert handover_figures(10) == []


def test_the_page_shows_it_in_few_statements(world: World) -> None:
    helped(world.bas, taken_up(world), after(3))
    with clock.travel(after(20)):
        text = browser(world.bas).get(address("arrears")).content.decode()
        assert "Van overdracht tot de eerste passende dienst" in text
        assert "Nog niet" in text
        assert len(own_statements(world.bas, address("arrears"))) <= 8
