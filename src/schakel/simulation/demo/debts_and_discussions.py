"""The part of the story about debts and joint discussions: Amina asks help, and two organisations meet."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.kernel.dates import as_day
from schakel.ground.organisations.models import Membership
from schakel.jobseekers.plans.actions import NewAgreement
from schakel.jobseekers.plans.actions.discussions import (
    NewCase,
    NewDiscussion,
    convene_discussion,
    discuss_case,
    note_presence,
    put_case,
)
from schakel.jobseekers.plans.models import DiscussionGuest
from schakel.jobseekers.plans.queries.discussions import guests_to_ask
from schakel.jobseekers.services.actions.debt_help import NewDebtHelp, ask_debt_help
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story


def tell_of_debts(story: Story) -> None:
    """Amina asked help with the rent; the first talk is still to come."""
    actor = story.cast.actors["marloes"]
    with clock.travel(moment(-8, "11:10", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        new = NewDebtHelp(
            clock.today(),
            "schuldhulp, Gemeente Oosterwaard",
            guidance="Geen afspraken op de ochtend van het gesprek over geld.",
        )
        ask_debt_help(actor=actor, dossier_id=story.dossiers["amina"], new=new)


def tell_of_discussions(story: Story) -> None:
    """One discussion that was held yesterday with an agreement, and one that is still to come."""
    actor = story.cast.actors["marloes"]
    with clock.travel(moment(-6, "09:00", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        shared = _shared_with_others(actor, story)
        if not shared:
            return
        held = _convene(actor, "Casusoverleg werk en gezin", as_day(moment(-1, "10:00", story.today)))
        cases = [_put(actor, dossier_id, held) for dossier_id in shared[:2]]
    with clock.travel(moment(-1, "16:10", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        _hold(actor, shared[0], held, cases[0])
    with clock.travel(moment(-1, "16:40", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        coming = _convene(actor, "Casusoverleg werk en gezin", story.today + timedelta(days=8))
        _put(actor, shared[0], coming, "Wat is er nodig om zes uur per dag te kunnen werken?")


def _shared_with_others(actor: Actor, story: Story) -> list[UUID]:
    """The clients of the actor in whose dossier another organisation takes part as well, Amina first."""
    today = clock.today()
    mine = Participation.objects.on(today).filter(reader_id=actor.reader_id).values("dossier_id")
    offered = [one.reader_id for one in guests_to_ask(actor) if one.organisation_id != actor.organisation_id]
    beside = Participation.objects.on(today).filter(dossier_id__in=mine, reader_id__in=offered)
    found = set(beside.values_list("dossier_id", flat=True))
    return [dossier_id for dossier_id in story.dossiers.values() if dossier_id in found]


def _convene(actor: Actor, name: str, day: date) -> UUID:
    guests: list[Membership] = [
        one for one in guests_to_ask(actor) if one.organisation_id != actor.organisation_id
    ]
    new = NewDiscussion(name, day, [one.pk for one in guests], time(10, 0), "Werkplein Oosterwaard")
    assert actor.organisation_id is not None
    return convene_discussion(actor=actor, organisation_id=actor.organisation_id, new=new)


def _put(
    actor: Actor, dossier_id: UUID, discussion_id: UUID, question: str = "Wie doet wat, en wat komt eerst?"
) -> UUID:
    return put_case(actor=actor, dossier_id=dossier_id, new=NewCase(discussion_id, question, "told"))


def _hold(actor: Actor, dossier_id: UUID, discussion_id: UUID, case_id: UUID) -> None:
    due = clock.today() + timedelta(days=10)
    agreed = NewAgreement("werkgever bellen over vaste tijden", "dan past de opvang", "ours", due)
    discuss_case(
        actor=actor,
        dossier_id=dossier_id,
        case_id=case_id,
        state="discussed",
        outcome="Eerst vaste werktijden, daarna de opvang. UWV belt de werkgever.",
        agreed=agreed,
        expected_version=None,
    )
    guests = [one.pk for one in DiscussionGuest.objects.filter(discussion_id=discussion_id)]
    assert actor.organisation_id is not None
    note_presence(
        actor=actor,
        organisation_id=actor.organisation_id,
        discussion_id=discussion_id,
        guest_ids=guests,
    )
