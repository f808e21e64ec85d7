"""The dossier's first tab: chain, tabs, course, people, and who may open it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from schakel.ground.access.types import Section
from schakel.ground.dossiers import access, panels
from schakel.ground.dossiers.actions import add_participant, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.tests.pages import address, browser, hand_over, looks_written, own_statements
from schakel.ground.journal import decisions
from schakel.ground.kernel import clock
from schakel.ground.kernel.acts import action
from tests.world import Person, World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def _text(person: Person, dossier_id: Any, query: str = "") -> str:
    response = browser(person).get(address("dossier", dossier_id) + query)
    assert response.status_code == 200
    return str(response.content.decode())


@action(access.DECIDE)
def _decide(*, actor: Any, dossier_id: Any) -> Any:
    expected = decisions.Expected("werk", clock.today() + timedelta(days=60), 5)
    options = (decisions.Option("Logistiek"), decisions.Option("Bakkerij"))
    decision = decisions.Decision(
        "direction", "Welke richting?", options, "Logistiek", "client_wish", expected=expected
    )
    return decisions.record_decision(decision, dossier_id=dossier_id)


def _help(world: World, dossier_id: Any, person: Person) -> None:
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="vraag",
            membership_id=person.membership_id,
        )


def test_the_chain_names_who_holds_regie_and_the_client() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name="Haddou")
    text = _text(world.marloes, dossier_id)
    assert "Regie keten en UWV Oosterwaard, sinds" in text
    assert "Marloes van Dijk (u)" in text
    assert "sk-link--client" in text


def test_a_queue_that_holds_regie_is_drawn_open() -> None:
    world = World()
    dossier_id = world.open_in_queue(world.bas, world.city, world.city_team)
    text = _text(world.bas, dossier_id)
    assert "Regie keten: in wachtrij sinds" in text
    assert "sk-link--open" in text


def test_a_helper_is_drawn_thin() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _help(world, dossier_id, world.bas)
    assert "sk-link--helper" in _text(world.marloes, dossier_id)


def test_benefits_show_their_last_day() -> None:
    world = World()
    last = clock.today() + timedelta(days=10)
    dossier_id = world.open(
        world.marloes, world.uwv, entitlement=right_to("ww", date(2026, 1, 1), last + timedelta(days=1))
    )
    assert "11 dagen" in _text(world.marloes, dossier_id)


def test_a_provider_sees_no_benefit_and_no_button_to_change_people() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, entitlement=right_to("ww", date(2026, 1, 1)))
    _help(world, dossier_id, world.joris)
    text = _text(world.joris, dossier_id)
    assert "sk-facts" not in text
    assert "Iemand erbij vragen" not in text


def test_a_section_that_is_not_granted_stays_listed_with_a_lock() -> None:
    world = World()
    dossier_id = world.open(world.uwv_office, world.uwv)
    text = _text(world.uwv_office, dossier_id)
    assert "(niet zichtbaar voor uw rol)" in text
    assert address("facts", dossier_id) not in text


def test_the_course_shows_a_choice_with_its_reason() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        _decide(actor=actor, dossier_id=dossier_id)
    text = _text(world.marloes, dossier_id, "?show=choices")
    assert "Bakkerij" in text
    assert "kans 5 op 10" in text
    assert "geopend" not in text


def test_the_course_goes_back_by_keyset() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        for hours in range(22):
            state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("hours_available", str(hours)))
    client = browser(world.marloes)
    first = client.get(address("dossier", dossier_id))
    second = client.get(first.context["earlier_url"].partition("#")[0])
    shown = first.context["entries"] + second.context["entries"]
    assert len({entry["heading"] for entry in shown}) == len(shown) == 27
    assert shown == sorted(shown, key=lambda entry: entry["day"], reverse=True)


def test_administration_does_not_read_the_profile_in_the_course() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _help(world, dossier_id, world.uwv_office)
    with world.marloes.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("wish", "magazijnwerk"))
    assert "magazijnwerk" not in _text(world.uwv_office, dossier_id)


def test_people_are_listed_with_what_each_may_see() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _help(world, dossier_id, world.joris)
    text = _text(world.marloes, dossier_id)
    assert "ziet persoon, werkprofiel, plan en diensten, contacten" in text


def test_sources_that_differ_stand_side_by_side() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _help(world, dossier_id, world.bas)
    for person, value in ((world.marloes, "yes"), (world.bas, "no")):
        with person.at_work() as actor:
            state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("driving_licence", value))
    assert "Verschil tussen bronnen" in _text(world.marloes, dossier_id)


def test_the_receiving_team_sees_the_handover_with_its_buttons() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    hand_over(world.marloes, dossier_id, world.city_team)
    text = _text(world.bas, dossier_id)
    assert "UWV Oosterwaard vraagt u dit op te pakken" in text
    assert "Pak op" in text
    assert "Pak op" not in _text(world.marloes, dossier_id)


def test_a_registered_panel_is_filled_and_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    panel = panels.Panel(
        "proef",
        "main",
        1,
        Section.PLAN,
        "web/components/empty.html",
        lambda _id: {"title": "Uit een andere kamer"},
    )
    monkeypatch.setattr(panels, "_panels", {"proef": panel})
    assert "Uit een andere kamer" in _text(world.marloes, dossier_id)


def test_the_page_asks_at_most_twelve_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, entitlement=right_to("ww", date(2026, 1, 1)))
    _help(world, dossier_id, world.bas)
    hand_over(world.marloes, dossier_id, world.city_team)
    monkeypatch.setattr(panels, "_panels", {})
    statements = own_statements(world.marloes, address("dossier", dossier_id))
    assert len(statements) <= 12, statements


def test_each_look_is_written_down() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    with looks_written() as rows:
        _text(world.marloes, dossier_id)
    assert [dossier_id.hex in row for row in rows] == [True]


@pytest.mark.parametrize("page", ["dossier", "people", "facts", "handover"])
def test_a_stranger_and_a_former_participant_find_nothing(page: str) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    assert browser(world.bas).get(address(page, dossier_id)).status_code == 404
    _help(world, dossier_id, world.mia)
    assert browser(world.mia).get(address(page, dossier_id)).status_code == 200
    people = browser(world.marloes).get(address("people", dossier_id)).context["people"]
    row = next(p["row"] for p in people if p["name"] == "Mia Jansen")
    browser(world.marloes).post(address("leave", dossier_id, row.pk), {"because": "klaar"})
    assert browser(world.mia).get(address(page, dossier_id)).status_code == 404


def test_a_client_and_an_administrator_find_no_page_for_professionals() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    client = world.client_of(dossier_id, world.marloes)
    for person in (client, world.city_admin):
        assert browser(person).get(address("dossier", dossier_id)).status_code == 404
