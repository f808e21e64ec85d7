"""The client reads their own address and what protects them, also where others may not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from schakel.ground.people.actions import arrange_interpreter, hide_address
from schakel.ground.people.addresses import NewAddress
from schakel.ground.people.models import Client
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


def test_the_client_reads_their_secret_address_and_every_protection(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, address=NewAddress("Pad", 7, "4321ZY", "Schuilhaven"))
    client = world.client_of(dossier, world.marloes)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier, "source": "gesprek"}
        hide_address(**on, membership_ids=[])
        arrange_interpreter(**on, language="Tigrinya")
    page = signed_in(client).get(reverse("client:data")).content.decode()
    assert "Pad 7" in page
    assert "Uw adres is geheim" in page
    assert "Taal: Tigrinya." in page


def test_the_client_chooses_a_second_way_times_and_a_language_to_read(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    client = world.client_of(dossier, world.marloes)
    sent = {
        "channel": "phone", "second_channel": "letter", "reachable": "na 14 uur",
        "written_language": "Engels", "version": "1",
    }  # fmt: skip
    assert signed_in(client).post(reverse("client:contact"), sent).status_code == 302
    with world.marloes.at_work():
        found = Client.objects.get(pk=dossier)
    assert (found.second_channel, found.reachable, found.written_language) == (
        "letter",
        "na 14 uur",
        "Engels",
    )
