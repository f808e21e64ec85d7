"""What people do afterwards: look back on a choice whose day has passed, and erase what was a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from schakel.ground.access.types import GUIDES, Purpose, Role
from schakel.ground.dossiers.actions import erase_entry
from schakel.ground.dossiers.models import Dossier, Regie
from schakel.ground.journal.decisions import Outcome
from schakel.ground.journal.erasing import ErasureReason
from schakel.ground.journal.timeline import Show, timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.plans.actions import evaluate_decision
from schakel.jobseekers.plans.choices import to_look_back_on
from schakel.jobseekers.questions.actions import NewQuestion, take_in_question
from schakel.jobseekers.questions.queries import Asker
from schakel.simulation.demo.telling import Story

QUESTIONS = (
    "Wanneer komt de vergoeding van de reiskosten?",
    "Kan het gesprek van volgende week telefonisch?",
)


def tell_afterwards(story: Story) -> None:
    """One choice is looked back on, the others wait; one contact stood in the wrong dossier."""
    for actor in _guides(story):
        with as_actor(actor, Purpose.GUIDANCE.value):
            if _look_back(actor):
                break
    for actor in _guides(story):
        with as_actor(actor, Purpose.GUIDANCE.value):
            if _erase_a_mistake(actor):
                break
    _take_questions_in(story)


def _guides(story: Story) -> Iterator[Actor]:
    return (actor for actor in story.cast.actors.values() if actor.role in {Role(role) for role in GUIDES})


def _look_back(actor: Actor) -> bool:
    for choice in to_look_back_on(actor, limit=1):
        evaluate_decision(
            actor=actor,
            dossier_id=choice.dossier_id,
            entry_id=choice.entry_id,
            outcome=Outcome.PARTLY,
            learned="Het kostte meer tijd dan wij dachten. Eerder beginnen helpt.",
        )
        return True
    return False


def _erase_a_mistake(actor: Actor) -> bool:
    dossier_id = _led_by(actor)
    if dossier_id is None:
        return False
    wrong = NewContact(clock.now(), "phone", "question", "Belde over een ander dossier.")
    record_contact(actor=actor, dossier_id=dossier_id, new=wrong)
    [contact] = timeline(dossier_id, show=Show.CONTACTS, limit=1)
    erase_entry(
        actor=actor,
        dossier_id=dossier_id,
        entry_id=contact.id,
        reason=ErasureReason.WRONG_PERSON,
        decision="Eigen vergissing, dezelfde dag gezien",
    )
    return True


def _take_questions_in(story: Story) -> None:
    """The office of another organisation takes two calls: for each guide's first dossier."""
    offices = [a for a in story.cast.actors.values() if a.role in (Role.BACK_OFFICE, Role.FRONT_BACK_OFFICE)]
    for guide, words in zip(_guides(story), QUESTIONS, strict=False):
        with as_actor(guide, Purpose.GUIDANCE.value):
            row = Dossier.objects.select_related("client").filter(pk=_led_by(guide)).first()
        office = next((o for o in offices if o.organisation_id != guide.organisation_id), None)
        if row is None or office is None:
            continue
        asker = Asker(number=row.number, born=row.client.birth_date)
        with as_actor(office, Purpose.INCOME_DECISION.value):
            take_in_question(actor=office, asker=asker, new=NewQuestion("phone", words, "na 16.00 uur"))


def _led_by(actor: Actor) -> UUID | None:
    """The first dossier whose regie for its organisation this actor holds, by number."""
    held = Regie.objects.on(clock.today()).filter(reader_id=actor.reader_id, scope=Regie.Scope.ORGANISATION)
    found: UUID | None = held.order_by("dossier__number").values_list("dossier_id", flat=True).first()
    return found
