"""Breaking the glass: one day, to read only, told to who leads and to the client, and judged by another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose, Section
from schakel.ground.dossiers.actions import (
    add_participant,
    judge_urgent_look,
    leave_dossier,
    look_urgently,
    rest_dossier,
    shield_dossier,
    take_regie,
)
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.actions.urgent_looks import NewUrgentLook
from schakel.ground.dossiers.models import Dossier, Participation, UrgentLook
from schakel.ground.dossiers.queries.protection import own_urgent_looks, urgent_looks_to_judge
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.dossiers.tests.pages import address, browser, looks_written
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WHY = "mevrouw staat huilend aan de balie en heeft geen geld"
BSN = "999990019"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv, family_name="Dringend", bsn=BSN)


def _number(world: World, dossier_id: UUID) -> str:
    with world.marloes.at_work():
        return str(Dossier.objects.get(pk=dossier_id).number)


def _look(person: Person, purpose: Purpose = Purpose.GUIDANCE, **changes: Any) -> UUID:
    new = NewUrgentLook(**({"urgency": "safety", "because": WHY} | changes))
    with person.at_work(purpose) as actor:
        return look_urgently(actor=actor, new=new)


def test_a_colleague_opens_it_by_number_for_today(world: World, dossier_id: UUID) -> None:
    assert _look(world.mia, number=_number(world, dossier_id)) == dossier_id
    assert browser(world.mia).get(address("dossier", dossier_id)).status_code == 200
    with clock.travel(clock.now() + timedelta(days=1)):
        assert browser(world.mia).get(address("dossier", dossier_id)).status_code == 404


def test_a_registrar_of_another_organisation_opens_it_by_bsn(world: World, dossier_id: UUID) -> None:
    assert _look(world.bas, bsn=BSN) == dossier_id


def test_a_number_opens_nothing_for_an_organisation_without_part(world: World, dossier_id: UUID) -> None:
    with pytest.raises(InvalidError) as refused:
        _look(world.bas, number=_number(world, dossier_id))
    assert "number" in refused.value.fields


def test_a_provider_does_not_look_by_bsn(world: World, dossier_id: UUID) -> None:
    with pytest.raises(InvalidError):
        _look(world.joris, Purpose.SERVICE_DELIVERY, bsn=BSN)


def test_an_administrator_opens_nothing(world: World, dossier_id: UUID) -> None:
    with pytest.raises(ForbiddenError):
        _look(world.city_admin, Purpose.ADMINISTRATION, bsn=BSN)


def test_it_opens_a_few_sections_only(world: World, dossier_id: UUID) -> None:
    _look(world.bas, bsn=BSN)
    with world.bas.at_work():
        assert sections_visible(dossier_id) == (
            Section.IDENTITY | Section.BENEFIT | Section.PLAN | Section.CONTACTS
        )


def test_nothing_can_be_done_with_it(world: World, dossier_id: UUID) -> None:
    _look(world.mia, number=_number(world, dossier_id))
    with world.mia.at_work(needs_savepoint=True) as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "because": WHY}
        with pytest.raises(ForbiddenError, match="niets wijzigen"):
            take_regie(scope="chain", **on)
        with pytest.raises(ForbiddenError, match="niets wijzigen"):
            add_participant(kind="helping", membership_id=world.mia.membership_id, **on)
        row = Participation.objects.get(dossier_id=dossier_id)
        with pytest.raises(ForbiddenError, match="niets wijzigen"):
            leave_dossier(participation_id=row.pk, **on)


def test_the_page_says_how_one_looks_and_offers_no_acts(world: World, dossier_id: UUID) -> None:
    _look(world.mia, number=_number(world, dossier_id))
    page = browser(world.mia).get(address("people", dossier_id))
    assert "om een dringende reden" in page.content.decode()
    assert page.context["forms"] == {}


def test_a_shielded_dossier_and_an_unknown_one_give_the_same_answer(world: World, dossier_id: UUID) -> None:
    new = NewShield("bekende van een collega", clock.today() + timedelta(days=9))
    with world.marloes.at_work() as actor:
        shield_dossier(actor=actor, dossier_id=dossier_id, new=new)
    said = []
    for values in ({"bsn": BSN}, {"bsn": "999990020"}, {"number": _number(world, dossier_id)}):
        with pytest.raises(InvalidError) as refused:
            _look(world.mia, **values)
        said.append((str(refused.value), *refused.value.fields.values()))
    assert len(set(said)) == 1


def test_a_shield_ends_a_look_at_once(world: World, dossier_id: UUID) -> None:
    _look(world.mia, number=_number(world, dossier_id))
    new = NewShield("bekende van een collega", clock.today() + timedelta(days=9))
    with world.marloes.at_work() as actor:
        shield_dossier(actor=actor, dossier_id=dossier_id, new=new)
    assert browser(world.mia).get(address("dossier", dossier_id)).status_code == 404


def test_a_resting_dossier_is_joined_not_looked_at(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        rest_dossier(actor=actor, dossier_id=dossier_id, because="klaar")
    with pytest.raises(InvalidError):
        _look(world.bas, bsn=BSN)


def test_who_takes_part_has_no_need_of_it(world: World, dossier_id: UUID) -> None:
    with pytest.raises(ConflictError, match="ziet dit dossier al"):
        _look(world.marloes, bsn=BSN)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("because", {"because": "kan niet"}),
        ("urgency", {"urgency": "curious"}),
        ("number", {"number": " "}),
        ("number", {"number": "'; drop table"}),
    ],
)
def test_a_poor_reason_or_number_is_refused_in_words(
    world: World, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidError) as refused:
        _look(world.mia, **({"number": "2026-000001"} | changes))
    assert field in refused.value.fields


def test_taking_part_later_that_day_is_not_held_back(world: World, dossier_id: UUID) -> None:
    _look(world.mia, number=_number(world, dossier_id))
    with world.marloes.at_work() as actor:
        values = {"kind": "helping", "because": WHY, "membership_id": world.mia.membership_id}
        add_participant(actor=actor, dossier_id=dossier_id, **values)
    with world.mia.at_work() as actor:
        take_regie(actor=actor, dossier_id=dossier_id, scope="chain", because=WHY)


def _judge(person: Person, dossier_id: UUID, **changes: Any) -> UUID:
    with person.at_work() as actor:
        look = UrgentLook.objects.get(dossier_id=dossier_id)
        values = {"outcome": "not_just", "words": "zij had mij kunnen bellen"} | changes
        return judge_urgent_look(actor=actor, dossier_id=dossier_id, look_id=look.pk, **values)


def test_who_leads_finds_it_on_the_list_and_judges(world: World, dossier_id: UUID) -> None:
    _look(world.mia, number=_number(world, dossier_id))
    with world.marloes.at_work():
        assert [look.reason for look in urgent_looks_to_judge()] == [WHY]
    _judge(world.marloes, dossier_id)
    with world.marloes.at_work():
        assert urgent_looks_to_judge() == []


def test_who_looked_reads_the_judgement_also_after_the_day(world: World, dossier_id: UUID) -> None:
    _look(world.mia, number=_number(world, dossier_id))
    _judge(world.marloes, dossier_id)
    with clock.travel(clock.now() + timedelta(days=2)):
        text = browser(world.mia).get(address("urgent")).content.decode()
    assert "niet terecht" in text
    assert "zij had mij kunnen bellen" in text
    with world.bert.at_work():
        assert own_urgent_looks() == []


def test_nobody_judges_their_own_look(world: World, dossier_id: UUID) -> None:
    _look(world.mia, number=_number(world, dossier_id))
    with world.marloes.at_work() as actor:
        values = {"kind": "helping", "because": WHY, "membership_id": world.mia.membership_id}
        add_participant(actor=actor, dossier_id=dossier_id, **values)
    with pytest.raises(ForbiddenError, match="eigen inzage"):
        _judge(world.mia, dossier_id)
    with world.mia.at_work():
        assert urgent_looks_to_judge() == []


def test_a_judgement_needs_an_outcome_and_words(world: World, dossier_id: UUID) -> None:
    _look(world.mia, number=_number(world, dossier_id))
    with pytest.raises(InvalidError) as refused:
        _judge(world.marloes, dossier_id, outcome="open", words=" ")
    assert set(refused.value.fields) == {"outcome", "words"}


def test_the_client_reads_that_it_was_urgent_and_why(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    page = browser(world.mia)
    values = {"number": _number(world, dossier_id), "urgency": "safety", "because": WHY}
    assert page.post(address("urgent"), values).status_code == 302
    page.get(address("dossier", dossier_id))
    text = browser(client).get("/me/looks/").content.decode()
    assert "Mia Jansen" in text
    assert WHY in text


def test_the_page_opens_it_and_the_look_is_written(world: World, dossier_id: UUID) -> None:
    values = {"number": _number(world, dossier_id), "urgency": "safety", "because": WHY}
    assert browser(world.mia).post(address("urgent"), values)["Location"] == address("dossier", dossier_id)
    with looks_written() as rows:
        browser(world.mia).get(address("dossier", dossier_id))
    assert len(rows) == 1


def test_a_refused_form_keeps_the_reason(world: World) -> None:
    values = {"number": "2026-999999", "urgency": "safety", "because": WHY}
    answer = browser(world.mia).post(address("urgent"), values)
    assert answer.status_code == 422
    assert WHY in answer.content.decode()


def test_the_list_is_judged_from_its_page(world: World, dossier_id: UUID) -> None:
    _look(world.mia, number=_number(world, dossier_id))
    page = browser(world.marloes)
    look = page.get(address("oversight")).context["looks"][0]["look"]
    url = address("judge", dossier_id, look.pk)
    assert page.post(url, {"outcome": "just", "version": look.version}).status_code == 422
    values = {"outcome": "just", "words": "het kon niet wachten", "version": look.version}
    assert page.post(url, values).status_code == 302
    assert WHY not in page.get(address("oversight")).content.decode()


def test_the_list_asks_the_same_for_one_and_for_many(
    world: World, dossier_id: UUID, django_assert_max_num_queries: Any
) -> None:
    others = [world.open(world.marloes, world.uwv) for _ in range(6)]
    for one in (dossier_id, *others):
        _look(world.mia, number=_number(world, one))
    page = browser(world.marloes)
    page.get(address("oversight"))
    with django_assert_max_num_queries(14):
        assert len(page.get(address("oversight")).context["looks"]) == 7
