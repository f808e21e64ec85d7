"""The part of the story about a man who was entered twice, and whose dossiers were taken together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import Responsible, merge_clients, open_dossiers
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.people.actions import NewClient
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story


def tell_of_a_merge(story: Story) -> None:
    """Bas enters him at the desk, and again from a telephone call; then he shows his passport."""
    once: dict[str, Any] = {"family_name": "Haddad", "birth_date": date(1991, 4, 2), "place": "Oosterwaard"}
    desk = NewClient(given_names="Youssef", phone="06 00 00 08 21", **once)
    call = NewClient(given_names="Joessef", email="y.haddad@voorbeeld.example", **once)
    into, ending = _enter(story, desk, -60), _enter(story, call, -12)
    _speak(story, into, -58, "office", "Wil weer in de logistiek werken. Neemt zijn diploma's mee.")
    _speak(story, ending, -11, "phone", "Vraagt of er vacatures zijn bij het distributiecentrum.")
    with _bas(story, -2, Purpose.GUIDANCE) as actor:
        reason = "zijn paspoort laat zien dat hij in beide dossiers staat"
        merge_clients(actor=actor, dossier_ids=(into, ending), reason=reason)


def _enter(story: Story, client: NewClient, day: int) -> UUID:
    responsible = Responsible(membership_id=story.cast.memberships["bas"])
    with _bas(story, day, Purpose.INTAKE) as actor:
        return open_dossiers(actor=actor, organisation_id=actor.employer_id, clients=[(client, responsible)])[
            0
        ]


def _speak(story: Story, dossier_id: UUID, day: int, channel: str, summary: str) -> None:
    with _bas(story, day, Purpose.GUIDANCE) as actor:
        new = NewContact(clock.now(), channel, "progress", summary)
        record_contact(actor=actor, dossier_id=dossier_id, new=new)


@contextmanager
def _bas(story: Story, day: int, purpose: Purpose) -> Iterator[Actor]:
    """Bas at work on a day of the story."""
    actor = story.cast.actors["bas"]
    with clock.travel(moment(day, "14:20", story.today)), as_actor(actor, purpose.value):
        yield actor
