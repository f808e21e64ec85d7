"""Telling about the person: where they live, and what protects them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.people.actions import agree_on_safety, arrange_interpreter, enter_address, hide_address
from schakel.ground.people.addresses import NewAddress
from schakel.ground.people.protecting import NewSafetyAgreement
from schakel.simulation.demo.reading import Step
from schakel.simulation.demo.telling import Story, Teller

_REVIEW, _END = timedelta(days=90), timedelta(days=180)


def _address(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about = step.about
    new = NewAddress(about["street"], about["number"], about["postcode"], about["place"])
    enter_address(actor=actor, dossier_id=dossier_id, new=new, valid_from=clock.today())


def _interpreter(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    arrange_interpreter(
        actor=actor, dossier_id=dossier_id, language=step.about["language"], source=step.about["source"]
    )


def _hide(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    review = clock.today() + _END
    source = step.about["source"]
    hide_address(actor=actor, dossier_id=dossier_id, membership_ids=[], source=source, review_on=review)


def _safety(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    today, about = clock.today(), step.about
    words, because = story.words(about["words"]), story.words(about["because"])
    new = NewSafetyAgreement(words, because, today + _END, today + _REVIEW, told_on=today)
    agree_on_safety(actor=actor, dossier_id=dossier_id, new=new, source=about["source"])


PERSON_TELLERS: dict[str, Teller] = {
    "address": _address,
    "interpreter": _interpreter,
    "hide": _hide,
    "safety": _safety,
}
