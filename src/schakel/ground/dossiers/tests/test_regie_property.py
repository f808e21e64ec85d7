"""Whatever people do in whatever order, the regie and entitlement rules hold afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role, Section
from schakel.ground.dossiers import access_report
from schakel.ground.dossiers.actions import (
    add_participant,
    leave_dossier,
    lift_shield,
    look_urgently,
    name_reader,
    pass_regie,
    record_consent,
    rest_dossier,
    return_handover,
    send_handover,
    shield_dossier,
    take_regie,
    take_up_handover,
    unname_reader,
    withdraw_consent,
)
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.actions.urgent_looks import NewUrgentLook
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.dossiers.models import Consent, Dossier, Handover, NamedReader, Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import SchakelError
from schakel.ground.organisations.actions import NewMandate, end_mandate, give_mandate
from schakel.ground.organisations.models import Membership
from schakel.ground.organisations.queries.mandates import MANDATED, mandates_given_by
from tests.world import Person, World, filled_parts, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

PEOPLE = ["bas", "bert", "marloes", "mia", "joris"]
people = st.sampled_from(PEOPLE)
leads = st.sampled_from(["marloes", "marloes", "marloes", "mia", "bas"])
nothing = st.just("")
REGIE = (
    st.tuples(st.just("add"), people, people, st.sampled_from(["involved", "helping"])),
    st.tuples(st.just("leave"), people, people, nothing),
    st.tuples(st.just("take"), people, people, st.sampled_from(["organisation", "chain"])),
    st.tuples(st.just("pass"), people, people, st.sampled_from(["organisation", "chain"])),
    st.tuples(
        st.just("send"), people, st.sampled_from(["city_team", "uwv_team"]), st.sampled_from(["", "ends"])
    ),
    st.tuples(st.just("answer"), people, people, st.sampled_from(["up", "back"])),
    st.tuples(st.just("rest"), people, people, nothing),
    st.tuples(st.just("wait"), people, people, nothing),
    st.tuples(st.just("mandate"), people, people, st.sampled_from(["contacts", "all", "ends"])),
    st.tuples(st.just("unmandate"), people, people, nothing),
)
PROTECTION = (
    st.tuples(st.just("add"), leads, people, st.sampled_from(["involved", "helping"])),
    st.tuples(st.just("pass"), leads, people, st.sampled_from(["organisation", "chain"])),
    st.tuples(st.just("leave"), people, people, nothing),
    st.tuples(st.just("shield"), leads, people, st.sampled_from(["", "ends", "colleague"])),
    st.tuples(st.just("lift"), leads, people, nothing),
    st.tuples(st.just("name"), leads, people, nothing),
    st.tuples(st.just("unname"), leads, people, nothing),
    st.tuples(st.just("look"), people, people, nothing),
    st.tuples(st.just("agree"), people, people, st.sampled_from(["", "short"])),
    st.tuples(st.just("stop"), people, people, nothing),
    st.tuples(st.just("wait"), people, people, nothing),
    st.tuples(st.just("mandate"), leads, people, st.sampled_from(["contacts", "all", "ends"])),
)
# Now a life of handing on and now one of shields, since few steps of one fit in the other.
STEPS = st.one_of(*(st.lists(st.one_of(*kinds), min_size=1, max_size=14) for kinds in (REGIE, PROTECTION)))


class Life:
    """A dossier and the acts that a random story asks for."""

    def __init__(self, world: World, dossier_id: UUID, number: str) -> None:
        self.world, self.dossier_id, self.number = world, dossier_id, number

    def do(self, step: tuple[str, str, str, str]) -> None:
        """One step; a refusal in words is fine, anything else is not."""
        name, who, whom, how = step
        person: Person = getattr(self.world, who)
        acts: dict[str, Callable[[Any], None]] = {
            "add": lambda actor: self._add(actor, whom, how),
            "leave": lambda actor: self._leave(actor, whom),
            "take": lambda actor: self._call(take_regie, actor, scope=how),
            "pass": lambda actor: self._call(
                pass_regie, actor, scope=how, membership_id=getattr(self.world, whom).membership_id
            ),
            "send": lambda actor: self._send(actor, whom, how),
            "answer": lambda actor: self._answer(actor, how),
            "rest": lambda actor: self._call(rest_dossier, actor),
            "shield": lambda actor: self._shield(actor, whom, how),
            "lift": lambda actor: self._call(lift_shield, actor),
            "name": lambda actor: self._call(
                name_reader, actor, membership_id=getattr(self.world, whom).membership_id
            ),
            "unname": lambda actor: self._unname(actor, whom),
            "look": lambda actor: self._look(actor),
            "mandate": lambda actor: self._mandate(actor, how),
            "unmandate": lambda actor: self._unmandate(actor),
            "agree": lambda actor: self._agree(actor, how),
            "stop": lambda actor: self._stop(actor),
        }
        try:
            with person.at_work(needs_savepoint=True) as actor:
                acts[name](actor)
        except SchakelError:
            return

    def _call(self, act: Callable[..., Any], actor: Any, **more: Any) -> None:
        act(actor=actor, dossier_id=self.dossier_id, because="want zo is het afgesproken", **more)

    def _add(self, actor: Any, whom: str, kind: str) -> None:
        self._call(add_participant, actor, kind=kind, membership_id=getattr(self.world, whom).membership_id)

    def _leave(self, actor: Any, whom: str) -> None:
        reader = getattr(self.world, whom).reader_id
        row = (
            Participation.objects.on(clock.today())
            .filter(dossier_id=self.dossier_id, reader_id=reader)
            .first()
        )
        if row is not None:
            self._call(leave_dossier, actor, participation_id=row.pk)

    def _send(self, actor: Any, team: str, how: str) -> None:
        team_id = getattr(self.world, team)
        parts = filled_parts(actor.employer_id, team_id)
        new = NewHandover(
            team_id, "file", "Zie het plan.", "taak is klaar", parts, ends_own_task=how == "ends"
        )
        send_handover(actor=actor, dossier_id=self.dossier_id, new=new)

    def _shield(self, actor: Any, whom: str, how: str) -> None:
        chosen, today = getattr(self.world, whom).membership_id, clock.today()
        new = NewShield(
            "bekende van een collega",
            today + timedelta(days=30),
            membership_ids=() if how == "colleague" else (chosen,),
            until=today + timedelta(days=2) if how == "ends" else None,
            colleague_id=chosen if how == "colleague" else None,
        )
        shield_dossier(actor=actor, dossier_id=self.dossier_id, new=new)

    def _unname(self, actor: Any, whom: str) -> None:
        reader = getattr(self.world, whom).reader_id
        row = NamedReader.objects.on(clock.today()).filter(reader_id=reader).first()
        if row is not None:
            self._call(unname_reader, actor, named_id=row.pk)

    def _look(self, actor: Any) -> None:
        new = NewUrgentLook("safety", "de cliënt staat nu aan de balie", number=self.number)
        look_urgently(actor=actor, new=new)

    def _mandate(self, actor: Any, how: str) -> None:
        staff = Membership.objects.filter(organisation_id=actor.employer_id, role=Role.ADMINISTRATIVE).first()
        if staff is not None:
            sections = Section.CONTACTS if how == "contacts" else MANDATED
            end = clock.today() + timedelta(days=2) if how == "ends" else None
            new = NewMandate(staff.pk, sections, end)
            give_mandate(actor=actor, organisation_id=actor.employer_id, new=new)

    def _unmandate(self, actor: Any) -> None:
        for mandate in mandates_given_by(actor.reader_id):
            values = {"organisation_id": actor.employer_id, "mandate_id": mandate.reader.pk}
            end_mandate(actor=actor, **values)

    def _agree(self, actor: Any, how: str) -> None:
        last_day = clock.today() + timedelta(days=1 if how == "short" else 60)
        new = NewConsent("spoken", "Dat nee zeggen mag.", last_day)
        record_consent(actor=actor, dossier_id=self.dossier_id, new=new)

    def _stop(self, actor: Any) -> None:
        given = Consent.objects.on(clock.today()).filter(organisation_id=actor.organisation_id).first()
        if given is not None:
            withdraw_consent(actor=actor, dossier_id=self.dossier_id, consent_id=given.pk)

    def _answer(self, actor: Any, how: str) -> None:
        handover = Handover.objects.filter(dossier_id=self.dossier_id, status="sent").first()
        if handover is None:
            return
        values = {"actor": actor, "dossier_id": self.dossier_id, "handover_id": handover.pk}
        if how == "up":
            take_up_handover(**values)
        else:
            return_handover(**values, because="hoort hier niet")


@pytest.fixture
def life() -> Callable[[bool], Life]:
    world, system = World(), system_actor()
    with as_actor(system, Purpose.ADMINISTRATION.value):
        for organisation_id in (world.city, world.uwv):
            hire(system, organisation_id, "Karin Smit", Role.ADMINISTRATIVE, None)

    def begin(in_queue: bool) -> Life:
        if in_queue:
            dossier_id = world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
        else:
            dossier_id = world.open(world.marloes, world.uwv)
        with world.marloes.at_work():
            number = Dossier.objects.get(pk=dossier_id).number
        return Life(world, dossier_id, number)

    return begin


HOLDERS = """
select scope, organisation_id from dossiers_regie
 where dossier_id = %s and valid_from <= %s and (valid_to is null or valid_to > %s)
