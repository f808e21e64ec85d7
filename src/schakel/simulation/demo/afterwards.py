"""What people do afterwards: look back on a choice whose day has passed, and erase what was a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from schakel.ground.access.types import GUIDES, Purpose, Role
from schakel.ground.dossiers.actions import erase_entry
from schakel.ground.dossiers.models import Regie
from schakel.ground.journal.decisions import Outcome
from schakel.ground.journal.erasing import ErasureReason
from schakel.ground.journal.timeline import Show, timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.plans.actions import evaluate_decision
from schakel.jobseekers.plans.choices import to_look_back_on
from schakel.simulation.demo.telling import Story


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


def _led_by(actor: Actor) -> UUID | None:
    """The first dossier whose regie for its organisation this actor holds, by number."""
    held = Regie.objects.on(clock.today()).filter(reader_id=actor.reader_id, scope=Regie.Scope.ORGANISATION)
    found: UUID | None = held.order_by("dossier__number").values_list("dossier_id", flat=True).first()
    return found
