"""What tests of services share: a client on WW, the facts a rule asks, and a use taken to some state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from schakel.ground.kernel import clock
from schakel.ground.people.models import BenefitEntitlement
from schakel.jobseekers.services.actions import (
    End,
    ServiceChoice,
    Start,
    UseDecision,
    choose_service,
    decide_use,
    end_use,
    start_use,
    tell_facts,
)
from schakel.jobseekers.services.models import ServiceUse
from tests.world import Person, World

GUIDED = {"zelfredzaam": True, "bemiddelbaar": True, "komt_na": True}
"""Who fits intensive guidance."""


def on_ww(world: World, *, months: int = 8, left: int = 200, hours: int | None = 38) -> UUID:
    """A dossier at UWV of somebody with WW since some months, for some more days."""
    dossier_id = world.open(world.marloes, world.uwv)
    today = clock.today()
    with world.marloes.at_work():
        BenefitEntitlement(
            client_id=dossier_id,
            organisation_id=world.uwv,
            regime="ww",
            hours_per_week=hours,
            valid_from=today - timedelta(days=31 * months),
            valid_to=today + timedelta(days=left),
        ).save(force_insert=True)
    return dossier_id


def tell(person: Person, dossier_id: UUID, **told: bool | int | None) -> None:
    with person.at_work() as actor:
        tell_facts(actor=actor, dossier_id=dossier_id, told=told)


def choice(key: str = "intensieve-begeleiding", **changes: Any) -> ServiceChoice:
    values: dict[str, Any] = {
        "chosen": key,
        "considered": [key],
        "reason": "benefit_ends",
        "reason_text": "WW loopt af",
        "origin": "offered",
        "chance": 6,
        "expected_by": clock.today() + timedelta(days=180),
    }
    return ServiceChoice(**values | changes)


def choose(person: Person, dossier_id: UUID, key: str = "intensieve-begeleiding", **changes: Any) -> UUID:
    with person.at_work() as actor:
        return choose_service(actor=actor, dossier_id=dossier_id, choice=choice(key, **changes))


def written(why: str = "dit is nu het enige dat helpt") -> dict[str, str]:
    """A reason in own words."""
    return {"reason": "other", "reason_text": why, "origin": "written"}


def decided(person: Person, dossier_id: UUID, use_id: UUID, **changes: Any) -> None:
    with person.at_work() as actor:
        own = actor.organisation_id
        values: dict[str, Any] = {"decider_id": own, "payer_id": own, "guide_id": None, "is_shortest": "yes"}
        new = UseDecision(**values | changes)
        decide_use(actor=actor, dossier_id=dossier_id, use_id=use_id, new=new, expected_version=None)


def started(person: Person, dossier_id: UUID, use_id: UUID, **changes: Any) -> None:
    today = clock.today()
    values: dict[str, Any] = {"starts_on": today, "ends_on": today + timedelta(days=60)}
    with person.at_work() as actor:
        if ServiceUse.objects.get(pk=use_id).service_key == "intensieve-begeleiding":
            values["group"] = "self_reliant"
        new = Start(**values | changes)
        start_use(actor=actor, dossier_id=dossier_id, use_id=use_id, new=new, expected_version=None)


def ended(person: Person, dossier_id: UUID, use_id: UUID, **changes: Any) -> None:
    values: dict[str, Any] = {
        "ended_on": clock.today(),
        "reason": "completed",
        "reached": "yes",
        "helped": "some",
    }
    with person.at_work() as actor:
        end_use(
            actor=actor,
            dossier_id=dossier_id,
            use_id=use_id,
            end=End(**values | changes),
            expected_version=None,
        )


def running(world: World, dossier_id: UUID, **changes: Any) -> UUID:
    """Intensive guidance that began today."""
    tell(world.marloes, dossier_id, **GUIDED)
    use_id = choose(world.marloes, dossier_id)
    started(world.marloes, dossier_id, use_id, **changes)
    return use_id


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)
