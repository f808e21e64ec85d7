"""Random lives of organisations: founded, renamed, merged and split, work and regie stay whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.dossiers.tests.succession_scene import REASON, agree, carry_out, seat_now
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import (
    Going,
    NewOrganisation,
    create_organisation,
    create_team,
    give_own_name,
    map_succession,
    plan_merger,
    plan_split,
)
from schakel.ground.organisations.models import Membership, Succession, Team
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)
STEPS = ("rename", "open", "queue", "merge", "split")
_names = count(1)

OUTSIDE = """
select count(*) from organisations_membership m join organisations_organisation o on o.id = m.organisation_id
 where not isempty(daterange(m.valid_from, m.valid_to))
   and not daterange(o.valid_from, o.valid_to) @> daterange(m.valid_from, m.valid_to)
"""
HELD = """
select count(*) from dossiers_regie
 where dossier_id = any (%s) and scope = %s and valid_from <= %s and (valid_to is null or valid_to > %s)
"""


def _new() -> NewOrganisation:
    return NewOrganisation(f"Gemeente Proef {next(_names)}", OrganisationKind.MUNICIPALITY)


@dataclass
class Life:
    """An organisation with an administrator, a guide and a team, through the days."""

    day: date = field(default_factory=clock.today)
    dossiers: dict[UUID, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        actor, first = system_actor(), _new()
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            at = create_organisation(actor=actor, name=first.name, kind=first.kind)
            team = create_team(actor=actor, organisation_id=at, name="Team", role=Role.CLIENT_MANAGER)
            self.guide = hire(actor, at, "Gijs Proef", Role.CLIENT_MANAGER, team)
            self.admin = hire(actor, at, "Ada Proef", Role.ADMINISTRATOR, None)

    def live(self, step: str) -> None:
        """Do a step on the next day."""
        self.day += timedelta(days=1)
        with clock.travel(self.day):
            getattr(self, step)()

    def rename(self) -> None:
        with seat_now(self.admin).at_work(Purpose.ADMINISTRATION) as actor:
            own, text = actor.employer_id, _new().name
            give_own_name(actor=actor, organisation_id=own, subject="name", text=text, reason=REASON)

    def open(self) -> None:
        guide = self._guide()
        own = guide.actor.employer_id
        self.dossiers[World.open(World.__new__(World), guide, own)] = self.day

    def queue(self) -> None:
        guide = self._guide()
        own = guide.actor.employer_id
        team = Team.objects.on(self.day).filter(organisation_id=own).first()
        if team is not None:
            made = World.open_in_queue(World.__new__(World), guide, own, team.pk)
            self.dossiers[made] = self.day

    def merge(self) -> None:
        with seat_now(self.admin).at_work(Purpose.ADMINISTRATION) as actor:
            on = {"actor": actor, "organisation_id": actor.employer_id, "planned_on": self.day}
            made = plan_merger(**on, others=[], into=_new(), reason=REASON)
        self._finish(made)

    def split(self) -> None:
        with seat_now(self.admin).at_work(Purpose.ADMINISTRATION) as actor:
            own = actor.employer_id
            on = {"actor": actor, "organisation_id": own}
            made = plan_split(**on, into=[_new(), _new()], planned_on=self.day, reason=REASON)
            ties = Succession.objects.get(pk=made).ties.order_by("id")
            first, second = (tie.successor_id for tie in ties)
            goings = [Going(own, r, first, r) for r in (Role.CLIENT_MANAGER, Role.ADMINISTRATOR)]
            teams = Team.objects.on(self.day).filter(organisation_id=own)
            goings += [Going(own, Role.CLIENT_MANAGER, second, Role.CLIENT_MANAGER, t.pk) for t in teams]
            map_succession(**on, succession_id=made, goings=goings)
        self._finish(made)

    def _finish(self, made: UUID) -> None:
        agree(seat_now(self.admin), made)
        carry_out(self.admin, made)

    def _guide(self) -> Person:
        seat = seat_now(self.guide)
        membership = Membership.objects.get(reader_id=seat.reader_id)
        return Person(seat.account_id, membership.pk, seat.reader_id, seat.username)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(STEPS), min_size=2, max_size=5))
def test_work_stays_inside_the_life_of_organisations_and_no_day_lacks_regie(steps: list[str]) -> None:
    life = Life()
    for step in steps:
        life.live(step)
    with connections["owner"].cursor() as cursor:
        cursor.execute(OUTSIDE)
        assert cursor.fetchone() == (0,)
        for dossier_id, opened in life.dossiers.items():
            for day in (opened + timedelta(days=n) for n in range((life.day - opened).days + 1)):
                for scope in ("chain", "organisation"):
                    cursor.execute(HELD, [[dossier_id], scope, day, day])
                    assert cursor.fetchone() == (1,), (steps, scope, day)
