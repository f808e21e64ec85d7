"""Many clients at once for tests of figures: rows as the acts leave them, made in one go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Membership
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceUse
from tests.world import Person, World

LONG_AGO = timedelta(days=700)


def clients(world: World, person: Person, count: int, *, since: timedelta = LONG_AGO) -> list[UUID]:
    """So many dossiers that this person opened long ago."""
    organisation_id = Membership.objects.get(pk=person.membership_id).organisation_id
    with clock.travel(clock.today() - since):
        return [world.open(person, organisation_id) for _number in range(count)]


def used(world: World, person: Person, dossier_ids: list[UUID], key: str, **changes: Any) -> None:
    """A service in each of these dossiers: running since a hundred days, or as the changes say."""
    membership = Membership.objects.get(pk=person.membership_id)
    service, begun = the_catalogue().services[key], clock.today() - timedelta(days=100)
    values: dict[str, Any] = {
        "service_key": key,
        "name": service.name,
        "content": service.content,
        "digest": "",
        "state": "running",
        "verdict": "yes",
        "is_bought": service.is_bought,
        "is_decision": service.is_decision,
        "organisation_id": membership.organisation_id,
        "chosen_by_id": membership.professional_id,
        "chosen_on": begun,
        "decision_id": uuid4(),
        "because": "",
        "starts_on": begun,
    }
    with person.at_work():
        ServiceUse.objects.bulk_create(
            [ServiceUse(dossier_id=dossier_id, **values | changes) for dossier_id in dossier_ids]
        )


def ended(why: str, on: date, begun: date | None = None) -> dict[str, Any]:
    """The changes of a service that ended for a reason on a day."""
    return {
        "state": "ended",
        "end_reason": why,
        "ended_on": on,
        "starts_on": begun or on - timedelta(days=60),
    }
