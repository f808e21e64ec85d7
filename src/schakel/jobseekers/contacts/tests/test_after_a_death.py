"""Nothing is agreed with, asked of or noted for somebody who died."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.people.actions import record_death
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.plans.actions import NewAgreement, make_agreement
from schakel.jobseekers.plans.day import due_items
from schakel.jobseekers.plans.models import Agreement
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


def _agree(actor, world: World, dossier):
    new = NewAgreement("Cv sturen", "vacature past", "client", clock.today())
    return make_agreement(actor=actor, dossier_id=dossier, organisation_id=world.uwv, new=new)


def _die(world: World, dossier, days_ago: int = 0) -> None:
    with world.uwv_office.at_work(Purpose.INCOME_DECISION) as actor:
        record_death(
            actor=actor,
            dossier_id=dossier,
            died_on=clock.today() - timedelta(days=days_ago),
            source="bericht van de gemeente",
        )


@pytest.fixture
def dossier(world: World):
    from schakel.ground.dossiers.actions import add_participant

    found = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=found,
            kind="helping",
            because="betaalt de uitkering",
            membership_id=world.uwv_office.membership_id,
        )
    return found


def test_open_agreements_are_dropped_in_the_same_act(world: World, dossier) -> None:
    with world.marloes.at_work() as actor:
        agreement = _agree(actor, world, dossier)
        assert [item.dossier_id for item in due_items(actor)] == [dossier]
    _die(world, dossier)
    with world.marloes.at_work() as actor:
        row = Agreement.objects.get(pk=agreement)
        assert (row.status, row.result) == ("dropped", "De cliënt is overleden.")
        assert due_items(actor) == []


def test_a_new_agreement_is_refused_and_what_was_typed_stays(world: World, dossier) -> None:
    _die(world, dossier)
    with world.marloes.at_work() as actor, pytest.raises(InvalidError, match="overleden"):
        _agree(actor, world, dossier)
    values = {"what": "Cv sturen", "because": "past", "duty": "client", "due_on": clock.today().isoformat()}
    response = signed_in(world.marloes).post(reverse("plans:make", args=[dossier]), values)
    assert response.status_code == 422
    assert "Deze cliënt is overleden." in response.content.decode()
    assert "Cv sturen" in response.content.decode()


def test_a_contact_of_before_can_still_be_noted_but_none_of_after(world: World, dossier) -> None:
    _die(world, dossier, days_ago=3)
    before, after = clock.now() - timedelta(days=5), clock.now()
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier}
        record_contact(**on, new=NewContact(before, "phone", "progress", "Gebeld."))
        with pytest.raises(InvalidError, match="overleden"):
            record_contact(**on, new=NewContact(after, "phone", "progress", "Gebeld."))
