"""Facts that protect a client: who sees them, who records them, how they end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.people import actions
from schakel.ground.people.actions import Ending
from schakel.ground.people.addresses import NewAddress
from schakel.ground.people.models import Client, Protection
from schakel.ground.people.protecting import NewRepresentative, NewSafetyAgreement
from schakel.ground.people.queries import protections_about, protections_of, require_alive
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

SOURCE = "brief van de rechtbank"
WHERE = NewAddress("Kade", 4, "1234AB", "Westerveen")


@pytest.fixture
def world() -> World:
    return World()


def _order(**changes: Any) -> NewRepresentative:
    today = clock.today()
    values: dict[str, Any] = {
        "capacity": "administrator",
        "name": "Kantoor Sluis",
        "address": WHERE,
        "court": "Rechtbank Oosterwaard",
        "document_number": "EB-26-12",
        "document_on": today,
        "valid_from": today,
    }
    return NewRepresentative(**values | changes)


def _agreement(**changes: Any) -> NewSafetyAgreement:
    today = clock.today()
    values: dict[str, Any] = {
        "words": "Altijd met twee collega's",
        "because": "bedreigde een medewerker",
        "until": today + timedelta(days=180),
        "review_on": today + timedelta(days=90),
        "told_on": today,
    }
    return NewSafetyAgreement(**values | changes)


def _of(person: Person, dossier_id: UUID):
    with person.at_work():
        return protections_of([dossier_id])[dossier_id]


def test_a_death_is_known_at_once_and_ends_only_as_a_mistake(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier}
        row = actions.record_death(**on, died_on=clock.today(), source="dochter belde")
        assert protections_of([dossier])[dossier].is_deceased
        with pytest.raises(InvalidError, match="overleden"):
            require_alive(dossier)
        with pytest.raises(InvalidError, match="eindigt niet"):
            actions.end_protection(**on, protection_id=row, ending=Ending("vergissing"), expected_version=1)
        mistake = Ending("verkeerde persoon", is_mistake=True)
        actions.end_protection(**on, protection_id=row, ending=mistake, expected_version=1)
        assert not protections_of([dossier])[dossier].is_deceased
        require_alive(dossier)


@pytest.mark.parametrize(
    ("died_on", "source", "field"),
    [
        (date(2100, 1, 1), SOURCE, "died_on"),
        (date(1980, 1, 1), SOURCE, "died_on"),
        (date(2020, 1, 1), "  ", "source"),
    ],
)
def test_a_death_that_cannot_be_is_refused(world: World, died_on: date, source: str, field: str) -> None:
    dossier = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor, pytest.raises(InvalidError) as refused:
        actions.record_death(actor=actor, dossier_id=dossier, died_on=died_on, source=source)
    assert field in refused.value.fields


def test_the_same_protection_is_not_recorded_twice(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier, "source": SOURCE}
        actions.arrange_interpreter(**on, language="Tigrinya")
        with pytest.raises(ConflictError, match="al vastgelegd"):
            actions.arrange_interpreter(**on, language="Arabisch")
        assert protections_of([dossier])[dossier].interpreter == "Tigrinya"


@pytest.mark.parametrize("field", ["court", "document_number", "name"])
def test_nobody_represents_a_client_without_the_document(world: World, field: str) -> None:
    dossier = world.open(world.marloes, world.uwv)
    new = _order(**{field: " "})
    with world.marloes.at_work() as actor, pytest.raises(InvalidError) as refused:
        actions.appoint_representative(actor=actor, dossier_id=dossier, new=new, source=SOURCE)
    assert field in refused.value.fields


def test_letters_go_to_who_handles_the_money(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier, "source": SOURCE}
        actions.appoint_representative(**on, new=_order(capacity="mentor", name="Mevrouw Mol"))
        money = actions.appoint_representative(**on, new=_order())
        found = protections_of([dossier])[dossier].addressee
        assert found.lines == ("Kantoor Sluis", "Kade 4", "1234 AB  Westerveen")
        actions.end_protection(
            actor=actor,
            dossier_id=dossier,
            protection_id=money,
            ending=Ending("bewind opgeheven"),
            expected_version=None,
        )
        assert protections_of([dossier])[dossier].addressee.lines[0] == "Mevrouw Mol"
        assert Client.objects.get(pk=dossier).is_represented


def test_the_back_office_records_a_detention_and_no_provider_sees_it(world: World) -> None:
    dossier = world.open(world.uwv_office, world.uwv)
    with world.uwv_office.at_work(Purpose.INCOME_DECISION) as actor:
        on = {"actor": actor, "dossier_id": dossier}
        add_participant(**on, kind="helping", because="helpt", membership_id=world.joris.membership_id)
        actions.record_detention(**on, valid_from=clock.today(), source=SOURCE)
        assert [p.kind for p in protections_about(dossier)] == ["detention"]
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert protections_about(dossier) == []
        assert "detentie" not in str([e.heading for e in timeline(dossier)])


def test_a_work_coach_records_no_detention(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor, pytest.raises(ForbiddenError):
        actions.record_detention(actor=actor, dossier_id=dossier, valid_from=clock.today(), source=SOURCE)


def test_a_safety_agreement_is_seen_by_who_meets_the_client_and_by_the_client(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    client = world.client_of(dossier, world.marloes)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier}
        add_participant(**on, kind="helping", because="helpt", membership_id=world.joris.membership_id)
        actions.agree_on_safety(**on, new=_agreement(), source="gesprek van 3 mei")
    for person, purpose in ((world.joris, Purpose.SERVICE_DELIVERY), (client, Purpose.OWN_DATA)):
        with person.at_work(purpose):
            assert [p.words for p in protections_about(dossier)] == ["Altijd met twee collega's"]
    assert _of(world.marloes, dossier).has_safety_agreement


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"because": ""}, "because"),
        ({"told_on": None}, "told_on"),
        ({"told_on": date(2100, 1, 1)}, "told_on"),
        ({"until": date(2020, 1, 1)}, "until"),
        ({"review_on": date(2020, 1, 1)}, "review_on"),
        ({"review_on": date(2100, 1, 1)}, "review_on"),
    ],
)
def test_an_incomplete_safety_agreement_is_refused(world: World, changes: dict, field: str) -> None:
    dossier = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor, pytest.raises(InvalidError) as refused:
        actions.agree_on_safety(actor=actor, dossier_id=dossier, new=_agreement(**changes), source=SOURCE)
    assert field in refused.value.fields


def test_a_safety_agreement_goes_on_after_review_and_then_ends(world: World) -> None:
    dossier, later = world.open(world.marloes, world.uwv), clock.today() + timedelta(days=181)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier}
        row = actions.agree_on_safety(**on, new=_agreement(), source=SOURCE)
        on |= {"protection_id": row, "expected_version": None}
        actions.prolong_safety_agreement(**on, review_on=later, because="nog nodig")
        found = Protection.objects.get(pk=row)
        assert (found.review_on, found.until) == (later, later)
        actions.end_safety_agreement(**on, ending=Ending("rustig nu"))
        assert not Client.objects.get(pk=dossier).has_safety_agreement
        with pytest.raises(ConflictError, match="al beëindigd"):
            actions.end_safety_agreement(**on, ending=Ending("nog eens"))


def test_a_safety_agreement_is_looked_at_again_within_the_house_norm(world: World) -> None:
    dossier, late = world.open(world.marloes, world.uwv), clock.today() + timedelta(days=190)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier}
        with pytest.raises(InvalidError) as refused:
            actions.agree_on_safety(**on, new=_agreement(review_on=late, until=late), source=SOURCE)
        assert set(refused.value.fields) == {"review_on"}
        row = actions.agree_on_safety(**on, new=_agreement(), source=SOURCE)
        with pytest.raises(InvalidError):
            actions.prolong_safety_agreement(
                **on, protection_id=row, expected_version=None, review_on=late, because="nog nodig"
            )


def test_an_act_on_one_kind_does_not_end_another(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier}
        row = actions.agree_on_safety(**on, new=_agreement(), source=SOURCE)
        with pytest.raises(NotFoundError):
            actions.end_protection(**on, protection_id=row, ending=Ending("weg"), expected_version=None)


def test_a_client_records_no_protection_of_their_own(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    client = world.client_of(dossier, world.marloes)
    with client.at_work(Purpose.OWN_DATA) as actor, pytest.raises(ForbiddenError):
        actions.record_death(actor=actor, dossier_id=dossier, died_on=clock.today(), source=SOURCE)


def test_who_takes_no_part_learns_nothing(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        actions.record_death(actor=actor, dossier_id=dossier, died_on=clock.today(), source=SOURCE)
    with world.bert.at_work():
        assert dossier not in protections_of([dossier])
        assert protections_about(dossier) == []


def test_protections_of_many_clients_take_two_statements(world: World, django_assert_num_queries) -> None:
    dossiers = [world.open(world.marloes, world.uwv) for _ in range(4)]
    with world.marloes.at_work(), django_assert_num_queries(2):
        assert set(protections_of(dossiers)) == set(dossiers)
