"""The tab with facts: sources beside each other, asked once, and two versions side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, dispute_fact, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def _shared(world: World) -> UUID:
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="samen",
            membership_id=world.bas.membership_id,
        )
    return dossier_id


def _state(person: Person, dossier_id: UUID, value: str, **more: Any) -> HttpResponse:
    values = {"name": "driving_licence", "value": value, "quality": "stated", "version": 0}
    return browser(person).post(address("state_fact", dossier_id), values | more)


def _values(person: Person) -> list[str]:
    with person.at_work():
        return list(Fact.objects.filter(is_current=True).order_by("value").values_list("value", flat=True))


def test_a_fact_is_stated_through_the_page() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    assert _state(world.marloes, dossier_id, "yes").status_code == 302
    assert _values(world.marloes) == ["yes"]


def test_what_another_source_said_is_filled_in_and_named() -> None:
    world = World()
    dossier_id = _shared(world)
    _state(world.marloes, dossier_id, "yes")
    response = browser(world.bas).get(address("facts", dossier_id))
    assert "Al bekend: ja, UWV Oosterwaard" in response.content.decode()
    row = next(r for r in response.context["rows"] if r["kind"].name == "driving_licence")
    assert row["form"].initial["value"] == "yes"


def test_sources_that_differ_stay_beside_each_other() -> None:
    world = World()
    dossier_id = _shared(world)
    _state(world.marloes, dossier_id, "yes")
    _state(world.bas, dossier_id, "no")
    assert _values(world.marloes) == ["no", "yes"]
    assert "bronnen verschillen" in browser(world.marloes).get(address("facts", dossier_id)).content.decode()


def test_an_answer_that_does_not_exist_is_refused_beside_the_field() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    response = _state(world.marloes, dossier_id, "misschien")
    assert response.status_code == 422
    assert _values(world.marloes) == []
    assert response.content.decode().count('class="sk-more sk-deed" open') == 1


def test_a_change_meanwhile_shows_both_versions() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _state(world.marloes, dossier_id, "yes", version=0)
    response = _state(world.marloes, dossier_id, "no", version=0)
    assert response.status_code == 409
    assert "Twee versies naast elkaar" in response.content.decode()
    assert _values(world.marloes) == ["yes"]


def test_the_version_kept_is_stated() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _state(world.marloes, dossier_id, "yes")
    shown = _state(world.marloes, dossier_id, "no")
    kept = {f"mine-{field['name']}": field["mine_value"] for field in shown.context["fields"]}
    kept |= {"version": shown.context["version"], "keep-value": "mine"}
    assert browser(world.marloes).post(address("state_fact", dossier_id), kept).status_code == 302
    assert _values(world.marloes) == ["no"]


def test_an_old_form_does_not_fit_a_value_stated_twice_since() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _state(world.marloes, dossier_id, "yes")
    _state(world.marloes, dossier_id, "no", version=1)
    assert _state(world.marloes, dossier_id, "yes", version=1).status_code == 409


def test_the_client_s_dispute_is_shown_in_their_words() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    client = world.client_of(dossier_id, world.marloes)
    with world.marloes.at_work() as actor:
        fact_id = state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("driving_licence", "no"))
    with client.at_work(Purpose.OWN_DATA) as actor:
        dispute_fact(actor=actor, dossier_id=dossier_id, fact_id=fact_id, words="Ik haalde het in mei.")
    assert (
        "Ik haalde het in mei." in browser(world.marloes).get(address("facts", dossier_id)).content.decode()
    )


def test_administration_has_no_way_in() -> None:
    world = World()
    dossier_id = world.open(world.uwv_office, world.uwv)
    assert browser(world.uwv_office).get(address("facts", dossier_id)).status_code == 404


def test_the_tab_asks_at_most_ten_statements() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    assert len(own_statements(world.marloes, address("facts", dossier_id))) <= 10
