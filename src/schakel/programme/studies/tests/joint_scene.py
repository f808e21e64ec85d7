"""Two organisations that study together: the municipality asks, UWV takes part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.programme.studies.actions import (
    NewAnswer,
    accept_invitation,
    decline_invitation,
    deliver_cases,
    draw_sample,
    export_joint,
    invite_organisation,
    record_answer,
    take_back_invitation,
)
from schakel.programme.studies.designing import OwnPart
from schakel.programme.studies.models import StudyInvitation, StudyPerson
from schakel.programme.studies.queries import JointCase
from schakel.programme.studies.tests.scene import Scene
from tests.world import Person


@dataclass
class JointScene(Scene):
    """The scene with a joint study in it; study_id is the municipality's."""

    study_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.study_id = self.make(20)

    def on(self, person: Person) -> Any:
        """The person at work for research."""
        return person.at_work(Purpose.RESEARCH, needs_savepoint=True)

    def invite(self, words: str = "Wij hebben dezelfde vraag.") -> UUID:
        """The municipality asks UWV."""
        with self.on(self.petra) as actor:
            on = {"actor": actor, "organisation_id": self.world.city, "study_id": self.study_id}
            return invite_organisation(**on, invited_id=self.world.uwv, words=words)

    def accept(self, invitation_id: UUID, by: Person | None = None, **changes: Any) -> UUID:
        """UWV takes part, with its own team."""
        values: dict[str, Any] = {
            "ground": "Wet SUWI artikel 30",
            "told": "UWV onderzoekt dit samen met de gemeente.",
            "contact": "Umar Beleid, 06 00 00 00 41",
            "sizes": {self.world.uwv_team: 20},
        }
        with self.on(by or self.theirs) as actor:
            on = {"actor": actor, "organisation_id": actor.employer_id, "invitation_id": invitation_id}
            return accept_invitation(**on, part=OwnPart(**values | changes), expected_version=1)

    def stop(self, invitation_id: UUID, version: int = 2, reason: str = "geen tijd") -> None:
        """UWV does not take part (any more)."""
        with self.on(self.theirs) as actor:
            on = {"actor": actor, "organisation_id": actor.employer_id, "invitation_id": invitation_id}
            decline_invitation(**on, reason=reason, expected_version=version)

    def take_back(self, invitation_id: UUID, by: Person | None = None) -> None:
        """The municipality asks no longer."""
        with self.on(by or self.petra) as actor:
            on = {"actor": actor, "organisation_id": actor.employer_id, "invitation_id": invitation_id}
            take_back_invitation(**on)

    def take_part(self, count: int = 10, *, waiting: int = 0) -> tuple[UUID, UUID]:
        """UWV accepted, drew and got a yes of all but some; the invitation and the study of UWV."""
        invitation_id = self.invite()
        own_id = self.accept(invitation_id)
        for _number in range(count):
            self.world.open(self.world.marloes, self.world.uwv)
        with self.on(self.theirs) as actor:
            draw_sample(actor=actor, organisation_id=self.world.uwv, study_id=own_id)
        for person in self.asked_there(own_id)[waiting:]:
            self.tell_there(person, "yes")
        return invitation_id, own_id

    def asked_there(self, own_id: UUID, by: Person | None = None) -> list[StudyPerson]:
        """Who was drawn at UWV, as Marloes may see."""
        with (by or self.world.marloes).at_work():
            return list(StudyPerson.objects.filter(study_id=own_id).order_by("dossier_id"))

    def tell_there(self, person: StudyPerson, answer: str, by: Person | None = None) -> None:
        """Marloes writes an answer down."""
        with (by or self.world.marloes).at_work(needs_savepoint=True) as actor:
            on = {"dossier_id": person.dossier_id, "study_person_id": person.pk}
            record_answer(actor=actor, **on, new=NewAnswer(answer, "phone"))

    def deliver(self, own_id: UUID, by: Person | None = None) -> int:
        """UWV hands its cases over."""
        with self.on(by or self.theirs) as actor:
            return deliver_cases(actor=actor, organisation_id=actor.employer_id, study_id=own_id)

    def draw_here(self, count: int = 1) -> None:
        """The municipality drew from its own clients; the first said yes."""
        self.open(count)
        self.draw(self.study_id)
        self.tell(self.asked(self.study_id)[0], "yes")

    def joined(self, by: Person | None = None) -> list[JointCase]:
        """The file of all, as the municipality makes it."""
        with self.on(by or self.petra) as actor:
            return export_joint(actor=actor, organisation_id=actor.employer_id, study_id=self.study_id)

    def invitation(self, invitation_id: UUID, by: Person | None = None) -> StudyInvitation:
        """The invitation as a side sees it."""
        with self.on(by or self.petra):
            return StudyInvitation.objects.get(pk=invitation_id)
