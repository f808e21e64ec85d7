"""The part of the story about a mentor: a talk that was attended with feedback, and two still to come."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.mentoring.actions import (
    NewFeedback,
    NewVisit,
    ask_mentor,
    give_feedback,
    share_piece,
)
from schakel.jobseekers.mentoring.models import FeedbackPiece
from schakel.jobseekers.mentoring.queries import places_to_talk
from schakel.simulation.demo.days import moment, working_day
from schakel.simulation.demo.telling import Story

_SEEN = {"listens": "yes", "explains": "partly", "together": "yes", "duties": "none", "closes": "partly"}
_SAID = {
    "listens": "Je liet een stilte vallen, en toen kwam het verhaal.",
    "explains": "De brief las je voor; zeg eerst in één zin wat erin staat.",
}
_WORDS = "Een rustig gesprek met aandacht. Noem aan het eind hardop wie wat doet, en laat het herhalen."


def tell_of_mentoring(story: Story) -> None:
    """Marloes is attended by Mona, shares one piece with Wies, and asked her twice more; Pieter once."""
    marloes = story.cast.actors["marloes"]
    held = _ask(story, "marloes", "peter", asked=-7, ahead=4, watch="Luister ik lang genoeg?", answer="yes")
    with clock.travel(moment(-2, "16:00", story.today)):
        mona = story.cast.actors["mona"]
        with as_actor(mona, Purpose.QUALITY.value):
            new = NewFeedback(_SEEN, _SAID, _WORDS)
            give_feedback(actor=mona, organisation_id=mona.employer_id, visit_id=held, new=new)
    with clock.travel(moment(-1, "09:10", story.today)), as_actor(marloes, Purpose.GUIDANCE.value):
        piece = FeedbackPiece.objects.get(visit_id=held, point="explains")
        on = {"organisation_id": marloes.employer_id, "piece_id": piece.pk}
        share_piece(actor=marloes, **on, leader_id=story.cast.memberships["wies"])
    _ask(story, "marloes", "amina", asked=-1, ahead=4, watch="Vat ik aan het eind samen?", answer="told")
    _ask(story, "pieter", "anita", asked=-1, ahead=5, watch="Laat ik de cliënt kiezen?", answer="yes")


def _ask(story: Story, who: str, client: str, *, asked: int, ahead: int, watch: str, answer: str) -> UUID:
    actor = story.cast.actors[who]
    with clock.travel(moment(asked, "09:40", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        place = next(iter(places_to_talk(actor)), None)
        new = NewVisit(
            mentor_id=story.cast.memberships["mona"],
            held_on=working_day(asked + ahead, story.today),
            starts_at=time(10, 30),
            watch_for=watch,
            answer=answer,
            location_id=place.pk if place else None,
            place="spreekkamer 2",
        )
        return ask_mentor(actor=actor, dossier_id=story.dossiers[client], new=new)
