"""The tab with the norms: what applies to this client, why, what is unknown, and who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.journal.reading import looks_at
from schakel.ground.kernel import clock
from schakel.ground.norms.standing import norms_of
from schakel.ground.people.models import Regime
from schakel.ground.people.telling import age_on
from tests.world import Person, World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    """The rules of a day are asked for on that day, whenever the tests run."""
    with clock.travel(TODAY):
        yield


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def _page(person: Person, dossier_id: UUID) -> Any:
    return _client(person).get(f"/dossiers/{dossier_id}/rules/")


def _with_right(world: World, regime: str, start: date, **client: Any) -> UUID:
    return world.open(world.bas, world.city, entitlement=right_to(regime, start), **client)


def test_the_norms_of_the_client_s_scheme_apply_with_their_article() -> None:
    world = World()
    dossier_id = _with_right(world, Regime.PARTICIPATIEWET, date(2026, 1, 1), birth_date=date(1990, 5, 1))
    response = _page(world.bas, dossier_id)
    text = response.content.decode()
    assert response.status_code == 200
    assert "PW-7-1-a" in text
    assert "Leeftijd in jaren: 36 (27 of hoger)" in text
    assert "WW-25" not in text


def test_a_birth_date_that_nobody_told_leaves_norms_unknown() -> None:
    world = World()
    dossier_id = _with_right(world, Regime.PARTICIPATIEWET, date(2026, 1, 1), birth_date=None)
    with world.bas.at_work():
        found = norms_of(dossier_id, TODAY, sections_visible(dossier_id))
    assert {"Leeftijd in jaren": "nog niet ingevuld"}.items() <= {
        m.label: m.because for m in found.missing
    }.items()
    assert "PW-7-1-a" not in {card.id for card in found.institutions}


def test_a_right_that_ended_no_longer_counts() -> None:
    world = World()
    over = right_to(Regime.PARTICIPATIEWET, date(2020, 1, 1), date(2021, 1, 1))
    dossier_id = world.open(world.bas, world.city, entitlement=over)
    with world.bas.at_work():
        found = norms_of(dossier_id, TODAY, sections_visible(dossier_id))
    assert "PW-17-1" not in {card.id for card in (*found.pressing, *found.citizen)}


def test_institutions_come_before_the_citizen() -> None:
    world = World()
    dossier_id = _with_right(world, Regime.PARTICIPATIEWET, date(2026, 1, 1))
    text = _page(world.bas, dossier_id).content.decode()
    assert text.index("voor instellingen") < text.index("voor de cliënt")


def test_announced_law_is_shown_apart_with_its_day() -> None:
    world = World()
    dossier_id = _with_right(world, Regime.PARTICIPATIEWET, date(2026, 1, 1))
    text = _page(world.bas, dossier_id).content.decode()
    assert "Aangekondigd voor vrijdag 1 januari 2027" in text


def test_the_look_is_written_in_the_read_log() -> None:
    world = World()
    dossier_id = _with_right(world, Regime.PARTICIPATIEWET, date(2026, 1, 1))
    _page(world.bas, dossier_id)
    client = world.client_of(dossier_id, world.bas)
    with client.at_work(Purpose.OWN_DATA):
        assert "dossiers:rules" in {look.page for look in looks_at(dossier_id)}


def test_another_organisation_does_not_see_the_tab() -> None:
    world = World()
    dossier_id = _with_right(world, Regime.PARTICIPATIEWET, date(2026, 1, 1))
    assert _page(world.marloes, dossier_id).status_code == 404


def test_the_tab_costs_few_statements(django_assert_max_num_queries: Any) -> None:
    world = World()
    dossier_id = _with_right(world, Regime.PARTICIPATIEWET, date(2026, 1, 1))
    client = _client(world.bas)
    client.get(f"/dossiers/{dossier_id}/rules/")
    with django_assert_max_num_queries(26):
        client.get(f"/dossiers/{dossier_id}/rules/")


def test_the_client_reads_the_same_in_plain_words() -> None:
    world = World()
    dossier_id = _with_right(world, Regime.PARTICIPATIEWET, date(2026, 1, 1), birth_date=date(1990, 5, 1))
    client = _client(world.client_of(dossier_id, world.bas))
    text = client.get("/me/rules/").content.decode()
    assert "Dit doen anderen voor u" in text
    assert "/norms/PW-7-1-a/" in text
    assert "nog niet nagekeken" in text


def test_the_age_of_a_leap_day_child_changes_on_the_first_of_march() -> None:
    born = date(2004, 2, 29)
    assert [age_on(born, day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [21, 22]
