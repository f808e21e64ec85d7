"""The part of the story about a study: a sample of the municipality's dossiers, and what clients answered."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.programme.studies.actions import (
    NewAnswer,
    NewStudy,
    draw_sample,
    invite_organisation,
    make_study,
    record_answer,
)
from schakel.programme.studies.queries import progress_of, require_study, waiting_for_answer
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story

_SIZE = 10
_SAID = [("yes", "phone"), ("yes", "talk"), ("no", "phone"), ("yes", "paper")]
"""What clients without a login told; whoever can log in has not answered yet."""


def tell_of_studies(story: Story) -> None:
    """Petra draws ten dossiers of the municipality's team and asks UWV along; clients tell their answers."""
    petra = story.cast.actors["petra"]
    own = petra.employer_id
    with clock.travel(moment(-6, "10:00", story.today)), as_actor(petra, Purpose.RESEARCH.value):
        study_id = make_study(actor=petra, organisation_id=own, new=_study(story))
        draw_sample(actor=petra, organisation_id=own, study_id=study_id)
    with clock.travel(moment(-4, "11:00", story.today)), as_actor(petra, Purpose.RESEARCH.value):
        invite_organisation(
            actor=petra,
            organisation_id=own,
            study_id=study_id,
            invited_id=story.cast.organisations["uwv"],
            words="Wij willen weten of de eerste maanden bij WW anders gaan dan bij bijstand.",
        )
    for who in ("bas", "pieter", "sanne"):
        _write_down(story, who)
    _replace(story, study_id)


def _study(story: Story) -> NewStudy:
    today = clock.today()
    return NewStudy(
        title="Hoe verlopen de eerste maanden?",
        question="Hoe vaak wisselt de contactpersoon, en hoe lang duurt het tot er een plan is?",
        purpose="De start beter maken. Er volgt niets uit voor een cliënt of medewerker.",
        ground="Participatiewet artikel 7: zorgen voor ondersteuning bij het vinden van werk",
        told="De gemeente wil weten hoe de eerste maanden gaan, zodat nieuwe mensen sneller hulp krijgen.",
        contact="Petra Haan, 06 00 00 00 49",
        period_from=today - timedelta(days=730),
        period_to=today,
        kept_until=today + timedelta(days=180),
        sizes={story.cast.teams["work"]: _SIZE},
        seed="eerste maanden",
    )


def _write_down(story: Story, who: str) -> None:
    actor = story.cast.actors[who]
    with clock.travel(moment(-3, "14:00", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        told = [person for person in waiting_for_answer() if person.dossier.client.reader_id is None]
        for person, (answer, how) in zip(told, _SAID, strict=False):
            on = {"dossier_id": person.dossier_id, "study_person_id": person.pk}
            record_answer(actor=actor, **on, new=NewAnswer(answer, how))


def _replace(story: Story, study_id: UUID) -> None:
    """For whoever said no, when somebody did."""
    petra = story.cast.actors["petra"]
    with clock.travel(moment(-2, "09:30", story.today)), as_actor(petra, Purpose.RESEARCH.value):
        study = require_study(study_id)
        if any(progress.to_replace for progress in progress_of(study).values()):
            draw_sample(actor=petra, organisation_id=petra.employer_id, study_id=study_id)
