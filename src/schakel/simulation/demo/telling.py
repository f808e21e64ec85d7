"""What a teller remembers of the story, and the words that each act is told with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for
from schakel.ground.kernel.actors import Actor
from schakel.ground.people.actions import NewClient, NewEntitlement
from schakel.simulation.demo.casting import Cast
from schakel.simulation.demo.days import with_days, working_day
from schakel.simulation.demo.reading import Step


@dataclass(slots=True)
class Story:
    """What the teller remembers: the cast, the clients as written, and the ids that steps refer back to."""

    cast: Cast
    today: date
    clients: dict[str, dict[str, Any]]
    dossiers: dict[str, UUID] = field(default_factory=dict)
    named: dict[tuple[str, str], UUID] = field(default_factory=dict)
    seen: set[tuple[str, str, date]] = field(default_factory=set)

    def words(self, text: str) -> str:
        """A text of the story with its days written out."""
        return with_days(text, self.today)

    def day(self, offset: int) -> date:
        """A day of the story."""
        return working_day(offset, self.today)

    def new_client(self, key: str, benefit: dict[str, Any] | None, number: str) -> NewClient:
        """A client as an organisation enters them, with the benefit that it pays."""
        written = self.clients[key]
        return NewClient(
            family_name=written["family"],
            given_names=written["given"],
            birth_date=written["born"],
            bsn=written.get("bsn", ""),
            number=number,
            place=written["place"],
            phone=written.get("phone", ""),
            email=written.get("email", ""),
            channel=written.get("channel", ""),
            language=written.get("language", ""),
            needs_reading_help=written.get("reading_help", False),
            entitlement=self.entitlement(benefit) if benefit else None,
        )

    def entitlement(self, benefit: dict[str, Any]) -> NewEntitlement:
        """A right to a benefit, its days counted from today."""
        end = benefit.get("to")
        return NewEntitlement(
            benefit["regime"],
            self.today + timedelta(days=benefit["from"]),
            None if end is None else self.today + timedelta(days=end),
            benefit.get("hours"),
        )


Teller = Callable[[Story, Step, Actor, UUID], None]


def client_actor(story: Story, dossier_id: UUID, name: str) -> Actor:
    """The actor that a client with a login is."""
    return actor_for(Reader.objects.get(kind="client", subject_id=dossier_id), name=name)
