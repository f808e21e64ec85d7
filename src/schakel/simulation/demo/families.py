"""The part of the story about families, and about a person who was entered twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import Responsible, open_dossiers
from schakel.ground.dossiers.models import Dossier, Regie
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.people.actions import NewClient, NewMember, add_household_member
from schakel.ground.people.addresses import NewAddress
from schakel.simulation.demo.casting import Cast
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story


def tell_of_families(story: Story) -> None:
    """Bas enters somebody who was entered before, and writes down who belongs to the family."""
    actor = story.cast.actors["bas"]
    for days, client in zip((-40, -6), _twice(), strict=True):
        with clock.travel(moment(days, "11:10", story.today)), as_actor(actor, Purpose.INTAKE.value):
            _open(actor, story.cast, client)
    with clock.travel(moment(-5, "15:00", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        first, second = _led(actor.reader_id)[:2]
        since = story.today - timedelta(days=900)
        on: dict[str, Any] = {"actor": actor, "dossier_id": first}
        add_household_member(**on, new=NewMember("partner", since, "gesprek met beiden"), other_id=second)
        add_household_member(**on, new=NewMember("child", since, "gesprek", "Sem", story.today.year - 7))


def _twice() -> tuple[NewClient, NewClient]:
    """The same woman, written as it sounded, on two days at two desks."""
    home = NewAddress("Molenstraat", 8, "9990AA", "Oosterwaard")
    once: dict[str, Any] = {"family_name": "van Loon", "birth_date": date(1984, 9, 12)}
    return (
        NewClient(given_names="Marieke", place="Oosterwaard", phone="06 00 00 07 11", **once),
        NewClient(given_names="Marijke", address=home, phone="+31 6 00000711", **once),
    )


def _open(actor: Actor, cast: Cast, client: NewClient) -> None:
    responsible = Responsible(membership_id=cast.memberships["bas"])
    open_dossiers(actor=actor, organisation_id=actor.employer_id, clients=[(client, responsible)])


def _led(reader_id: int) -> list[UUID]:
    """The dossiers of which this reader holds the chain's regie, by number."""
    held = Regie.objects.on(clock.today()).filter(reader_id=reader_id, scope=Regie.Scope.CHAIN)
    found = Dossier.objects.filter(pk__in=held.values("dossier_id"))
    return list(found.order_by("number").values_list("pk", flat=True))