"""
ORGANISATIONS = """
select distinct organisation_id from dossiers_participation
 where dossier_id = %s and kind = 'involved' and valid_from <= %s and (valid_to is null or valid_to > %s)
"""


def check_rules(owner: Any, dossier_id: UUID, day: date) -> None:
    """Exactly one holder per involved organisation and one for the chain; grants as their definition."""
    expected = access_report.expected_sections(owner, day)
    assert expected, "the definition sees participations"
    assert access_report.granted_sections(owner, day) == expected
    values = [dossier_id, day, day]
    organisations = sorted(row[0] for row in owner.execute(ORGANISATIONS, values).fetchall())
    held = owner.execute(HOLDERS, values).fetchall()
    assert sorted(organisation for scope, organisation in held if scope == "organisation") == organisations
    assert sum(scope == "chain" for scope, _organisation in held) == bool(organisations)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, in_queue=st.booleans())
def test_any_life_of_a_dossier_keeps_the_rules(
    owner: Any, life: Callable[[bool], Life], steps: Any, in_queue: bool
) -> None:
    one, other = life(in_queue), life(False)
    days = 0
    for step in steps:
        days += step[0] == "wait"
        with clock.travel(clock.today() + timedelta(days=days)):
            if step[0] != "wait":
                one.do(step)
            for dossier_id in (one.dossier_id, other.dossier_id):
                check_rules(owner, dossier_id, clock.today())
