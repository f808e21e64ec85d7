"""Work offered at the head of an intake, and how an organisation holds intakes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.actions import Site, open_location
from schakel.jobseekers.intake.actions import (
    NewChannel,
    NewOffer,
    answer_offer,
    check_identity,
    choose_route,
    end_channel,
    finish_intake,
    offer_work,
    set_channel,
)
from schakel.jobseekers.intake.models import ChannelChoice, DirectOffer
from schakel.jobseekers.intake.queries import channels_of
from schakel.jobseekers.intake.tests.scene import holding, let_help, opened, stands
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, right_to

pytestmark = MARKS
DIGITAL = NewChannel("ww", "alone", "WW gaat digitaal")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def intake_id(world: World, dossier_id: UUID) -> UUID:
    return opened(world, dossier_id)


def offered(world: World, dossier_id: UUID, intake_id: UUID, **values: str) -> UUID:
    new = NewOffer(**({"kind": "work_first", "what": "magazijnwerk"} | values))
    with holding(world.marloes) as actor:
        return offer_work(actor=actor, dossier_id=dossier_id, intake_id=intake_id, new=new)


def answered(world: World, dossier_id: UUID, intake_id: UUID, offer_id: UUID, **values: Any) -> None:
    on = {"dossier_id": dossier_id, "intake_id": intake_id, "offer_id": offer_id}
    with holding(world.marloes) as actor:
        answer_offer(actor=actor, **on, **values)


def post(person: Person, url: str, **values: str) -> Any:
    return signed_in(person).post(url, {"submit_key": str(uuid7())} | values)


@pytest.mark.parametrize(("answer", "words"), [("taken", ""), ("refused", "te ver reizen")])
def test_an_offer_is_taken_or_refused(
    world: World, dossier_id: UUID, intake_id: UUID, answer: str, words: str
) -> None:
    offer_id = offered(world, dossier_id, intake_id)
    answered(world, dossier_id, intake_id, offer_id, answer=answer, words=words)
    with holding(world.marloes):
        row = DirectOffer.objects.get()
    assert (row.answer, row.answer_words) == (answer, words)


@pytest.mark.parametrize("answer", ["refused", "misschien", ""])
def test_a_refusal_keeps_the_clients_reason(
    world: World, dossier_id: UUID, intake_id: UUID, answer: str
) -> None:
    offer_id = offered(world, dossier_id, intake_id)
    with pytest.raises(InvalidError):
        answered(world, dossier_id, intake_id, offer_id, answer=answer)


def test_an_offer_is_answered_once(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    offer_id = offered(world, dossier_id, intake_id)
    answered(world, dossier_id, intake_id, offer_id, answer="taken")
    with pytest.raises(ConflictError):
        answered(world, dossier_id, intake_id, offer_id, answer="refused", words="toch niet")


def test_an_offer_of_another_intake_is_not_found(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    other = world.open(world.marloes, world.uwv)
    theirs = offered(world, other, opened(world, other))
    with pytest.raises(NotFoundError):
        answered(world, dossier_id, intake_id, theirs, answer="taken")


@pytest.mark.parametrize("values", [{"kind": "x"}, {"what": "  "}])
def test_an_offer_that_says_nothing_is_refused(
    world: World, dossier_id: UUID, intake_id: UUID, values: dict[str, str]
) -> None:
    with pytest.raises(InvalidError) as error:
        offered(world, dossier_id, intake_id, **values)
    assert set(error.value.fields) == set(values)


def test_who_helps_without_a_view_on_benefits_sees_no_offer(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    offered(world, dossier_id, intake_id)
    let_help(world, dossier_id, world.joris)
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert not DirectOffer.objects.exists()


def test_an_offer_is_made_and_answered_on_the_page(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    url = reverse("intake:offer", args=[dossier_id, intake_id])
    assert post(world.marloes, url, kind="mediation").status_code == 422
    assert post(world.marloes, url, kind="mediation", what="kassa").status_code == 302
    with holding(world.marloes):
        offer_id = DirectOffer.objects.get().pk
    answer = reverse("intake:answer_offer", args=[dossier_id, intake_id, offer_id])
    response = post(world.marloes, answer, version="1", answer="refused")
    assert response.status_code == 422
    assert "waarom de cliënt dit afslaat" in response.content.decode()
    assert post(world.marloes, answer, version="1", answer="taken").status_code == 302


def chosen(world: World, new: NewChannel = DIGITAL) -> UUID:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        return set_channel(actor=actor, organisation_id=world.city, new=new)


def test_a_newer_choice_takes_the_place_of_the_older(world: World) -> None:
    chosen(world)
    chosen(world, NewChannel("ww", "talk", "toch liever een gesprek"))
    with world.bas.at_work():
        assert [row.mode for row in channels_of(world.city)] == ["talk"]
        assert ChannelChoice.objects.count() == 2


def test_a_choice_ends_and_holds_no_longer(world: World) -> None:
    channel_id = chosen(world)
    url = reverse("intake:end_channel", args=[channel_id])
    assert post(world.city_admin, url).status_code == 302
    with world.bas.at_work():
        assert channels_of(world.city) == []
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(ConflictError):
        end_channel(actor=actor, organisation_id=world.city, channel_id=channel_id)


def test_a_choice_of_another_organisation_is_not_ended(world: World) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(NotFoundError):
        end_channel(actor=actor, organisation_id=world.city, channel_id=UUID(int=4))


def place(world: World) -> UUID:
    site = Site("Werkplein", "werkplein", "Kade 1", "9990AB", "Oosterwaard", "joint")
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        return open_location(actor=actor, organisation_id=world.city, site=site)


@pytest.mark.parametrize(("is_there", "mode"), [(True, "talk"), (False, "assisted")])
def test_an_intake_goes_as_agreed_for_benefit_and_place(world: World, is_there: bool, mode: str) -> None:
    location_id = place(world)
    chosen(world, NewChannel("participatiewet", "assisted", "overal met hulp"))
    chosen(world, NewChannel("participatiewet", "talk", "hier in gesprek", location_id))
    right = right_to("participatiewet", clock.today())
    dossier_id = world.open(world.bas, world.city, entitlement=right)
    where = location_id if is_there else None
    intake_id = opened(world, dossier_id, world.bas, mode="", location_id=where)
    assert stands(world.bas, intake_id).mode == mode


def test_what_was_agreed_for_the_benefit_is_chosen_beforehand(world: World) -> None:
    chosen(world, NewChannel("none", "assisted", "met hulp"))
    dossier_id = world.open(world.bas, world.city)
    response = signed_in(world.bas).get(reverse("intake:intake", args=[dossier_id]))
    assert response.context["open_form"]["mode"].value() == ""
    assert "zoals afgesproken" in response.content.decode()


def test_where_nothing_was_agreed_a_way_is_asked(world: World) -> None:
    chosen(world)
    dossier_id = world.open(world.bas, world.city)
    with pytest.raises(InvalidError) as error:
        opened(world, dossier_id, world.bas, mode="")
    assert set(error.value.fields) == {"mode"}


def test_an_offer_without_answer_is_answered_after_the_intake(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    offer_id = offered(world, dossier_id, intake_id)
    with holding(world.marloes) as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "intake_id": intake_id}
        check_identity(**on, document="card")
        choose_route(**on, route="uwv", because="de WW loopt nog")
        finish_intake(**on)
    tab = reverse("intake:intake", args=[dossier_id])
    assert "Aanbod zonder antwoord" in signed_in(world.marloes).get(tab).content.decode()
    url = reverse("intake:answer_offer", args=[dossier_id, intake_id, offer_id])
    refused = post(world.marloes, url, version="1", answer="refused")
    assert (refused.status_code, "waarom de cliënt dit afslaat" in refused.content.decode()) == (422, True)
    assert post(world.marloes, url, version="1", answer="taken").status_code == 302
    assert "Aanbod zonder antwoord" not in signed_in(world.marloes).get(tab).content.decode()


def test_what_an_organisation_chose_is_shown_to_who_opens_an_intake(world: World) -> None:
    chosen(world, NewChannel("participatiewet", "talk", "liever in een gesprek"))
    dossier_id = world.open(world.bas, world.city)
    page = signed_in(world.bas).get(reverse("intake:intake", args=[dossier_id])).content.decode()
    assert "liever in een gesprek" in page


@pytest.mark.parametrize(
    "new",
    [
        NewChannel("x", "talk", "zo"),
        NewChannel("ww", "x", "zo"),
        NewChannel("ww", "talk", " "),
        NewChannel("ww", "talk", "zo", UUID(int=3)),
    ],
)
def test_a_choice_that_cannot_be_is_refused(world: World, new: NewChannel) -> None:
    with pytest.raises(InvalidError):
        chosen(world, new)


def test_only_an_administrator_chooses_and_only_for_the_own_organisation(world: World) -> None:
    with world.bas.at_work() as actor, pytest.raises(ForbiddenError):
        set_channel(actor=actor, organisation_id=world.city, new=DIGITAL)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(NotFoundError):
        set_channel(actor=actor, organisation_id=world.uwv, new=DIGITAL)


def test_the_administrator_chooses_on_the_page(world: World) -> None:
    url = reverse("intake:channels")
    values = {"benefit": "ww", "mode": "alone", "reason": "WW gaat digitaal"}
    assert post(world.city_admin, url, benefit="ww").status_code == 422
    assert post(world.city_admin, url, **values).status_code == 302
    assert "WW gaat digitaal" in signed_in(world.city_admin).get(url).content.decode()
    assert signed_in(world.bas).get(url).status_code == 404
