"""Figures on handovers, what organisations arranged, and handovers that nobody could answer."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions import arrange_handovers, readdress_handover
from schakel.ground.dossiers.handover_content import PART_KINDS, item
from schakel.ground.dossiers.models import Handover
from schakel.ground.dossiers.queries.arrears import handover_figures, smallest_group
from schakel.ground.dossiers.queries.handovers import stranded
from schakel.ground.dossiers.tests.handing import do, send
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, NotFoundError, SchakelError
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.kernel.shares import Estimate
from schakel.ground.norms.actions import set_figure
from schakel.ground.norms.house import COMPARE_FROM
from schakel.ground.organisations.actions import create_team
from schakel.ground.organisations.models import Team
from tests.world import World, filled_parts

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def arrange(world: World, *, days: int = 3, keys: tuple[str, ...] = ("told",)) -> UUID:
    with world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        return arrange_handovers(
            actor=actor,
            from_id=world.uwv,
            to_id=world.city,
            term_working_days=days,
            items=[item(key, is_required=True) for key in keys],
        )


def test_an_administrator_of_the_receiver_sets_term_and_content(world: World) -> None:
    arrange(world, days=3)
    sent = send(world, world.open(world.marloes, world.uwv), world.city_team)
    assert set(filled_parts(world.uwv, world.city_team)) == {"told"}
    with world.marloes.at_work():
        assert Handover.objects.get(pk=sent).due_on == add_working_days(clock.today(), 3)


def test_arranging_twice_on_a_day_leaves_the_last(world: World) -> None:
    arrange(world, days=3)
    arrange(world, days=8, keys=("told", "picture"))
    assert set(filled_parts(world.uwv, world.city_team)) == {"told", "picture"}


def test_a_guide_and_a_stranger_arrange_nothing(world: World) -> None:
    values = {"term_working_days": 3, "items": [item("told", is_required=True)]}
    with world.bas.at_work(needs_savepoint=True) as actor, pytest.raises(ForbiddenError):
        arrange_handovers(actor=actor, from_id=world.uwv, to_id=world.city, **values)
    with (
        world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor,
        pytest.raises(NotFoundError),
    ):
        arrange_handovers(actor=actor, from_id=world.uwv, to_id=world.provider, **values)


@pytest.mark.parametrize(("days", "keys"), [(0, ("told",)), (61, ("told",)), (5, ())])
def test_a_senseless_arrangement_is_refused(world: World, days: int, keys: tuple[str, ...]) -> None:
    with pytest.raises(SchakelError):
        arrange(world, days=days, keys=keys)


def test_the_page_of_an_arrangement_keeps_what_was_typed_and_saves(world: World) -> None:
    page = browser(world.city_admin)
    url = address("arrange", world.uwv, "from")
    values = {f"part-{key}": "no" for key in ("picture", "expectations", "experiences", "shared_view")}
    values |= {f"part-{key}": "no" for key in ("agreements", "services", "income")}
    values |= {"part-told": "must", "term_working_days": "99", "own": "Vervoer van de cliënt"}
    refused = page.post(url, values)
    assert refused.status_code == 422
    assert "Vervoer van de cliënt" in refused.content.decode()
    assert page.post(url, values | {"term_working_days": "4"}).status_code == 302
    assert set(filled_parts(world.uwv, world.city_team)) == {"told", "own-1"}
    assert page.get(address("arrange", world.city, "to")).status_code == 404


def test_who_was_late_with_an_arrangement_overwrites_nothing(world: World) -> None:
    url, page = address("arrange", world.uwv, "from"), browser(world.city_admin)
    values = {f"part-{key}": "must" for key in PART_KINDS} | {"term_working_days": "4", "version": 0}
    assert page.post(url, values).status_code == 302
    assert page.post(url, values | {"term_working_days": "9"}).status_code == 409
    sent = send(world, world.open(world.marloes, world.uwv), world.city_team)
    with world.marloes.at_work():
        assert Handover.objects.get(pk=sent).term_working_days == 4


def test_small_groups_are_hidden_from_who_opens_no_dossier(world: World) -> None:
    send(world, world.open(world.marloes, world.uwv), world.city_team)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert [f.is_small for f in handover_figures(10)] == [True]
    with world.marloes.at_work():
        [figures] = handover_figures(10)
    assert (figures.open, figures.sent) == (1, 1)


def test_a_small_part_of_a_large_group_is_hidden_with_its_whole(world: World) -> None:
    for number in range(12):
        dossier_id = world.open(world.marloes, world.uwv)
        sent = send(world, dossier_id, world.city_team)
        if number >= 2:
            do(world.bas, "take_up_handover", dossier_id, handover_id=sent)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        [figures] = handover_figures(10)
    assert (figures.open, figures.sent, figures.taken_up) == (None, None, 10)
    assert (figures.middle, figures.warm) == (Estimate(0, 0, 0), 0)


def test_an_organisation_may_hide_larger_groups_than_the_house_does(world: World) -> None:
    for _number in range(11):
        send(world, world.open(world.marloes, world.uwv), world.city_team)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        assert smallest_group() == 10
        set_figure(
            actor=actor,
            organisation_id=world.city,
            key=COMPARE_FROM,
            value=12,
            start=clock.today(),
            reason="kleine gemeente",
            expected_version=0,
        )
    assert "minder dan 12 overdrachten" in browser(world.city_admin).get(address("arrears")).content.decode()


def test_figures_of_another_organisation_stay_there(world: World) -> None:
    send(world, world.open(world.marloes, world.uwv), world.city_team)
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert handover_figures(10) == []


def test_the_page_names_the_overdue_for_a_guide_and_nobody_for_an_administrator(world: World) -> None:
    send(world, world.open(world.marloes, world.uwv, family_name="Haddou"), world.city_team)
    with clock.travel(clock.today() + timedelta(days=20)):
        assert "Haddou" in browser(world.marloes).get(address("arrears")).content.decode()
        assert "Haddou" not in browser(world.city_admin).get(address("arrears")).content.decode()
        assert len(own_statements(world.marloes, address("arrears"))) <= 8


def _second_team(world: World) -> UUID:
    from schakel.ground.access.readers import join_team, system_actor
    from schakel.ground.kernel.actors import as_actor

    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        about = {"organisation_id": world.city, "name": "Team Inkomen", "role": Role.CLIENT_MANAGER}
        team_id = create_team(actor=context.actor, **about)
        reader_id = Team.objects.get(pk=team_id).reader_id
        join_team(reader_id=world.bert.reader_id, team_reader_id=reader_id, valid_from=clock.today())
    return team_id


def _readdress(world: World, handover_id: UUID, team_id: UUID, version: int = 1) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        readdress_handover(
            actor=actor,
            organisation_id=world.city,
            handover_id=handover_id,
            team_id=team_id,
            expected_version=version,
        )


def test_a_handover_to_a_team_that_ended_goes_to_another_team(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    sent = send(world, dossier_id, world.city_team)
    Team.objects.filter(pk=world.city_team).update(valid_to=clock.today())
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert [one.id for one in stranded()] == [sent]
    _readdress(world, sent, _second_team(world))
    do(world.bert, "take_up_handover", dossier_id, handover_id=sent)
    with world.bert.at_work():
        assert Handover.objects.get(pk=sent).answered_by.name == "Bert de Wit"


def test_an_administrator_readdresses_only_what_is_stranded(world: World) -> None:
    sent = send(world, world.open(world.marloes, world.uwv), world.city_team)
    with pytest.raises(ConflictError):
        _readdress(world, sent, _second_team(world))


def test_what_changed_meanwhile_is_not_readdressed(world: World) -> None:
    sent = send(world, world.open(world.marloes, world.uwv), world.city_team)
    Team.objects.filter(pk=world.city_team).update(valid_to=clock.today())
    with pytest.raises(ConflictError):
        _readdress(world, sent, _second_team(world), version=7)


def test_a_guide_learns_of_no_stranded_handover(world: World) -> None:
    send(world, world.open(world.marloes, world.uwv), world.city_team)
    Team.objects.filter(pk=world.city_team).update(valid_to=clock.today())
    with world.bas.at_work():
        assert stranded() == []


def test_the_administrator_s_page_shows_no_name_and_readdresses(world: World) -> None:
    sent = send(world, world.open(world.marloes, world.uwv, family_name="Haddou"), world.city_team)
    Team.objects.filter(pk=world.city_team).update(valid_to=clock.today())
    page, team_id = browser(world.city_admin), _second_team(world)
    text = page.get(address("arrangements")).content.decode()
    assert "Niemand kan deze overdrachten beantwoorden" in text
    assert "Haddou" not in text
    url = address("readdress", sent)
    assert page.post(url, {"team_id": "", "version": 1}).status_code == 422
    assert page.post(url, {"team_id": str(team_id), "version": 1}).status_code == 302
    assert "Niemand kan deze" not in page.get(address("arrangements")).content.decode()


def test_the_list_of_arrangements_asks_the_same_however_many_organisations(world: World) -> None:
    assert len(own_statements(world.city_admin, address("arrangements"))) <= 6
