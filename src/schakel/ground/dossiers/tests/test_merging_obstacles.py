"""What stands in the way of taking two dossiers together, in words that say what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import look_urgently
from schakel.ground.dossiers.actions.urgent_looks import NewUrgentLook
from schakel.ground.dossiers.merging import obstacles
from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.tests.merging_scene import Acts, Two
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.actions import (
    NewMember,
    add_household_member,
    agree_on_safety,
    record_death,
)
from schakel.ground.people.models import Client
from schakel.ground.people.protecting import NewSafetyAgreement
from tests.world import Person

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def two() -> Two:
    return Two()


def _do(two: Two, person: Person, name: str, dossier_id: UUID) -> None:
    with person.at_work() as actor:
        Acts(two.world).do(name, actor, dossier_id)


def _agree(two: Two, dossier_id: UUID) -> None:
    day = clock.today() + timedelta(days=30)
    new = NewSafetyAgreement("Samen op gesprek.", "dreiging", day, day, told_on=clock.today())
    with two.world.marloes.at_work() as actor:
        agree_on_safety(actor=actor, dossier_id=dossier_id, new=new, source="politie")


def _both_hand_over(two: Two) -> None:
    two.add(two.world.bas, two.ending, two.world.marloes, kind="involved")
    for dossier_id in two.ids:
        _do(two, two.world.marloes, "handover", dossier_id)


def _one_died(two: Two) -> None:
    with two.world.marloes.at_work() as actor:
        record_death(actor=actor, dossier_id=two.into, died_on=clock.today(), source="familie")


def _both_are_unsafe(two: Two) -> None:
    for dossier_id in two.ids:
        _agree(two, dossier_id)


def _are_a_couple(two: Two) -> None:
    two.add(two.world.marloes, two.into, two.world.bas, kind="involved")
    with two.world.bas.at_work() as actor:
        new = NewMember("housemate", clock.today(), "gesprek")
        add_household_member(actor=actor, dossier_id=two.into, new=new, other_id=two.ending)


def _somebody_looks(two: Two) -> None:
    new = NewUrgentLook("safety", "de cliënt staat nu aan de balie", number=two.number(two.into))
    with two.world.uwv_office.at_work(Purpose.INCOME_DECISION) as actor:
        look_urgently(actor=actor, new=new)


def _one_is_shielded(two: Two) -> None:
    _do(two, two.world.bas, "helper", two.ending)
    _do(two, two.world.marloes, "shield", two.into)


@pytest.mark.parametrize(
    ("happens", "word"),
    [
        (_both_hand_over, "Trek er een in"),
        (_one_died, "overlijden"),
        (_both_are_unsafe, "beëindig de andere"),
        (_are_a_couple, "tabblad Persoon"),
        (_somebody_looks, "morgen"),
        (_one_is_shielded, "pagina Afscherming"),
    ],
)
def test_it_is_refused_with_what_to_do(two: Two, happens: Callable[[Two], None], word: str) -> None:
    happens(two)
    with two.world.marloes.at_work():
        into, ending = (Dossier.objects.select_related("client").get(pk=one) for one in two.ids)
        found = obstacles(into, ending)
    assert word in found[0].remedy
    with pytest.raises(ConflictError) as refused:
        two.merge()
    assert refused.value.remedy == found[0].remedy
    with two.world.marloes.at_work():
        assert not Client.objects.filter(pk__in=two.ids, merged_into__isnull=False).exists()


def test_a_death_in_both_is_no_obstacle(two: Two) -> None:
    for dossier_id in two.ids:
        with two.world.marloes.at_work() as actor:
            record_death(actor=actor, dossier_id=dossier_id, died_on=clock.today(), source="familie")
    two.merge()
    with two.world.marloes.at_work():
        assert Client.objects.get(pk=two.into).deceased_on == clock.today()


def test_one_safety_agreement_goes_along(two: Two) -> None:
    _agree(two, two.ending)
    two.merge()
    with two.world.marloes.at_work():
        client = Client.objects.get(pk=two.into)
        assert client.has_safety_agreement
        assert client.protections.get().words == "Samen op gesprek."


def test_nothing_stands_in_the_way_of_two_ordinary_dossiers_in_seven_statements(
    two: Two, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    with two.world.marloes.at_work():
        into, ending = (Dossier.objects.select_related("client").get(pk=one) for one in two.ids)
        with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
            assert obstacles(into, ending) == []
