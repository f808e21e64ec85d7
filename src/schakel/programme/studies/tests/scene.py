"""A municipality with clients in a team, and a policy adviser who studies them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.programme.studies.actions import (
    NewAnswer,
    NewStudy,
    answer_own,
    change_study,
    draw_sample,
    end_study,
    make_study,
    record_answer,
    renew_study,
)
from schakel.programme.studies.models import Study, StudyPerson
from schakel.programme.studies.queries import Case, Event, cases_of, events_of
from tests.world import Person, World, hire


def order(seed: str, dossier_id: UUID) -> str:
    """Where a dossier stands in the order of a study, worked out in plain Python."""
    return sha256(seed.encode() + dossier_id.bytes).hexdigest()


@dataclass
class Scene:
    """The world with somebody who studies at the municipality, and a colleague of theirs."""

    world: World = field(default_factory=World)
    petra: Person = field(init=False)
    wil: Person = field(init=False)
    theirs: Person = field(init=False)

    def __post_init__(self) -> None:
        actor = system_actor()
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            self.petra = hire(actor, self.world.city, "Petra Beleid", Role.POLICY_ADVISER, None)
            self.wil = hire(actor, self.world.city, "Wil Manager", Role.WORK_MANAGER, None)
            self.theirs = hire(actor, self.world.uwv, "Umar Beleid", Role.POLICY_ADVISER, None)

    def open(self, count: int, **client: Any) -> list[UUID]:
        """Dossiers of which Bas, in team Werk, holds the regie."""
        world = self.world
        return [world.open(world.bas, world.city, **client) for _number in range(count)]

    def new(self, size: int = 2, **changes: Any) -> NewStudy:
        """A study of team Werk."""
        today = clock.today()
        values: dict[str, Any] = {
            "title": "Hoe gaat de start?",
            "question": "Hoe lang duurt het tot het eerste plan?",
            "purpose": "De eerste weken beter maken.",
            "ground": "Participatiewet artikel 7",
            "told": "Wij willen weten hoe de eerste weken gaan.",
            "contact": "Petra Beleid, 06 00 00 00 40",
            "period_from": today - timedelta(days=365),
            "period_to": today,
            "kept_until": today + timedelta(days=90),
            "sizes": {self.world.city_team: size},
            "seed": "proef",
        }
        return NewStudy(**values | changes)

    def make(self, size: int = 2, *, by: Person | None = None, **changes: Any) -> UUID:
        """Set up, not drawn."""
        with (by or self.petra).at_work(Purpose.RESEARCH, needs_savepoint=True) as actor:
            new = self.new(size, **changes)
            return make_study(actor=actor, organisation_id=actor.employer_id, new=new)

    def change(self, study_id: UUID, *, by: Person | None = None, version: int = 1, **changes: Any) -> UUID:
        """Change what nobody was drawn for yet."""
        with (by or self.petra).at_work(Purpose.RESEARCH, needs_savepoint=True) as actor:
            on = {"actor": actor, "organisation_id": actor.employer_id, "study_id": study_id}
            return change_study(**on, new=self.new(**changes), expected_version=version)

    def renew(
        self, study_id: UUID, reason: str = "de vraag was te breed", version: int = 2, **changes: Any
    ) -> UUID:
        """Begin a new version of what was drawn."""
        with self.petra.at_work(Purpose.RESEARCH, needs_savepoint=True) as actor:
            on = {"actor": actor, "organisation_id": actor.employer_id, "study_id": study_id}
            return renew_study(**on, new=self.new(**changes), reason=reason, expected_version=version)

    def draw(self, study_id: UUID, by: Person | None = None) -> int:
        """Draw, or draw replacements."""
        with (by or self.petra).at_work(Purpose.RESEARCH, needs_savepoint=True) as actor:
            return draw_sample(actor=actor, organisation_id=actor.employer_id, study_id=study_id)

    def end(self, study_id: UUID, by: Person | None = None) -> None:
        """End the study."""
        with (by or self.petra).at_work(Purpose.RESEARCH) as actor:
            end_study(actor=actor, organisation_id=actor.employer_id, study_id=study_id, reason="klaar")

    def asked(self, study_id: UUID) -> list[StudyPerson]:
        """Who was drawn, as Bas may see, in the order of the study."""
        with self.world.bas.at_work():
            found = list(StudyPerson.objects.filter(study_id=study_id).select_related("study"))
        return sorted(found, key=lambda one: order(one.study.seed, one.dossier_id))

    def drawn(self, study_id: UUID) -> list[UUID]:
        """The dossiers that were drawn, in the order of the study."""
        return [person.dossier_id for person in self.asked(study_id)]

    def tell(self, person: StudyPerson, answer: str, how: str = "phone") -> None:
        """Bas writes an answer down."""
        with self.world.bas.at_work(needs_savepoint=True) as actor:
            on = {"dossier_id": person.dossier_id, "study_person_id": person.pk}
            record_answer(actor=actor, **on, new=NewAnswer(answer, how))

    def say(self, client: Person, person: StudyPerson, answer: str) -> None:
        """The client answers on the own pages."""
        with client.at_work(Purpose.OWN_DATA, needs_savepoint=True) as actor:
            on = {"dossier_id": person.dossier_id, "study_person_id": person.pk}
            answer_own(actor=actor, **on, answer=answer)

    def cases(self, study_id: UUID, by: Person | None = None) -> list[Case]:
        """The cases as whoever studies sees them."""
        with (by or self.petra).at_work(Purpose.RESEARCH):
            return cases_of(Study.objects.get(pk=study_id))

    def events(self, study_id: UUID) -> list[Event]:
        """The steps as whoever studies sees them."""
        with self.petra.at_work(Purpose.RESEARCH):
            return events_of(Study.objects.get(pk=study_id))

    def study(self, study_id: UUID, by: Person | None = None) -> Study:
        """The study as it stands."""
        with (by or self.petra).at_work(Purpose.RESEARCH):
            return Study.objects.get(pk=study_id)
