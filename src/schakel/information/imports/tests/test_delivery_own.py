"""What a client does reaches the organisation that guides, where it wants that and may see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import shield_dossier
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.journal import daily
from schakel.ground.journal.subscribers import begin
from schakel.ground.journal.verbs import all_verbs
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import StaleVersionError
from schakel.information.imports.actions import switch_own_acts
from schakel.information.imports.delivering import SUBSCRIBER
from schakel.information.imports.delivery_fields import VERBS
from schakel.information.imports.models import Delivery, HomeSystem
from schakel.information.imports.tests.scene import (
    columns,
    contact,
    files,
    in_use,
    states,
    switched,
    worked,
)
from schakel.jobseekers.plans.actions import object_to_plan
from schakel.jobseekers.plans.tests.scene import offered, signed_by
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)


@pytest.fixture
def world(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(daily, "_tasks", {})
    settings.OUTBOX = tmp_path
    world = World()
    begin(SUBSCRIBER)
    switched(world)
    yield world
    connections["batch"].close()


def taking(world: World, is_on: bool = True, version: int | None = 1) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        switch_own_acts(actor=actor, organisation_id=world.city, is_on=is_on, expected_version=version)


def guided(world: World) -> tuple[UUID, Person]:
    """A dossier that the municipality guides, and its client with a login."""
    dossier_id = world.open(world.bas, world.city, number="K7")
    return dossier_id, world.client_of(dossier_id, world.bas)


def refused(client: Person, dossier_id: UUID, number: int) -> None:
    with client.at_work(Purpose.OWN_DATA) as actor:
        object_to_plan(actor=actor, dossier_id=dossier_id, number=number, words="Ik wil eerst iets anders.")


def kinds(world: World) -> list[str]:
    return [row["soort"] for row in files(world.city)]


def test_a_signature_and_the_plan_that_holds_by_it_are_delivered_with_their_kind(world: World) -> None:
    taking(world)
    dossier_id, client = guided(world)
    signed_by(client, dossier_id, offered(world.bas, dossier_id))
    worked()
    told = {row["soort"]: row for row in files(world.city)}
    assert {"plan.sign", "plan.agree"} <= told.keys()
    assert told["plan.sign"]["cliëntnummer"] == "K7"
    assert Delivery.objects.using("owner").get(verb="plan.sign").is_own


def test_a_refusal_leaves_in_the_own_form_with_the_words_of_the_client(world: World) -> None:
    taking(world)
    in_use(world, columns(("wat", "kind"), ("woorden", "words")), topic="own")
    dossier_id, client = guided(world)
    refused(client, dossier_id, offered(world.bas, dossier_id).number)
    worked()
    rows = [row for row in files(world.city) if "woorden" in row]
    assert rows == [{"wat": "plan.refuse", "woorden": "Ik wil eerst iets anders."}]


def test_it_is_off_until_the_administrator_wants_it(world: World) -> None:
    dossier_id, client = guided(world)
    refused(client, dossier_id, offered(world.bas, dossier_id).number)
    worked()
    assert "plan.refuse" not in kinds(world)
    assert not Delivery.objects.using("owner").filter(is_own=True).exists()


def test_it_goes_to_who_guides_and_to_nobody_else(world: World) -> None:
    taking(world)
    dossier_id = world.open(world.marloes, world.uwv)
    client = world.client_of(dossier_id, world.marloes)
    refused(client, dossier_id, offered(world.marloes, dossier_id).number)
    worked()
    assert states() == []


def test_nothing_of_it_leaves_a_shielded_dossier(world: World) -> None:
    taking(world)
    dossier_id, client = guided(world)
    refused(client, dossier_id, offered(world.bas, dossier_id).number)
    with world.bas.at_work() as actor:
        new = NewShield("werkt bij ons", clock.today() + timedelta(days=90))
        shield_dossier(actor=actor, dossier_id=dossier_id, new=new)
    worked()
    assert not files(world.city)
    assert {(state, why) for state, why, _n in states()} == {("withheld", "shielded")}


def test_what_the_organisation_may_not_see_stays(world: World) -> None:
    taking(world)
    dossier_id, client = guided(world)
    refused(client, dossier_id, offered(world.bas, dossier_id).number)
    with connections["owner"].cursor() as cursor:
        cursor.execute("update access_grant set sections = 1 where dossier_id = %s", [dossier_id])
    worked()
    assert "plan.refuse" not in kinds(world)
    refusal = Delivery.objects.using("owner").get(verb="plan.refuse")
    assert (refusal.state, refusal.why) == ("withheld", "closed")


def test_what_a_professional_does_under_such_a_verb_is_not_told_as_of_the_client(world: World) -> None:
    taking(world)
    dossier_id, _client = guided(world)
    offered(world.bas, dossier_id)
    contact(world.bas, dossier_id)
    worked()
    assert "plan.write_goal" not in kinds(world)
    assert "contact.record" in kinds(world)


def test_nothing_that_a_client_drafts_or_keeps_is_among_the_kinds(world: World) -> None:
    known = {verb.name for verb in all_verbs()}
    told = {verb for verbs in VERBS.values() for verb in verbs}
    assert told <= known
    assert not {verb for verb in told if verb.startswith(("draft.", "study.", "mentor.", "life_domain."))}


def test_a_late_colleague_is_told_and_the_other_switch_stays(world: World) -> None:
    taking(world)
    with pytest.raises(StaleVersionError):
        taking(world, is_on=False)
    system = HomeSystem.objects.using("owner").get()
    assert (system.is_on, system.takes_own) == (True, True)
