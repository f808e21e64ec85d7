"""Rights to a benefit on screen: kept by who pays, read by who guides, counted where they concur."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.people.models import BenefitEntitlement
from schakel.ground.people.queries.situations import concurrent_count
from tests.world import Person, World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

START = clock.today() - timedelta(days=400)


@pytest.fixture
def world() -> World:
    return World()


def _open(world: World) -> UUID:
    """Marloes and the back office of UWV, and bas of the municipality with its back office."""
    dossier = world.open(world.marloes, world.uwv, entitlement=right_to("ww", START))
    with world.marloes.at_work() as actor:
        for person in (world.uwv_office, world.bas, world.city_office, world.joris):
            add_participant(
                actor=actor,
                dossier_id=dossier,
                kind="helping",
                because="helpt",
                membership_id=person.membership_id,
            )
    return dossier


def _right(person: Person, dossier: UUID) -> BenefitEntitlement:
    with person.at_work():
        return BenefitEntitlement.objects.get(client_id=dossier)


def _send(person: Person, name: str, *args: Any, **values: Any) -> HttpResponse:
    return browser(person).post(address(name, *args), values)


def _day(days: int = 0) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def test_the_payer_enters_a_right_and_two_of_them_are_concurrent(world: World) -> None:
    dossier = _open(world)
    sent = _send(world.city_office, "start_benefit", dossier, regime="participatiewet", valid_from=_day(-5))
    assert sent.status_code == 302
    page = browser(world.marloes).get(address("benefits", dossier)).content.decode()
    assert "samenloop van uitkeringen" in page
    assert "betaald door Gemeente Oosterwaard" in page


def test_who_guides_reads_and_a_provider_sees_no_benefit(world: World) -> None:
    dossier = _open(world)
    response = browser(world.marloes).get(address("benefits", dossier))
    assert response.context["start_form"] is None
    assert _send(world.marloes, "start_benefit", dossier, regime="ww", valid_from=_day()).status_code == 403
    assert browser(world.joris).get(address("benefits", dossier)).status_code == 404


def test_a_right_ends_on_its_last_day(world: World) -> None:
    dossier = _open(world)
    right = _right(world.marloes, dossier)
    on = (world.uwv_office, "end_benefit", dossier, right.pk)
    assert _send(*on, last_day=_day(), because="werk gevonden", version=1).status_code == 302
    assert _right(world.marloes, dossier).valid_to == clock.today() + timedelta(days=1)
    assert _send(*on, last_day=_day(), because="nog eens", version=1).status_code == 409


def test_a_correction_supersedes_what_stood_in_the_journal(world: World) -> None:
    dossier = _open(world)
    right = _right(world.marloes, dossier)
    values = {"regime": "wga", "valid_from": _day(-100), "because": "verkeerde wet", "version": 1}
    assert _send(world.uwv_office, "correct_benefit", dossier, right.pk, **values).status_code == 302
    with world.marloes.at_work():
        entries = {entry.verb: entry for entry in timeline(dossier, limit=50)}
    assert entries["entitlement.start"].is_superseded
    assert "Eerder: WW" in entries["entitlement.correct"].lines[1]
    assert _right(world.marloes, dossier).regime == "wga"


def test_another_payer_changes_nothing(world: World) -> None:
    dossier = _open(world)
    right = _right(world.marloes, dossier)
    values = {"last_day": _day(), "because": "mag niet", "version": 1}
    assert _send(world.city_office, "end_benefit", dossier, right.pk, **values).status_code == 404


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"regime": "lottery", "valid_from": _day()}, "regime"),
        ({"regime": "ww", "valid_from": "gisteren"}, "valid_from"),
        ({"regime": "ww", "valid_from": _day(), "last_day": _day(-9)}, "valid_to"),
        ({"regime": "ww", "valid_from": _day(), "hours_per_week": "169"}, "hours_per_week"),
        ({"regime": "wga", "valid_from": "1999-01-01"}, "valid_from"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(world: World, values: dict[str, str], field: str) -> None:
    dossier = _open(world)
    response = _send(world.uwv_office, "start_benefit", dossier, **values)
    assert response.status_code == 422
    form = response.context["start_form"]
    assert field in form.errors or (field == "valid_to" and form.non_field_errors())
    assert form.data["regime"] == values["regime"]


def test_assistance_of_before_2015_carries_its_own_name(world: World) -> None:
    dossier = _open(world)
    _send(world.city_office, "start_benefit", dossier, regime="participatiewet", valid_from="2013-05-01")
    assert "bijstand (WWB)" in browser(world.marloes).get(address("benefits", dossier)).content.decode()


def _concurrent(world: World) -> UUID:
    dossier = _open(world)
    _send(world.city_office, "start_benefit", dossier, regime="participatiewet", valid_from=_day(-5))
    return dossier


def test_the_list_shows_the_own_clients_with_two_benefits(world: World) -> None:
    both, _one = _concurrent(world), world.open(world.marloes, world.uwv, entitlement=right_to("ww", START))
    rows = browser(world.marloes).get(address("concurrent")).context["rows"]
    assert [row.dossier_id for row in rows] == [both]
    assert browser(world.bert).get(address("concurrent")).context["rows"] == []
    assert browser(world.joris).get(address("concurrent")).status_code == 404


def test_the_count_of_an_organisation_keeps_small_groups_to_itself(world: World) -> None:
    with world.uwv_office.at_work(Purpose.INCOME_DECISION):
        assert concurrent_count() == 0
    for _ in range(9):
        _concurrent(world)
    with world.uwv_office.at_work(Purpose.INCOME_DECISION):
        assert concurrent_count() is None
    _concurrent(world)
    with world.uwv_office.at_work(Purpose.INCOME_DECISION):
        assert concurrent_count() == 10


def test_the_pages_ask_little_however_many_clients(world: World) -> None:
    dossiers = [_concurrent(world) for _ in range(3)]
    assert len(own_statements(world.marloes, address("concurrent"))) <= 5
    assert len(own_statements(world.marloes, address("benefits", dossiers[0]))) <= 9


def test_a_second_right_of_one_statute_over_the_same_days_is_refused_beside_the_form(world: World) -> None:
    dossier = _open(world)
    asked = {"regime": "ww", "valid_from": _day(-5), "hours_per_week": "17"}
    response = _send(world.uwv_office, "start_benefit", dossier, **asked)
    assert response.status_code == 409
    text = response.content.decode()
    assert "Deze uitkering loopt in deze periode al." in text
    assert 'value="17"' in text
    assert _right(world.marloes, dossier).valid_from == START


def test_a_right_may_follow_on_the_day_the_one_before_ended(world: World) -> None:
    dossier = _open(world)
    right = _right(world.uwv_office, dossier)
    ended = {"last_day": _day(-1), "because": "werk gevonden", "version": right.version}
    assert _send(world.uwv_office, "end_benefit", dossier, right.pk, **ended).status_code == 302
    asked = {"regime": "ww", "valid_from": _day()}
    assert _send(world.uwv_office, "start_benefit", dossier, **asked).status_code == 302


def test_correcting_a_right_into_another_is_refused(world: World) -> None:
    dossier = _open(world)
    _send(world.city_office, "start_benefit", dossier, regime="ioaw", valid_from=_day(-5))
    with world.city_office.at_work():
        right = BenefitEntitlement.objects.get(client_id=dossier, regime="ioaw")
    asked = {"regime": "ww", "valid_from": _day(-5), "because": "vergist", "version": right.version}
    assert _send(world.city_office, "correct_benefit", dossier, right.pk, **asked).status_code == 409
