"""How each event of the region is told: by the act of its room, as the person who did it, at its moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    Responsible,
    end_trajectory,
    join_known_clients,
    open_dossiers,
    rest_dossier,
    send_handover,
    start_trajectory,
    take_up_handover,
    withdraw_handover,
)
from schakel.ground.dossiers.actions.trajectories import NewTrajectory
from schakel.ground.dossiers.handover_terms import NewHandover, Part
from schakel.ground.dossiers.records import registering
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.people.actions import (
    NewClient,
    NewEntitlement,
    end_entitlement,
    number_clients,
    start_entitlement,
)
from schakel.ground.people.models import BenefitEntitlement
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.profile.actions import note_last_occupations
from schakel.simulation.demo.casting import Cast
from schakel.simulation.living.house import office_name, team_key
from schakel.simulation.living.types import Happening
from schakel.simulation.living.words import (
    APPLIED,
    APPLIED_AGAIN,
    CLOSED,
    FINISHED,
    MESSAGE,
    PARTS,
    TALKS,
    WHY_HANDED_OVER,
    WRITING,
    talk_words,
)
from schakel.simulation.region.clients import Person, coach_name, persons, right_of
from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import Step
from schakel.simulation.region.spells import NONE, Courses, Field


class World:
    """What the teller remembers: who is who, whose dossier is whose, and what is under way."""

    def __init__(self, region: Region, seed: int, courses: Courses, cast: Cast) -> None:
        self.region, self.seed, self.courses, self.cast = region, seed, courses, cast
        who = np.arange(len(courses.people.number))
        self.persons: list[Person] = persons(region, seed, courses.people, who)
        self.dossiers: dict[int, UUID] = {}
        self.holder: dict[int, str] = {}
        self.numbered: set[tuple[int, int]] = set()
        self.handovers: dict[int, UUID] = {}
        self.trajectories: dict[int, UUID] = {}

    def tell(self, group: list[Happening]) -> int:
        """Tell events of one kind at one organisation and day; only registration comes in groups.

        Returns how many were told: nothing is done in a dossier that rests, nor a handover taken up that was
        withdrawn because the client left first.
        """
        first = group[0]
        with clock.travel(first.at + WRITING):
            if first.step == Step.REGISTERED:
                self._register(group)
                return len(group)
            who = self._who(first)
            is_told = who in (self.handovers if first.step == Step.TAKEN_UP else self.holder)
            if is_told:
                _TELLERS[first.step](self, first, who)
            return int(is_told)

    def _who(self, one: Happening) -> int:
        return int(self.courses.spells[one.row, Field.WHO])

    def _coach(self, who: int, at: int) -> str:
        people = self.courses.people
        coach = int(people.coach[who, min(at, 1)])
        return coach_name(self.region, at, int(people.district[who]), coach)

    def _register(self, group: list[Happening]) -> None:
        """Who is new gets a dossier; who came back finds it open again."""
        at = group[0].by
        key = self.region.organisations[at].key
        actor, organisation_id = self.cast.actors[office_name(key)], self.cast.organisations[key]
        new = [one for one in group if self._who(one) not in self.dossiers]
        back = [one for one in group if self._who(one) in self.dossiers]
        with as_actor(actor, Purpose.INTAKE.value):
            if new:
                self._open(actor, organisation_id, new)
            if back:
                join_known_clients(
                    actor=actor,
                    organisation_id=organisation_id,
                    clients={self.dossiers[self._who(one)]: self._again(one) for one in back},
                    because=APPLIED_AGAIN,
                )
        for one in group:
            self.holder[self._who(one)] = self._coach(self._who(one), at)
            self.numbered.add((self._who(one), at))

    def _open(self, actor: Actor, organisation_id: UUID, new: list[Happening]) -> None:
        clients = [(self._client(one), self._responsible(one)) for one in new]
        ids = open_dossiers(
            actor=actor, organisation_id=organisation_id, clients=clients, source="file",
            because=APPLIED,
        )  # fmt: skip
        self.dossiers |= {self._who(one): found for one, found in zip(new, ids, strict=True)}
        titles = [(self.dossiers[self._who(one)], self.persons[self._who(one)].occupation) for one in new]
        with registering():
            note_last_occupations(actor=actor, organisation_id=organisation_id, titles=titles)

    def _client(self, one: Happening) -> NewClient:
        person = self.persons[self._who(one)]
        return NewClient(
            person.name.family, person.name.given, person.born, person.bsn, person.client_number,
            person.place, person.phone, entitlement=self._right(one.row, one.by),
        )  # fmt: skip

    def _again(self, one: Happening) -> tuple[Responsible, NewClient]:
        who = self._who(one)
        number = "" if (who, one.by) in self.numbered else self.persons[who].client_number
        return self._responsible(one), NewClient("", number=number, entitlement=self._right(one.row, one.by))

    def _responsible(self, one: Happening) -> Responsible:
        return Responsible(membership_id=self.cast.memberships[self._coach(self._who(one), one.by)])

    def _right(self, row: int, at: int) -> NewEntitlement:
        right = right_of(self.region, self.seed, self.courses, row, at)
        return NewEntitlement(right.regime, right.start, right.until, right.hours)

    def contact(self, one: Happening, who: int) -> None:
        """A talk, or one to which the client did not come."""
        actor = self.cast.actors[self.holder[who]]
        told = NewContact(one.at, *self._words(one))
        with as_actor(actor, Purpose.GUIDANCE.value):
            record_contact(actor=actor, dossier_id=self.dossiers[who], new=told)

    def _words(self, one: Happening) -> tuple[str, str, str]:
        """Channel, kind and summary."""
        number, _provider = self.region.ways[max(int(self.courses.spells[one.row, Field.WAY]), 0)]
        service = self.region.services[number].name
        return talk_words(one.step, service, (one.row + one.at.month) % len(TALKS))

    def start(self, one: Happening, who: int) -> None:
        """A service: a trajectory at a provider, or a word in the contacts when it is the own one."""
        number, provider = self.region.ways[int(self.courses.spells[one.row, Field.WAY])]
        if provider == NONE:
            self.contact(one, who)
            return
        service, actor = self.region.services[number], self.cast.actors[self.holder[who]]
        end = clock.today() + timedelta(days=30 * service.months)
        at = self.cast.organisations[self.region.providers[provider].key]
        with as_actor(actor, Purpose.GUIDANCE.value):
            new = NewTrajectory(service.name, at, clock.today(), end, end)
            self.trajectories[who] = start_trajectory(actor=actor, dossier_id=self.dossiers[who], new=new)

    def finish(self, one: Happening, who: int) -> None:
        """The end of a service."""
        if who not in self.trajectories:
            self.contact(one, who)
            return
        actor = self.cast.actors[self.holder[who]]
        with as_actor(actor, Purpose.GUIDANCE.value):
            self._end_trajectory(actor, who, FINISHED)

    def _end_trajectory(self, actor: Actor, who: int, because: str) -> None:
        if who in self.trajectories:
            end_trajectory(
                actor=actor, dossier_id=self.dossiers[who], trajectory_id=self.trajectories.pop(who),
                because=because,
            )  # fmt: skip

    def send(self, one: Happening, who: int) -> None:
        """A handover from UWV to the team of the client's own district."""
        actor, home = self.cast.actors[self.holder[who]], int(self.courses.people.home[who])
        key, district = self.region.organisations[home].key, int(self.courses.people.district[who])
        new = NewHandover(
            team_id=self.cast.teams[team_key(key, district)],
            kind="file",
            message=MESSAGE,
            because=WHY_HANDED_OVER,
            parts={name: Part(words) for name, words in PARTS.items()},
            ends_own_task=True,
        )
        with as_actor(actor, Purpose.GUIDANCE.value):
            self.handovers[who] = send_handover(actor=actor, dossier_id=self.dossiers[who], new=new)

    def take_up(self, one: Happening, who: int) -> None:
        """The municipality takes over, and pays from then on."""
        username, dossier_id = self._coach(who, one.by), self.dossiers[who]
        actor, handover_id = self.cast.actors[username], self.handovers.pop(who)
        with as_actor(actor, Purpose.GUIDANCE.value):
            take_up_handover(actor=actor, dossier_id=dossier_id, handover_id=handover_id)
        self.holder[who] = username
        self._pay(actor, one, who)

    def _pay(self, actor: Actor, one: Happening, who: int) -> None:
        dossier_id = self.dossiers[who]
        organisation_id = self.cast.organisations[self.region.organisations[one.by].key]
        with as_actor(actor, Purpose.INTAKE.value):
            start_entitlement(
                actor=actor, dossier_id=dossier_id, organisation_id=organisation_id,
                new=self._right(one.row, one.by),
            )  # fmt: skip
            if (who, one.by) not in self.numbered:
                self.numbered.add((who, one.by))
                with registering():
                    number_clients(
                        actor=actor,
                        organisation_id=organisation_id,
                        numbers={dossier_id: self.persons[who].client_number},
                    )

    def close(self, one: Happening, who: int) -> None:
        """The last task ends: what runs is ended first, and the dossier rests."""
        actor, dossier_id, because = (
            self.cast.actors[self.holder.pop(who)],
            self.dossiers[who],
            CLOSED[one.step],
        )
        with as_actor(actor, Purpose.INTAKE.value):
            self._end_right(actor, dossier_id, because)
        with as_actor(actor, Purpose.GUIDANCE.value):
            if who in self.handovers:
                withdraw_handover(
                    actor=actor, dossier_id=dossier_id, handover_id=self.handovers.pop(who), because=because
                )
            self._end_trajectory(actor, who, because)
            rest_dossier(actor=actor, dossier_id=dossier_id, because=because)

    def _end_right(self, actor: Actor, dossier_id: UUID, because: str) -> None:
        today: date = clock.today()
        rights = BenefitEntitlement.objects.on(today).filter(
            client_id=dossier_id, organisation_id=actor.employer_id
        )
        for right in rights:
            end_entitlement(
                actor=actor, dossier_id=dossier_id, entitlement_id=right.pk, valid_to=today,
                because=because, expected_version=None,
            )  # fmt: skip


_TELLERS: dict[Step, Callable[[World, Happening, int], None]] = {
    Step.INTAKE: World.contact,
    Step.PLAN: World.contact,
    Step.CONTACT: World.contact,
    Step.ABSENT: World.contact,
    Step.STARTED: World.start,
    Step.FINISHED: World.finish,
    Step.SENT: World.send,
    Step.TAKEN_UP: World.take_up,
    Step.WORK: World.close,
    Step.MOVED: World.close,
    Step.RIGHT_OVER: World.close,
}
