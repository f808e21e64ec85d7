"""The tab with what protects a client, and what every other page leaves out because of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.kernel import clock
from schakel.ground.people.actions import arrange_interpreter, hide_address
from schakel.ground.people.addresses import NewAddress
from schakel.ground.people.models import Client, Protection
from tests.architecture.test_addresses import all_addresses
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

HOME = NewAddress("Verborgenpad", 7, "4321 ZY", "Schuilhaven")
SECRETS = ("Verborgenpad", "4321 ZY", "4321ZY", "Schuilhaven")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier(world: World) -> UUID:
    """With mia and marloes of UWV, bas of the municipality and joris of a provider."""
    found = world.open(world.marloes, world.uwv, address=HOME)
    with world.marloes.at_work() as actor:
        for person in (world.mia, world.bas, world.joris):
            add_participant(
                actor=actor,
                dossier_id=found,
                kind="helping",
                because="helpt mee",
                membership_id=person.membership_id,
            )
    return found


def _day(days: int = 0) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def _protect(person: Person, dossier_id: UUID, kind: str, **values: Any) -> HttpResponse:
    return browser(person).post(address("protect", dossier_id, kind), {"source": "brief"} | values)


def _page(person: Person, dossier_id: UUID, name: str = "protection") -> str:
    response = browser(person).get(address(name, dossier_id))
    assert response.status_code == 200
    return response.content.decode()


def _safety(**changes: Any) -> dict[str, Any]:
    values = {"words": "Altijd met twee collega's", "because": "bedreiging", "told_on": _day()}
    return values | {"until": _day(100), "review_on": _day(50)} | changes


SENT = {
    "interpreter": {"language": "Tigrinya"},
    "death": {"died_on": _day()},
    "safety": _safety(),
    "secret_address": {},
    "representative": {
        "capacity": "administrator", "name": "Kantoor Sluis", "valid_from": _day(), "court": "Rechtbank Oost",
        "document_number": "EB-1", "document_on": _day(), "street": "Kade", "house_number": "4",
        "postcode": "1234 AB", "place": "Westerveen",
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(SENT))
def test_each_kind_is_recorded_and_ended_through_the_page(world: World, dossier: UUID, kind: str) -> None:
    assert _protect(world.marloes, dossier, kind, **SENT[kind]).status_code == 302
    with world.marloes.at_work():
        row = Protection.objects.get()
    assert row.kind == kind
    ending = {"because": "vergissing", "is_mistake": "on", "version": row.version}
    assert browser(world.marloes).post(address("end_protection", dossier, row.pk), ending).status_code == 302
    assert "ten onrechte vastgelegd" in _page(world.marloes, dossier)


@pytest.mark.parametrize("kind", [*sorted(SENT), "detention"])
def test_an_empty_form_is_refused_and_stays_open(world: World, dossier: UUID, kind: str) -> None:
    person = world.uwv_office if kind == "detention" else world.marloes
    if kind == "detention":
        _let_office_join(world, dossier)
    response = browser(person).post(address("protect", dossier, kind), {"words": "half"})
    assert response.status_code == 422
    assert response.content.decode().count('class="sk-more sk-deed" open') == 1


def _let_office_join(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="betaalt",
            membership_id=world.uwv_office.membership_id,
        )


def test_the_back_office_records_detention_and_who_guides_reads_it(world: World, dossier: UUID) -> None:
    _let_office_join(world, dossier)
    sent = _protect(world.uwv_office, dossier, "detention", valid_from=_day(-3), review_on=_day(30))
    assert sent.status_code == 302
    assert "In detentie sinds" in _page(world.marloes, dossier)
    assert "detentie" not in _page(world.joris, dossier).lower()


def test_a_kind_that_does_not_exist_is_not_found(world: World, dossier: UUID) -> None:
    assert _protect(world.marloes, dossier, "tovenarij").status_code == 404


def test_a_provider_reads_what_it_needs_and_records_a_safety_agreement_only(
    world: World, dossier: UUID
) -> None:
    response = browser(world.joris).get(address("protection", dossier))
    assert [way["kind"] for way in response.context["ways"]] == ["safety"]
    assert _protect(world.joris, dossier, "death", died_on=_day()).status_code == 403


def test_safety_and_death_stand_on_top_of_every_tab(world: World, dossier: UUID) -> None:
    _protect(world.marloes, dossier, "safety", **_safety())
    _protect(world.marloes, dossier, "death", died_on=_day())
    for person, name in ((world.marloes, "dossier"), (world.joris, "people")):
        page = _page(person, dossier, name)
        assert "Er is een veiligheidsafspraak." in page
        assert "Deze cliënt is overleden op" in page


def test_a_review_that_is_due_shows_and_is_prolonged(world: World, dossier: UUID) -> None:
    _protect(world.marloes, dossier, "safety", **_safety())
    with world.marloes.at_work():
        row = Protection.objects.get()
    with clock.travel(clock.now() + timedelta(days=60)):
        assert ">herzien" in _page(world.marloes, dossier).replace("\n", "")
        sent = {"review_on": _day(100), "because": "nog nodig", "version": row.version}
        url = address("prolong_protection", dossier, row.pk)
        assert browser(world.marloes).post(url, sent).status_code == 302
        assert browser(world.marloes).post(url, sent).status_code == 409


def test_the_named_are_chosen_among_own_colleagues_who_take_part(world: World, dossier: UUID) -> None:
    response = browser(world.marloes).get(address("protection", dossier))
    form = next(way["form"] for way in response.context["ways"] if way["kind"] == "secret_address")
    names = [name for _key, name in form.fields["membership_ids"].choices]
    assert names == ["Mia Jansen"]
    sent = _protect(world.marloes, dossier, "secret_address", membership_ids=[str(world.bas.membership_id)])
    assert sent.status_code == 422


def test_who_is_named_may_be_changed_on_the_page(world: World, dossier: UUID) -> None:
    _protect(world.marloes, dossier, "secret_address")
    url = address("name_readers", dossier)
    sent = {"membership_ids": [str(world.mia.membership_id)]}
    assert browser(world.marloes).post(url, sent).status_code == 302
    assert "Mia Jansen" in _page(world.bas, dossier)
    assert browser(world.bas).post(url, {}).status_code == 403


@pytest.mark.parametrize("who", ["bas", "joris", "uwv_office"])
def test_no_page_shows_a_secret_address_to_who_is_not_named(world: World, dossier: UUID, who: str) -> None:
    """Every address of the house that takes a dossier or nothing, for partner, provider and colleague."""
    _let_office_join(world, dossier)
    with world.marloes.at_work() as actor:
        hide_address(actor=actor, dossier_id=dossier, membership_ids=[], source="melding")
    visitor, seen = browser(getattr(world, who)), 0
    for name, pattern in all_addresses():
        keys = set(pattern.pattern.converters)
        if keys - {"dossier_id"}:
            continue
        from django.urls import reverse

        url = reverse(name, kwargs=dict.fromkeys(keys, dossier))
        response = visitor.get(url)
        seen += response.status_code == 200
        text = b"".join(response).decode(errors="replace")
        assert [word for word in SECRETS if word in text] == [], name
    assert seen > 5


def test_a_search_on_the_place_or_street_finds_nobody(world: World, dossier: UUID) -> None:
    with world.marloes.at_work() as actor:
        hide_address(actor=actor, dossier_id=dossier, membership_ids=[], source="melding")
    response = browser(world.bas).get(address("list"), {"q": "Schuilhaven", "who": "all"})
    assert str(dossier) not in response.content.decode()


def test_the_page_asks_little(world: World, dossier: UUID) -> None:
    with world.marloes.at_work() as actor:
        arrange_interpreter(actor=actor, dossier_id=dossier, language="Tigrinya", source="gesprek")
        hide_address(actor=actor, dossier_id=dossier, membership_ids=[], source="melding")
    assert len(own_statements(world.marloes, address("protection", dossier))) <= 16


def test_only_guides_with_a_part_get_in(world: World, dossier: UUID) -> None:
    assert browser(world.bert).get(address("protection", dossier)).status_code == 404
    with world.bert.at_work(Purpose.GUIDANCE):
        assert not Client.objects.filter(pk=dossier).exists()
