"""Drafts: the author's alone, filed or thrown away, and gone after ten working days."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, keep_draft, leave_dossier, throw_draft_away
from schakel.ground.dossiers.drafting import destroy_due_drafts
from schakel.ground.dossiers.models import Draft, Participation
from schakel.ground.dossiers.queries.drafts import own_draft, own_drafts
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError, NotFoundError
from schakel.ground.kernel.legal_calendar import add_working_days
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WORDS = {"summary": "Hij vertelde over", "channel": "phone"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def _keep(person: Person, dossier_id: UUID, **changes: str) -> UUID:
    with person.at_work() as actor:
        return keep_draft(actor=actor, dossier_id=dossier_id, kind="contact", values=WORDS | changes)


def test_it_is_there_for_its_author_and_for_nobody_else(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "because": "want zo is het afgesproken"}
        add_participant(**on, kind="involved", membership_id=world.mia.membership_id)
    _keep(world.marloes, dossier_id)
    with world.marloes.at_work():
        draft = own_draft(dossier_id, "contact")
        assert draft is not None
        assert draft.values == WORDS
    client = world.client_of(dossier_id, world.marloes)
    for person, purpose in ((world.mia, Purpose.GUIDANCE), (client, Purpose.OWN_DATA)):
        with person.at_work(purpose):
            assert not Draft.objects.exists()


def test_who_leaves_the_dossier_reads_the_draft_no_more(world: World, dossier_id: UUID) -> None:
    because = "want zo is het afgesproken"
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "because": because}
        add_participant(**on, kind="helping", membership_id=world.mia.membership_id)
    _keep(world.mia, dossier_id)
    with world.mia.at_work() as actor:
        row = Participation.objects.get(reader_id=world.mia.reader_id)
        leave_dossier(actor=actor, dossier_id=dossier_id, participation_id=row.pk, because=because)
    with world.mia.at_work():
        assert not Draft.objects.exists()


def test_kept_again_it_is_one_draft_with_its_first_term(world: World, dossier_id: UUID) -> None:
    _keep(world.marloes, dossier_id)
    with clock.travel(add_working_days(clock.today(), 3)):
        _keep(world.marloes, dossier_id, summary="Hij vertelde over werk")
    with world.marloes.at_work():
        (draft,) = own_drafts()
        assert draft.values["summary"] == "Hij vertelde over werk"
        assert draft.begun_on == clock.today()


@pytest.mark.parametrize("begun", [date(2026, 4, 1), date(2026, 12, 21), date(2026, 6, 1)])
def test_it_lives_ten_working_days_and_not_one_more(begun: date) -> None:
    """Over Easter, over Christmas and in a plain week."""
    with clock.travel(begun):
        world = World()
        dossier_id = world.open(world.marloes, world.uwv)
        _keep(world.marloes, dossier_id)
        last = add_working_days(begun, 9)
    with clock.travel(last), world.marloes.at_work():
        assert own_drafts().count() == 1
    with clock.travel(add_working_days(begun, 10)), world.marloes.at_work():
        assert own_drafts().count() == 0


@pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
def test_the_daily_task_destroys_what_is_due_and_nothing_else() -> None:
    with clock.travel(clock.today() - timedelta(days=40)):
        world = World()
        dossier_id = world.open(world.marloes, world.uwv)
        _keep(world.marloes, dossier_id)
    fresh = world.open(world.marloes, world.uwv)
    _keep(world.marloes, fresh)
    assert destroy_due_drafts() == 1
    assert destroy_due_drafts() == 0
    with world.marloes.at_work():
        assert [draft.dossier_id for draft in Draft.objects.all()] == [fresh]


def test_a_new_one_takes_the_place_of_one_whose_term_passed(world: World, dossier_id: UUID) -> None:
    _keep(world.marloes, dossier_id)
    with clock.travel(add_working_days(clock.today(), 10)):
        _keep(world.marloes, dossier_id, summary="Opnieuw begonnen")
        with world.marloes.at_work():
            assert [draft.values["summary"] for draft in own_drafts()] == ["Opnieuw begonnen"]


@pytest.mark.parametrize("values", [{}, {"summary": "   "}, {"summary": "x" * 9000}])
def test_nothing_and_too_much_are_not_kept(world: World, dossier_id: UUID, values: dict[str, str]) -> None:
    with world.marloes.at_work() as actor, pytest.raises(InvalidError):
        keep_draft(actor=actor, dossier_id=dossier_id, kind="contact", values=values)


def test_anothers_draft_is_not_thrown_away(world: World, dossier_id: UUID) -> None:
    draft_id = _keep(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "because": "want zo is het afgesproken"}
        add_participant(**on, kind="involved", membership_id=world.mia.membership_id)
    with world.mia.at_work() as actor, pytest.raises(NotFoundError):
        throw_draft_away(actor=actor, dossier_id=dossier_id, draft_id=draft_id)


def test_the_list_warns_from_the_eighth_day(world: World, dossier_id: UUID) -> None:
    _keep(world.marloes, dossier_id)
    url = address("drafts")
    assert "bijna vernietigd" not in browser(world.marloes).get(url).content.decode()
    with clock.travel(add_working_days(clock.today(), 8)):
        assert "bijna vernietigd" in browser(world.marloes).get(url).content.decode()


def test_the_list_throws_one_away(world: World, dossier_id: UUID) -> None:
    draft_id = _keep(world.marloes, dossier_id)
    response = browser(world.marloes).post(address("throw_draft_away", dossier_id, draft_id))
    assert response.status_code == 302
    with world.marloes.at_work():
        assert not Draft.objects.exists()
    assert "U hebt geen concepten" in browser(world.marloes).get(address("drafts")).content.decode()


def test_the_list_takes_few_statements(world: World, dossier_id: UUID) -> None:
    _keep(world.marloes, dossier_id)
    _keep(world.marloes, world.open(world.marloes, world.uwv))
    assert len(own_statements(world.marloes, address("drafts"))) <= 3
