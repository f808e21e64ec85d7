"""Signals by the house norms on contact: a first talk that waits, a contact longer ago than its rhythm."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.tests.handing import do
from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.norms.actions import set_figure
from schakel.ground.people.actions import record_death
from schakel.ground.signals.queries import counts
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.diagnosis.tests.scene import concluded
from schakel.jobseekers.plans.actions import set_rhythm
from schakel.jobseekers.plans.tests.scene import running
from schakel.jobseekers.profile.actions import NewPeriod, add_work_period
from tests.world import Person, World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
FIRST, DUE = "first_talk_waits", "contact_due"
WEEKS = {"intensive": 4, "aftercare": 6, "regular": 8, "monitoring": 13}


@pytest.fixture
def world() -> World:
    return World()


def talk(person: Person, dossier_id: UUID, **changes: str) -> None:
    said = {"channel": "office", "kind": "progress", "summary": "Besproken hoe het gaat."} | changes
    with person.at_work() as actor:
        record_contact(actor=actor, dossier_id=dossier_id, new=NewContact(clock.now(), **said))


def stand(person: Person, dossier_id: UUID) -> set[str]:
    """The kinds of this room that stand, computed for everybody as each night."""
    refresh_all()
    return names(person, dossier_id) & {FIRST, DUE}


def rhythm_of(person: Person, dossier_id: UUID) -> str:
    """The rhythm of somebody who was spoken to today: told by the week after which a contact is late."""
    talk(person, dossier_id)
    for name, weeks in WEEKS.items():
        with clock.travel(clock.today() + timedelta(weeks=weeks, days=1)):
            if DUE in stand(person, dossier_id):
                return name
    return ""


def waiting(admin: Person, kind: str) -> int:
    """How many signals of a kind stand at the organisation of an administrator, whoever may see them."""
    with admin.at_work(Purpose.ADMINISTRATION):
        return next(one.waiting for one in counts() if one.kind.name == kind)


def test_a_first_talk_waits_from_the_day_after_its_norm(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    with clock.travel(add_working_days(clock.today(), 10)):
        assert stand(world.marloes, dossier_id) == set()
    with clock.travel(add_working_days(clock.today(), 11)):
        assert stand(world.marloes, dossier_id) == {FIRST}


@pytest.mark.parametrize(
    ("said", "is_talk"),
    [
        ({"kind": "absent"}, False),
        ({"channel": "letter"}, False),
        ({"channel": "mail"}, False),
        ({"channel": "phone"}, True),
        ({"channel": "visit", "kind": "intake"}, True),
    ],
)
def test_only_a_talk_ends_the_waiting_for_one(world: World, said: dict[str, str], is_talk: bool) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    with clock.travel(add_working_days(clock.today(), 11)):
        refresh_all()
        talk(world.marloes, dossier_id, **said)
        assert (FIRST in names(world.marloes, dossier_id)) is not is_talk


def test_without_a_diagnosis_the_rhythm_is_that_of_ordinary_guidance(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    talk(world.marloes, dossier_id)
    with clock.travel(clock.today() + timedelta(weeks=8)):
        assert stand(world.marloes, dossier_id) == set()
    with clock.travel(clock.today() + timedelta(weeks=8, days=1)):
        assert stand(world.marloes, dossier_id) == {DUE}
        talk(world.marloes, dossier_id)
        assert names(world.marloes, dossier_id) & {DUE} == set()


def test_nobody_is_reminded_of_who_did_not_come_as_if_it_were_a_contact(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    talk(world.marloes, dossier_id)
    with clock.travel(clock.today() + timedelta(weeks=9)):
        refresh_all()
        talk(world.marloes, dossier_id, kind="absent")
        assert DUE in names(world.marloes, dossier_id)


@pytest.mark.parametrize(
    ("variant", "rhythm"),
    [("monitor", "monitoring"), ("advise", "regular"), ("coach", "intensive"), ("enforce", "intensive")],
)
def test_the_last_diagnosis_says_which_rhythm_holds(world: World, variant: str, rhythm: str) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    concluded(world, dossier_id, variant=variant, reason_text="past hier beter")
    assert rhythm_of(world.marloes, dossier_id) == rhythm


def test_who_works_without_a_benefit_is_in_aftercare(world: World) -> None:
    today = clock.today()
    working = world.open(world.marloes, world.uwv)
    paid = world.open(world.marloes, world.uwv, entitlement=right_to("ww", today - timedelta(days=9)))
    earlier = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        for dossier_id, began in ((working, today), (paid, today), (earlier, today - timedelta(days=90))):
            add_work_period(actor=actor, dossier_id=dossier_id, new=NewPeriod("kok", began))
    found = [rhythm_of(world.marloes, one) for one in (working, paid, earlier)]
    assert found == ["aftercare", "regular", "regular"]


def test_an_organisation_follows_its_own_rhythm(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    talk(world.bas, dossier_id)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        set_figure(
            actor=actor,
            organisation_id=world.city,
            key="HOUSE-contact-regular",
            value=2,
            start=clock.today(),
            reason="wij spreken iedereen vaker",
            expected_version=0,
        )
    with clock.travel(clock.today() + timedelta(weeks=2, days=1)):
        assert stand(world.bas, dossier_id) == {DUE}


def test_who_holds_the_chain_s_regie_is_reminded_and_no_other(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    about = {"kind": "helping", "because": "kent haar", "membership_id": world.bas.membership_id}
    do(world.marloes, "add_participant", dossier_id, **about)
    with clock.travel(clock.today() + timedelta(weeks=9)):
        assert stand(world.marloes, dossier_id) == {FIRST}
        assert stand(world.bas, dossier_id) == set()


def test_a_dossier_at_rest_and_a_client_who_died_ask_for_no_contact(world: World) -> None:
    resting, died = world.open(world.bas, world.city), world.open(world.bas, world.city)
    with clock.travel(clock.today() + timedelta(weeks=9)):
        refresh_all()
        assert waiting(world.city_admin, FIRST) == 2
        do(world.bas, "rest_dossier", resting, because="zij vond werk")
        with world.bas.at_work() as actor:
            record_death(actor=actor, dossier_id=died, died_on=clock.today(), source="dochter belde")
        assert waiting(world.city_admin, FIRST) == 0


def test_the_rhythm_that_was_agreed_in_the_plan_goes_before_that_of_the_house(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    running(world.marloes, dossier_id)
    talk(world.marloes, dossier_id)
    with clock.travel(clock.today() + timedelta(weeks=4)):
        assert stand(world.marloes, dossier_id) == set()
    with clock.travel(clock.today() + timedelta(weeks=4, days=1)):
        assert stand(world.marloes, dossier_id) == {DUE}


def test_a_rhythm_that_nobody_agreed_to_yet_does_not_count(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    plan_id = running(world.marloes, dossier_id)
    talk(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        set_rhythm(actor=actor, dossier_id=dossier_id, plan_id=plan_id, weeks=8)
    with clock.travel(clock.today() + timedelta(weeks=5)):
        assert stand(world.marloes, dossier_id) == {DUE}
