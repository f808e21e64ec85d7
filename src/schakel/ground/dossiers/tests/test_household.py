"""Family and household: minimal, dated, with a source, and never a way to learn that somebody is a client."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, shield_dossier
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.ground.people.actions import (
    NewMember,
    add_household_member,
    correct_household_member,
    end_household_member,
    hide_address,
)
from schakel.ground.people.models import HouseholdMember, HouseholdTie
from schakel.ground.people.queries import household_of
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

START = date(2026, 1, 5)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def amina(world: World) -> UUID:
    return world.open(world.bas, world.city, family_name="Yilmaz", given_names="Amina")


@pytest.fixture
def karim(world: World) -> UUID:
    return world.open(world.bas, world.city, family_name="Yilmaz", given_names="Karim")


def _new(**values: Any) -> NewMember:
    given = {"kind": "child", "valid_from": START, "source": "gesprek", "name": "Noor", "birth_year": 2015}
    return NewMember(**(given | values))


def _add(person: Person, client_id: UUID, other_id: UUID | None = None, **values: Any) -> UUID:
    with person.at_work() as actor:
        return add_household_member(actor=actor, dossier_id=client_id, new=_new(**values), other_id=other_id)


def _end(person: Person, client_id: UUID, member_id: UUID, **values: Any) -> UUID:
    given = {"last_day": clock.today(), "because": "verhuisd"} | values
    with person.at_work() as actor:
        return end_household_member(actor=actor, dossier_id=client_id, member_id=member_id, **given)


def _seen(person: Person, client_id: UUID) -> list[tuple[str, str, int | None]]:
    with person.at_work():
        return [(row.kind, row.name, row.birth_year) for row in household_of(client_id)]


def _tied(person: Person, client_id: UUID) -> list[UUID]:
    with person.at_work():
        return [row.tie.other_id for row in household_of(client_id) if hasattr(row, "tie")]


def _help(world: World, person: Person, dossier_id: UUID) -> None:
    with world.bas.at_work() as actor:
        helper = {"kind": "helping", "because": "samen", "membership_id": person.membership_id}
        add_participant(actor=actor, dossier_id=dossier_id, **helper)


def test_of_somebody_without_a_dossier_a_name_and_a_year_are_kept(world: World, amina: UUID) -> None:
    _add(world.bas, amina)
    assert _seen(world.bas, amina) == [("child", "Noor", 2015)]
    assert _tied(world.bas, amina) == []


@pytest.mark.parametrize(
    ("kind", "facing"),
    [("partner", "partner"), ("parent", "child"), ("child", "parent"), ("housemate", "housemate")],
)
def test_two_clients_stand_in_each_others_file(
    world: World, amina: UUID, karim: UUID, kind: str, facing: str
) -> None:
    _add(world.bas, amina, karim, kind=kind, name="", birth_year=None)
    assert _seen(world.bas, amina) == [(kind, "Karim Yilmaz", 1985)]
    assert _seen(world.bas, karim) == [(facing, "Amina Yilmaz", 1985)]
    assert (_tied(world.bas, amina), _tied(world.bas, karim)) == ([karim], [amina])


def test_who_sees_one_of_both_does_not_learn_that_the_other_is_a_client(
    world: World, amina: UUID, karim: UUID
) -> None:
    _add(world.bas, amina, karim, kind="partner")
    _help(world, world.marloes, amina)
    assert _seen(world.marloes, amina) == [("partner", "Karim Yilmaz", 1985)]
    assert _tied(world.marloes, amina) == []
    page = browser(world.marloes).get(address("person", amina)).content.decode()
    assert "Karim Yilmaz" in page
    assert str(karim) not in page
    with world.marloes.at_work():
        assert not HouseholdTie.objects.exists()
        assert not Dossier.objects.filter(pk=karim).exists()


def test_the_journal_names_nobody(world: World, amina: UUID, karim: UUID) -> None:
    _add(world.bas, amina, karim, kind="partner")
    with world.bas.at_work():
        for mine, other, name in ((amina, karim, "Karim"), (karim, amina, "Amina")):
            [entry] = [e for e in timeline(mine) if e.verb == "household.add"]
            assert str(other) not in str(entry)
            assert name not in str(entry)


def test_who_may_not_see_benefits_sees_no_household(world: World, amina: UUID) -> None:
    _add(world.bas, amina)
    _help(world, world.joris, amina)
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert not HouseholdMember.objects.exists()
    assert "Noor" not in browser(world.joris).get(address("person", amina)).content.decode()


def test_who_took_part_before_sees_nothing(world: World, amina: UUID) -> None:
    _add(world.bas, amina)
    with world.marloes.at_work():
        assert not HouseholdMember.objects.exists()


def test_a_dossier_that_the_actor_does_not_see_cannot_be_tied(world: World, amina: UUID) -> None:
    theirs = world.open(world.marloes, world.uwv)
    with pytest.raises(NotFoundError):
        _add(world.bas, amina, theirs)
    with world.marloes.at_work():
        number = Dossier.objects.get(pk=theirs).number
    asked = {"kind": "partner", "valid_from": "2026-01-05", "source": "gesprek"}
    web, url = browser(world.bas), address("add_member", amina)
    hidden = web.post(url, asked | {"number": number})
    absent = web.post(url, asked | {"number": "D-0000-99999"})
    assert hidden.status_code == absent.status_code == 422
    assert "Zo&#x27;n dossier ziet u niet" in hidden.content.decode()
    assert "Zo&#x27;n dossier ziet u niet" in absent.content.decode()


def test_the_same_two_are_tied_once(world: World, amina: UUID, karim: UUID) -> None:
    _add(world.bas, amina, karim, kind="partner")
    with pytest.raises(ConflictError, match="al vastgelegd"):
        _add(world.bas, karim, amina, kind="partner")


def test_nobody_is_tied_to_themselves(world: World, amina: UUID) -> None:
    with pytest.raises(InvalidError):
        _add(world.bas, amina, amina)


def test_an_end_in_one_file_ends_it_in_the_other(world: World, amina: UUID, karim: UUID) -> None:
    member = _add(world.bas, amina, karim, kind="partner")
    _end(world.bas, amina, member, last_day=date(2026, 3, 1))
    with world.bas.at_work():
        assert {row.valid_to for row in HouseholdMember.objects.all()} == {date(2026, 3, 2)}
        assert timeline(karim)[0].verb == "household.end"
    assert _add(world.bas, karim, amina, kind="partner")


def test_who_sees_one_file_ends_it_there_only(world: World, amina: UUID, karim: UUID) -> None:
    member = _add(world.bas, amina, karim, kind="partner")
    _help(world, world.marloes, amina)
    _end(world.marloes, amina, member)
    with world.bas.at_work():
        assert HouseholdMember.objects.get(client_id=amina).valid_to is not None
        assert HouseholdMember.objects.get(client_id=karim).valid_to is None


def test_a_mistake_leaves_the_list_and_stays_in_the_course(world: World, amina: UUID) -> None:
    member = _add(world.bas, amina)
    _end(world.bas, amina, member, is_mistake=True, because="andere Noor")
    assert _seen(world.bas, amina) == []
    with world.bas.at_work():
        assert "vergissing" in timeline(amina)[0].heading


def test_what_was_written_wrongly_is_corrected(world: World, amina: UUID) -> None:
    member = _add(world.bas, amina)
    with world.bas.at_work() as actor:
        on = {"actor": actor, "dossier_id": amina, "member_id": member, "because": "typefout"}
        correct_household_member(**on, new=_new(birth_year=2014), expected_version=1)
        with pytest.raises(StaleVersionError):
            correct_household_member(**on, new=_new(name="Nora"), expected_version=1)
        assert timeline(amina)[0].content["fields"] == ["birth_year"]
    assert _seen(world.bas, amina) == [("child", "Noor", 2014)]


def test_the_name_of_another_client_is_corrected_in_their_own_file(
    world: World, amina: UUID, karim: UUID
) -> None:
    member = _add(world.bas, amina, karim, kind="partner")
    with world.bas.at_work() as actor, pytest.raises(ConflictError, match="komen uit het dossier"):
        correct_household_member(
            actor=actor, dossier_id=amina, member_id=member, new=_new(), because="x", expected_version=None
        )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"kind": "vriend"}, "kind"),
        ({"source": ""}, "source"),
        ({"birth_year": 15}, "birth_year"),
        ({"birth_year": 2999}, "birth_year"),
        ({"valid_from": date(2999, 1, 1)}, "valid_from"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    world: World, amina: UUID, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidError) as caught:
        _add(world.bas, amina, **values)
    assert field in caught.value.fields


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"because": " "}, "because"),
        ({"last_day": date(2025, 1, 1)}, "last_day"),
        ({"last_day": date(2999, 1, 1)}, "last_day"),
    ],
)
def test_an_end_that_cannot_be_is_refused(
    world: World, amina: UUID, values: dict[str, Any], field: str
) -> None:
    member = _add(world.bas, amina)
    with pytest.raises(InvalidError) as caught:
        _end(world.bas, amina, member, **values)
    assert field in caught.value.fields


def test_with_whom_somebody_lives_at_a_secret_address_is_not_recorded(
    world: World, amina: UUID, karim: UUID
) -> None:
    _hide(world, karim)
    with pytest.raises(ForbiddenError, match="geheim adres"):
        _add(world.bas, amina, karim, kind="housemate")
    assert _add(world.bas, amina, karim, kind="parent")


def test_what_was_recorded_before_the_address_became_secret_is_held_back(
    world: World, amina: UUID, karim: UUID
) -> None:
    _add(world.bas, amina, karim, kind="housemate")
    _help(world, world.marloes, amina)
    _hide(world, karim)
    assert _seen(world.marloes, amina) == []
    assert len(_seen(world.bas, amina)) == 1


def test_a_shield_hides_the_name_in_the_other_file(world: World, amina: UUID, karim: UUID) -> None:
    _add(world.bas, amina, karim, kind="parent")
    _help(world, world.marloes, amina)
    with world.bas.at_work() as actor:
        new = NewShield("zus van een collega", clock.today() + timedelta(days=30))
        shield_dossier(actor=actor, dossier_id=karim, new=new)
    assert _seen(world.marloes, amina) == []
    assert len(_seen(world.bas, amina)) == 1
    other = world.open(world.bas, world.city)
    with pytest.raises(ForbiddenError, match="afgeschermd"):
        _add(world.bas, other, karim)


def _hide(world: World, client_id: UUID) -> None:
    with world.bas.at_work() as actor:
        hide_address(actor=actor, dossier_id=client_id, membership_ids=[], source="politie")


def test_the_page_adds_corrects_and_ends(world: World, amina: UUID) -> None:
    web = browser(world.bas)
    asked = {"kind": "child", "name": "Noor", "valid_from": "2026-01-05", "source": "gesprek"}
    assert web.post(address("add_member", amina), asked).status_code == 302
    page = web.get(address("person", amina)).content.decode()
    assert "Noor" in page
    with world.bas.at_work():
        member = HouseholdMember.objects.get()
    better = asked | {"name": "Nora", "because": "typefout", "version": member.version}
    assert web.post(address("correct_member", amina, member.pk), better).status_code == 302
    end = {"last_day": "2026-02-01", "because": "uit huis", "version": member.version + 1}
    assert web.post(address("end_member", amina, member.pk), end).status_code == 302
    page = web.get(address("person", amina)).content.decode()
    assert "Eerder" in page
    assert "uit huis" in page


def test_a_refused_form_keeps_what_was_typed(world: World, amina: UUID) -> None:
    asked = {"kind": "child", "name": "Noor", "valid_from": "gisteren", "source": ""}
    page = browser(world.bas).post(address("add_member", amina), asked)
    assert page.status_code == 422
    assert 'value="Noor"' in page.content.decode()


def test_a_double_click_adds_once(world: World, amina: UUID) -> None:
    from schakel.ground.kernel.ids import uuid7

    asked = {"kind": "child", "name": "Noor", "valid_from": "2026-01-05", "source": "gesprek"}
    asked["submit_key"] = str(uuid7())
    web = browser(world.bas)
    for _ in range(2):
        assert web.post(address("add_member", amina), asked).status_code == 302
    assert len(_seen(world.bas, amina)) == 1


def test_a_large_family_costs_no_more_statements(world: World, amina: UUID) -> None:
    _add(world.bas, amina)
    few = len(own_statements(world.bas, address("person", amina)))
    for number in range(6):
        _add(world.bas, amina, name=f"Kind {number}")
    assert len(own_statements(world.bas, address("person", amina))) == few <= 10
