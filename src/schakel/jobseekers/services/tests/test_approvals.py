"""Who must agree to go past a rule: asking, answering, standing in, taking back, and what follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.ground.organisations.actions import NewAbsence, report_absence
from schakel.ground.people.actions import record_death
from schakel.jobseekers.services.actions import (
    answer_approval,
    drop_use,
    extend_use,
    set_levels,
    withdraw_approval,
)
from schakel.jobseekers.services.models import ServiceApproval, ServiceExtension, ServiceUse
from schakel.jobseekers.services.queries.approvals import to_decide
from schakel.jobseekers.services.queries.uses import use_visible
from schakel.jobseekers.services.tests.scene import GUIDED, choose, in_days, on_ww, running, tell, written
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

SERVICE, RULE = "werkervaringsplaats", "extra"
"""That the work is extra asks the team leader."""
AFTER = "proposed"
"""What follows once they agree: the municipality decides on it."""


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def leader(world: World) -> Person:
    return colleague(world, "Tess Leiding", Role.TEAM_LEADER)


def colleague(world: World, name: str, role: Role) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, name, role, None)


def asked(world: World, leader: Person, key: str = SERVICE, level: str = "team_leader") -> tuple[UUID, UUID]:
    """A dossier with a service that waits for agreement."""
    dossier_id = on_ww(world)
    approvers = {level: leader.membership_id}
    return dossier_id, choose(world.marloes, dossier_id, key, approvers=approvers, **written())


def waiting(person: Person, purpose: Purpose = Purpose.STEERING) -> list[ServiceApproval]:
    with person.at_work(purpose):
        return to_decide(limit=20)


def answer(
    person: Person, agrees: bool | None = True, words: str = "past bij wat zij wil", **more: Any
) -> None:
    row = waiting(person)[0]
    with person.at_work(Purpose.STEERING) as actor:
        values = {"approval_id": row.pk, "is_agreed": agrees, "words": words, "expected_version": None}
        answer_approval(actor=actor, **values | more)


def seen(world: World, dossier_id: UUID, use_id: UUID) -> ServiceUse:
    with world.marloes.at_work():
        return use_visible(dossier_id, use_id)


def rows(world: World, use_id: UUID) -> list[ServiceApproval]:
    with world.marloes.at_work():
        return list(ServiceApproval.objects.filter(use_id=use_id).order_by("id"))


def test_a_choice_above_who_chooses_waits_and_is_not_started(world: World, leader: Person) -> None:
    dossier_id, use_id = asked(world, leader)
    found = seen(world, dossier_id, use_id)
    assert (found.state, found.after_approval, found.decided_on) == ("awaiting", AFTER, None)
    row = rows(world, use_id)[0]
    assert (row.level, row.state, row.rules[0]["key"]) == ("team_leader", "waiting", RULE)
    assert row.answer_by > clock.today()


def test_without_naming_who_agrees_nothing_is_chosen(world: World, leader: Person) -> None:
    dossier_id = on_ww(world)
    with pytest.raises(InvalidError) as refused:
        choose(world.marloes, dossier_id, SERVICE, **written())
    assert "approver_team_leader" in refused.value.fields
    with world.marloes.at_work():
        assert not ServiceUse.objects.filter(dossier_id=dossier_id).exists()


@pytest.mark.parametrize("who", ["marloes", "bas", "mia"])
def test_only_somebody_of_that_level_there_can_be_asked(world: World, leader: Person, who: str) -> None:
    with pytest.raises(InvalidError):
        asked(world, getattr(world, who))


def test_where_nobody_has_the_role_it_is_said(world: World) -> None:
    with pytest.raises(InvalidError) as refused:
        choose(world.marloes, on_ww(world), SERVICE, **written())
    assert "Vraag uw beheerder" in str(refused.value.fields["approver_team_leader"])


def test_a_rule_that_holds_asks_nobody(world: World, leader: Person) -> None:
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, werk_is_extra=True)
    use_id = choose(world.marloes, dossier_id, SERVICE, **written())
    assert seen(world, dossier_id, use_id).state == AFTER


def test_the_level_sees_its_question_and_no_dossier(world: World, leader: Person) -> None:
    dossier_id, use_id = asked(world, leader)
    row = waiting(leader)[0]
    assert (row.use_id, row.because) == (use_id, "dit is nu het enige dat helpt")
    assert [one["name"] for one in row.options] == ["Werkervaringsplaats", "Geen dienst"]
    with leader.at_work(Purpose.STEERING):
        assert not ServiceUse.objects.filter(pk=use_id).exists()
        assert timeline(dossier_id) == []


def test_who_was_not_asked_sees_and_answers_nothing(world: World, leader: Person) -> None:
    other = colleague(world, "Theo Anders", Role.TEAM_LEADER)
    _dossier_id, use_id = asked(world, leader)
    assert waiting(other) == []
    approval_id = rows(world, use_id)[0].pk
    with pytest.raises(NotFoundError), other.at_work(Purpose.STEERING) as actor:
        answer_approval(
            actor=actor, approval_id=approval_id, is_agreed=True, words="ja", expected_version=None
        )


def test_the_database_takes_no_answer_from_who_asked(world: World, leader: Person) -> None:
    _dossier_id, use_id = asked(world, leader)
    with pytest.raises(ProgrammingError, match="row-level security"), world.marloes.at_work():
        ServiceApproval.objects.filter(use_id=use_id).update(state="agreed")
    assert [row.state for row in rows(world, use_id)] == ["waiting"]


def test_a_yes_lets_the_service_go_on_and_stands_with_name_and_level(world: World, leader: Person) -> None:
    dossier_id, use_id = asked(world, leader)
    answer(leader)
    assert seen(world, dossier_id, use_id).state == AFTER
    row = rows(world, use_id)[0]
    assert (row.state, row.words) == ("agreed", "past bij wat zij wil")
    with world.marloes.at_work():
        entry = next(e for e in timeline(dossier_id) if e.verb == "service.approve")
    assert entry.content is not None
    assert (entry.content["level"], entry.content["answered_by"]) == ("team_leader", leader.actor.name)


def test_once_answered_the_level_sees_nothing_of_it_any_more(world: World, leader: Person) -> None:
    asked(world, leader)
    answer(leader)
    assert waiting(leader) == []
    with leader.at_work(Purpose.STEERING):
        assert not ServiceApproval.objects.exists()


def test_a_no_ends_the_service_before_it_began(world: World, leader: Person) -> None:
    dossier_id, use_id = asked(world, leader)
    answer(leader, agrees=False, words="eerst de diagnose afmaken")
    assert seen(world, dossier_id, use_id).state == "dropped"
    with world.marloes.at_work():
        verbs = [e.verb for e in timeline(dossier_id)]
    assert {"service.approve", "service.drop"} <= set(verbs)


@pytest.mark.parametrize(("agrees", "words", "field"), [(None, "ja", "is_agreed"), (True, "  ", "words")])
def test_a_rotten_answer_is_refused(
    world: World, leader: Person, agrees: bool | None, words: str, field: str
) -> None:
    _dossier_id, use_id = asked(world, leader)
    with pytest.raises(InvalidError) as refused:
        answer(leader, agrees=agrees, words=words)
    assert field in refused.value.fields
    assert rows(world, use_id)[0].state == "waiting"


def test_an_answer_to_an_older_version_is_refused(world: World, leader: Person) -> None:
    asked(world, leader)
    with pytest.raises(StaleVersionError):
        answer(leader, expected_version=7)


def test_nobody_answers_their_own_question_in_another_role(world: World) -> None:
    """The work coach who leads the team as well: neither offered nor allowed."""
    from schakel.ground.organisations.actions import NewProfessional, add_member
    from schakel.ground.organisations.models import Membership

    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        both = add_member(
            actor=actor,
            organisation_id=world.uwv,
            account_id=world.marloes.account_id,
            role=Role.TEAM_LEADER,
            person=NewProfessional(name="Marloes van Dijk", phone="06 00 00 00 01"),
            team_id=None,
        )
    self_again = Person(
        world.marloes.account_id, both, Membership.objects.get(pk=both).reader_id, world.marloes.username
    )
    with pytest.raises(InvalidError):
        asked(world, self_again)


def test_while_the_named_one_is_away_another_of_that_level_answers(world: World, leader: Person) -> None:
    other = colleague(world, "Theo Anders", Role.TEAM_LEADER)
    dossier_id, use_id = asked(world, leader)
    away(world, leader)
    answer(other, words="ik neem waar")
    assert seen(world, dossier_id, use_id).state == AFTER
    assert rows(world, use_id)[0].answered_by_id != rows(world, use_id)[0].approver.professional_id


def away(world: World, person: Person, back_on: date | None = None, standin: Person | None = None) -> None:
    with person.at_work(Purpose.ADMINISTRATION) as actor:
        report_absence(
            actor=actor,
            organisation_id=world.uwv,
            membership_id=person.membership_id,
            new=NewAbsence("away", clock.today(), back_on),
            standin_id=standin.membership_id if standin else None,
        )


def test_a_colleague_who_is_away_is_answered_for_by_who_stands_in_and_nobody_else(world: World) -> None:
    third = colleague(world, "Nora Derde", Role.WORK_COACH)
    _dossier_id, use_id = asked(world, world.mia, "taaltraject", "colleague")
    away(world, world.mia, clock.today() + timedelta(days=9), third)
    assert [row.use_id for row in waiting(third, Purpose.GUIDANCE)] == [use_id]
    fourth = colleague(world, "Omar Vierde", Role.WORK_COACH)
    assert waiting(fourth, Purpose.GUIDANCE) == []


def test_who_asked_takes_the_question_back_and_the_service_does_not_go_ahead(
    world: World, leader: Person
) -> None:
    dossier_id, use_id = asked(world, leader)
    take_back(world.marloes, dossier_id, use_id, rows(world, use_id)[0].pk)
    assert seen(world, dossier_id, use_id).state == "dropped"
    assert rows(world, use_id)[0].state == "withdrawn"
    assert waiting(leader) == []


def take_back(
    person: Person, dossier_id: UUID, use_id: UUID, approval_id: UUID, why: str = "niet nodig"
) -> None:
    with person.at_work() as actor:
        on = {"dossier_id": dossier_id, "use_id": use_id, "approval_id": approval_id}
        withdraw_approval(actor=actor, because=why, **on)


def test_another_takes_no_question_back(world: World, leader: Person) -> None:
    from schakel.ground.dossiers.actions import add_participant

    dossier_id, use_id = asked(world, leader)
    with world.marloes.at_work() as actor:
        about = {"kind": "helping", "because": "helpt mee", "membership_id": world.mia.membership_id}
        add_participant(actor=actor, dossier_id=dossier_id, **about)
    with pytest.raises(ForbiddenError):
        take_back(world.mia, dossier_id, use_id, rows(world, use_id)[0].pk)


def test_taking_back_asks_a_reason_and_goes_once(world: World, leader: Person) -> None:
    dossier_id, use_id = asked(world, leader)
    approval_id = rows(world, use_id)[0].pk
    with pytest.raises(InvalidError):
        take_back(world.marloes, dossier_id, use_id, approval_id, " ")
    take_back(world.marloes, dossier_id, use_id, approval_id)
    with pytest.raises(ConflictError):
        take_back(world.marloes, dossier_id, use_id, approval_id)


def test_what_waits_is_not_dropped_past_the_question(world: World, leader: Person) -> None:
    dossier_id, use_id = asked(world, leader)
    with pytest.raises(ConflictError, match="wacht op akkoord"), world.marloes.at_work() as actor:
        drop_use(
            actor=actor, dossier_id=dossier_id, use_id=use_id, because="toch niet", expected_version=None
        )


def test_more_time_above_who_chooses_waits_too(world: World, leader: Person) -> None:
    set_at_uwv(world, "intensieve-begeleiding", {"extension": "team_leader"})
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id, ends_on=in_days(20))
    more_time(world, dossier_id, use_id, leader)
    assert seen(world, dossier_id, use_id).ends_on == in_days(20)
    with pytest.raises(ConflictError, match="wacht al een vraag"):
        more_time(world, dossier_id, use_id, leader)
    answer(leader)
    assert seen(world, dossier_id, use_id).ends_on == in_days(40)
    with world.marloes.at_work():
        made = ServiceExtension.objects.get(use_id=use_id)
        verbs = [e.verb for e in timeline(dossier_id)]
    assert (made.until, made.because) == (in_days(40), "nog een gesprek")
    assert "service.extend" in verbs


def set_at_uwv(world: World, key: str, levels: dict[str, str]) -> None:
    admin = colleague(world, "Ad Beheer", Role.ADMINISTRATOR)
    with admin.at_work(Purpose.ADMINISTRATION) as actor:
        set_levels(actor=actor, organisation_id=world.uwv, service_key=key, levels=levels)


def more_time(world: World, dossier_id: UUID, use_id: UUID, leader: Person) -> None:
    with world.marloes.at_work() as actor:
        extend_use(
            actor=actor,
            dossier_id=dossier_id,
            use_id=use_id,
            until=in_days(40),
            because="nog een gesprek",
            expected_version=None,
            approvers={"team_leader": leader.membership_id},
        )


def test_an_organisation_sets_its_own_level_and_another_keeps_its_own(world: World, leader: Person) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        on = {"organisation_id": world.city, "service_key": SERVICE}
        set_levels(actor=actor, **on, levels={RULE: "chooser"})
        with pytest.raises(InvalidError, match="niets veranderd"):
            set_levels(actor=actor, **on, levels={RULE: "chooser"})
    with pytest.raises(InvalidError):
        choose(world.marloes, on_ww(world), SERVICE, **written())


@pytest.mark.parametrize("levels", [{RULE: "burgemeester"}, {"bestaat_niet": "colleague"}])
def test_a_level_that_is_none_is_refused(world: World, levels: dict[str, str]) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        on = {"organisation_id": world.city, "service_key": SERVICE}
        with pytest.raises(InvalidError):
            set_levels(actor=actor, **on, levels=levels)


def test_a_rule_of_law_has_no_level(world: World) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        on = {"organisation_id": world.city, "service_key": "proefplaatsing-ww"}
        with pytest.raises(InvalidError):
            set_levels(actor=actor, **on, levels={"nieuw": "team_leader"})


def test_who_keeps_no_catalogue_sets_no_level(world: World) -> None:
    with pytest.raises(ForbiddenError), world.bas.at_work() as actor:
        set_levels(actor=actor, organisation_id=world.city, service_key=SERVICE, levels={RULE: "chooser"})


def test_a_question_ends_with_a_death(world: World, leader: Person) -> None:
    dossier_id, use_id = asked(world, leader)
    with world.marloes.at_work() as actor:
        record_death(actor=actor, dossier_id=dossier_id, died_on=clock.today(), source="gemeente")
    assert waiting(leader) == []
    assert rows(world, use_id)[0].state == "withdrawn"


def test_told_facts_of_another_section_do_not_travel_along(world: World, leader: Person) -> None:
    """A rule on the diagnosis: the question says that it stands elsewhere, not how it stands."""
    set_at_uwv(world, SERVICE, {"trede": "team_leader"})
    asked(world, leader)
    known = {rule["key"]: rule["known"] for rule in waiting(leader)[0].rules}
    assert known["trede"].startswith("de gegevens hierover staan in een ander deel")
    assert known[RULE] == "nog niet bekend"


def test_guidance_that_fits_waits_for_nobody(world: World) -> None:
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **GUIDED)
    assert seen(world, dossier_id, choose(world.marloes, dossier_id)).state == "decided"
