"""A handover is warm only when both sides say that the joint talk took place."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions.handover_talks import NewTalk
from schakel.ground.dossiers.models import HandoverTalk
from schakel.ground.dossiers.queries.arrears import handover_figures
from schakel.ground.dossiers.queries.handovers import talks_of
from schakel.ground.dossiers.tests.handing import do, send
from schakel.ground.dossiers.tests.pages import browser
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import close_location, open_location
from schakel.ground.organisations.actions.locations import Site
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def plan(world: World, dossier_id: UUID, sent: UUID, *, days: int = -1) -> UUID:
    new = NewTalk(clock.now() + timedelta(days=days), "spreekkamer 2", True, "Wat is er nodig?")
    return do(world.marloes, "plan_talk", dossier_id, handover_id=sent, new=new)


def location(world: World, person: Person, organisation_id: UUID, name: str) -> UUID:
    site = Site(name, "second", "Havenstraat 3", "1234 AB", "Oosterwaard", "separate")
    with person.at_work(Purpose.ADMINISTRATION) as actor:
        return open_location(actor=actor, organisation_id=organisation_id, site=site)


def warm_of(world: World) -> int | None:
    with world.marloes.at_work():
        return handover_figures(10)[0].warm


def test_it_counts_as_warm_only_after_both_confirmed(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    talk = plan(world, dossier_id, sent)
    do(world.bas, "take_up_handover", dossier_id, handover_id=sent)
    assert warm_of(world) == 0
    do(world.bas, "report_talk", dossier_id, talk_id=talk, agreed="Bas belt.", client_was_there=True)
    assert warm_of(world) == 0
    do(world.marloes, "confirm_talk", dossier_id, talk_id=talk)
    assert warm_of(world) == 1


def test_nobody_confirms_for_both_sides(world: World, dossier_id: UUID) -> None:
    talk = plan(world, dossier_id, send(world, dossier_id, world.city_team))
    do(world.marloes, "report_talk", dossier_id, talk_id=talk, agreed="Ja.", client_was_there=False)
    with pytest.raises(ConflictError):
        do(world.marloes, "confirm_talk", dossier_id, talk_id=talk)


def test_a_talk_that_is_still_to_come_cannot_have_happened(world: World, dossier_id: UUID) -> None:
    talk = plan(world, dossier_id, send(world, dossier_id, world.city_team), days=1)
    with pytest.raises(ConflictError):
        do(world.marloes, "report_talk", dossier_id, talk_id=talk, agreed="Ja.", client_was_there=True)


def test_one_talk_at_a_time_and_another_after_it_fell_through(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    talk = plan(world, dossier_id, sent, days=2)
    with pytest.raises(ConflictError):
        plan(world, dossier_id, sent, days=3)
    do(world.bas, "cancel_talk", dossier_id, talk_id=talk, because="ziek")
    plan(world, dossier_id, sent, days=3)
    with world.marloes.at_work():
        assert HandoverTalk.objects.count() == 2


def test_somebody_of_a_third_organisation_plans_nothing(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    about = {"kind": "helping", "because": "traject", "membership_id": world.joris.membership_id}
    do(world.marloes, "add_participant", dossier_id, **about)
    new = NewTalk(clock.now(), "hier", True, "Dit")
    with pytest.raises(NotFoundError):
        do(world.joris, "plan_talk", dossier_id, handover_id=sent, new=new)


@pytest.mark.parametrize(("place", "agenda"), [("", "Dit"), ("hier", "  ")])
def test_a_talk_without_place_or_agenda_is_refused(
    world: World, dossier_id: UUID, place: str, agenda: str
) -> None:
    sent = send(world, dossier_id, world.city_team)
    with pytest.raises(InvalidError):
        do(
            world.bas,
            "plan_talk",
            dossier_id,
            handover_id=sent,
            new=NewTalk(clock.now(), place, True, agenda),
        )


def test_a_talk_is_at_a_location_of_either_side_with_its_room(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    second = location(world, world.city_admin, world.city, "Locatie Haven")
    new = NewTalk(clock.now() + timedelta(days=2), "spreekkamer 2", True, "Wat is er nodig?", second)
    do(world.marloes, "plan_talk", dossier_id, handover_id=sent, new=new)
    with world.bas.at_work():
        [talk] = talks_of(sent)
        assert talk.where == "spreekkamer 2, Locatie Haven, Havenstraat 3, Oosterwaard"
    client = world.client_of(dossier_id, world.marloes)
    assert "Locatie Haven, Havenstraat 3" in browser(client).get("/me/").content.decode()


def test_a_location_alone_is_place_enough(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    second = location(world, world.city_admin, world.city, "Locatie Haven")
    new = NewTalk(clock.now() + timedelta(days=2), "", True, "Wat is er nodig?", second)
    do(world.marloes, "plan_talk", dossier_id, handover_id=sent, new=new)
    with world.marloes.at_work():
        assert talks_of(sent)[0].where == "Locatie Haven, Havenstraat 3, Oosterwaard"


def test_a_location_where_neither_is_or_that_closed_is_refused(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    closed = location(world, world.city_admin, world.city, "Locatie Haven")
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        close_location(actor=actor, organisation_id=world.city, location_id=closed, reason="verhuisd")
    for at in (closed, uuid4()):
        new = NewTalk(clock.now() + timedelta(days=2), "kamer 1", True, "Wat is er nodig?", at)
        with pytest.raises(InvalidError) as refused:
            do(world.marloes, "plan_talk", dossier_id, handover_id=sent, new=new)
        assert "location" in refused.value.fields
