"""The part of the story about the law itself: what an administrator noted at questions to a lawyer."""

from __future__ import annotations

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.norms.actions import judge_law
from schakel.ground.norms.queries import Question, cell_questions, questions
from schakel.simulation.demo.telling import Story

_ASKED = "voorgelegd aan juridische zaken, antwoord volgt"
_UNREAD = "nog niet alle artikelen zijn doorgenomen"


def tell_of_the_law(story: Story, administrator: str) -> None:
    """Nothing is confirmed here: that takes a lawyer who read the real text."""
    actor, today = story.cast.actors[administrator], clock.today()
    found = next((q for q in questions(today) if q.finding.check == "unanswered"), None)
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        if found is not None:
            _note(actor, found, state="open", reason=_ASKED)
        _note(actor, cell_questions(today)["plan", "ZW"], state="rejected", reason=_UNREAD)


def _note(actor: Actor, asked: Question, *, state: str, reason: str) -> None:
    judge_law(
        actor=actor,
        organisation_id=actor.employer_id,
        question_id=asked.id,
        state=state,
        reason=reason,
    )
