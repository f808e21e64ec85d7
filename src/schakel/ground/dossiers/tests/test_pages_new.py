"""Entering a client by hand: a new dossier, or joining the one that rests."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse

from schakel.ground.dossiers.actions import rest_dossier
from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.journal.models import ReadEvent
from schakel.ground.people.models import Address, BenefitEntitlement
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
BSN = "999990019"


def _post(person: Person, **values: Any) -> HttpResponse:
    defaults = {"family_name": "Haddou", "responsible": "me"}
    return browser(person).post(address("new"), defaults | values)


def test_a_new_client_gets_a_dossier() -> None:
    world = World()
    response = _post(world.marloes, regime="ww", valid_from="2026-01-01", valid_to="2026-12-31")
    with world.marloes.at_work():
        dossier = Dossier.objects.get()
        right = BenefitEntitlement.objects.get()
    assert response.headers["Location"] == address("dossier", dossier.pk)
    assert right.valid_to.isoformat() == "2027-01-01"


def test_the_same_form_sent_twice_opens_one_dossier() -> None:
    world = World()
    key = str(uuid4())
    first = _post(world.marloes, submit_key=key)
    second = _post(world.marloes, submit_key=key)
    assert first.headers["Location"] == second.headers["Location"]


def test_errors_stand_beside_their_fields_and_input_stays() -> None:
    world = World()
    response = _post(world.marloes, family_name="", bsn="12", place="Oosterwaard", regime="ww")
    assert response.status_code == 422
    form = response.context["form"]
    assert {"family_name", "bsn", "valid_from"} <= form.errors.keys()
    assert 'value="Oosterwaard"' in response.content.decode()


def test_a_client_may_wait_in_a_queue() -> None:
    world = World()
    response = _post(world.city_office, responsible=f"team:{world.city_team}")
    assert response.headers["Location"] == address("list")
    with world.bas.at_work():
        assert Dossier.objects.count() == 1


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def resting_id(world: World) -> UUID:
    """A dossier that nobody guides any more."""
    dossier_id = world.open(world.marloes, world.uwv, bsn=BSN)
    with world.marloes.at_work() as actor:
        rest_dossier(actor=actor, dossier_id=dossier_id, because="de uitkering is gestopt")
    return dossier_id


def test_a_known_bsn_at_rest_offers_to_join_with_a_reason(world: World, resting_id: UUID) -> None:
    response = _post(world.bas, bsn=BSN)
    assert response.status_code == 409
    text = response.content.decode()
    assert "al bekend in de keten" in text
    assert "Niemand begeleidt nu." in text
    response = _post(world.bas, bsn=BSN, join="yes", because="aanvraag bijstand")
    assert response.headers["Location"] == address("dossier", resting_id)


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_a_known_bsn_stays_in_the_read_log_although_nothing_was_saved() -> None:
    world = World()
    dossier_id = world.open(world.bert, world.city, bsn=BSN)
    assert _post(world.bas, bsn=BSN).status_code == 409
    event = ReadEvent.objects.using("owner").get(page="dossiers:new")
    assert event.dossier_ids == [dossier_id]


def test_joining_needs_a_reason(world: World, resting_id: UUID) -> None:
    response = _post(world.bas, bsn=BSN, join="yes", because=" ")
    assert response.status_code == 409
    assert "because" in response.context["form"].errors
    with world.bas.at_work():
        assert not Dossier.objects.filter(pk=resting_id).exists()


def test_a_colleague_s_client_is_not_joined_twice() -> None:
    world = World()
    world.open(world.bert, world.city, bsn=BSN)
    response = _post(world.bas, bsn=BSN, join="yes", because="ik ook")
    assert response.status_code == 409
    assert "Vraag een collega" in response.content.decode()


def test_a_number_in_use_is_refused_beside_its_field() -> None:
    world = World()
    world.open(world.bert, world.city, number="K-1")
    response = _post(world.bas, number="K-1")
    assert response.status_code == 422
    assert "number" in response.context["form"].errors


def test_a_guide_of_a_provider_enters_nobody() -> None:
    world = World()
    assert browser(world.joris).get(address("new")).status_code == 404


def test_the_dossier_s_address_holds_nothing_but_an_id() -> None:
    world = World()
    response = _post(world.marloes, bsn=BSN)
    UUID(response.headers["Location"].strip("/").split("/")[-1])


def test_a_new_client_may_have_a_whole_address() -> None:
    world = World()
    _post(world.marloes, street="Kade", house_number="4", postcode="1234 ab", place="Westerveen")
    with world.marloes.at_work():
        row = Address.objects.get()
    assert (row.street, row.house_number, row.postcode, row.place) == ("Kade", 4, "1234AB", "Westerveen")


def test_a_place_alone_is_no_address() -> None:
    world = World()
    _post(world.marloes, place="Westerveen")
    with world.marloes.at_work():
        assert not Address.objects.exists()
        assert Dossier.objects.get().client.place == "Westerveen"


@pytest.mark.parametrize(
    ("rotten", "wrong"),
    [
        ({"postcode": "12 AB"}, "postcode"),
        ({"postcode": "1234SS"}, "postcode"),
        ({"house_number": "0"}, "house_number"),
        ({"house_number": ""}, "house_number"),
        ({"house_number": "vier"}, "house_number"),
        ({"street": " "}, "street"),
        ({"place": ""}, "place"),
    ],
)
def test_half_an_address_is_refused_at_its_field(rotten: dict[str, str], wrong: str) -> None:
    world = World()
    values = {"street": "Kade", "house_number": "4", "postcode": "1234 AB", "place": "Westerveen"}
    response = _post(world.marloes, **values | rotten)
    assert response.status_code == 422
    assert wrong in response.context["form"].errors
    with world.marloes.at_work():
        assert not Dossier.objects.exists()
