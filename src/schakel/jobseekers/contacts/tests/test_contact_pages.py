"""Contact moments on screen: recorded once, never in the future, put right by their own organisation only."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.dossiers.actions import add_participant, look_urgently
from schakel.ground.dossiers.actions.urgent_looks import NewUrgentLook
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.contacts.actions import NewContact, correct_contact, record_contact
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.contacts.queries import last_contact
from tests.browsing import MARKS, former_participant, pages_looked_at, signed_in
from tests.world import World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def address(dossier_id: UUID) -> str:
    return reverse("contacts:list", args=[dossier_id])


def told(**changes: str) -> dict[str, str]:
    values = {
        "day": "2026-01-05",
        "time": "10:30",
        "channel": "phone",
        "kind": "progress",
        "summary": "Gebeld.",
    }
    return {**values, "submit_key": str(uuid7()), **changes}


def recorded(world: World, dossier_id: UUID, count: int = 1) -> UUID:
    with world.marloes.at_work() as actor:
        for number in range(count):
            moment = clock.now() - timedelta(days=number + 1)
            contact_id = record_contact(
                actor=actor,
                dossier_id=dossier_id,
                new=NewContact(moment, "phone", "progress", f"Gesprek {number}"),
            )
    return contact_id


def all_contacts(world: World) -> list[ContactMoment]:
    with world.marloes.at_work():
        return list(ContactMoment.objects.all())


def test_a_contact_of_earlier_is_recorded_at_its_own_moment(world: World, dossier_id: UUID) -> None:
    response = signed_in(world.marloes).post(address(dossier_id), told())
    assert response.status_code == 302
    assert response.url == address(dossier_id)
    moment = all_contacts(world)[0].occurred_at.astimezone(clock.AMSTERDAM)
    assert moment.strftime("%Y-%m-%d %H:%M") == "2026-01-05 10:30"


def test_the_form_starts_at_this_moment_in_the_netherlands(world: World, dossier_id: UUID) -> None:
    page = signed_in(world.marloes).get(address(dossier_id)).content.decode()
    assert f'value="{clock.today().isoformat()}"' in page


def test_a_double_click_records_once(world: World, dossier_id: UUID) -> None:
    browser, values = signed_in(world.marloes), told()
    browser.post(address(dossier_id), values)
    assert browser.post(address(dossier_id), values).status_code == 302
    assert len(all_contacts(world)) == 1


def test_a_moment_to_come_is_refused_in_words_and_all_input_stays(world: World, dossier_id: UUID) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    response = signed_in(world.marloes).post(
        address(dossier_id), told(day=tomorrow, summary="Mijn lange tekst")
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "Een contact dat nog komt, is een afspraak." in page
    assert "Mijn lange tekst" in page
    assert all_contacts(world) == []


def test_an_expired_session_leads_back_and_stores_nothing(world: World, dossier_id: UUID) -> None:
    response = Client().post(
        address(dossier_id), told(), headers={"referer": f"http://x{address(dossier_id)}"}
    )
    assert response.status_code == 302
    assert "/login/?next=" in response.url
    assert all_contacts(world) == []


def test_the_list_goes_on_where_the_page_ended(world: World, dossier_id: UUID) -> None:
    recorded(world, dossier_id, count=21)
    browser = signed_in(world.marloes)
    first = browser.get(address(dossier_id))
    assert [c.summary for c in first.context["contacts"]] == [f"Gesprek {n}" for n in range(20)]
    second = browser.get(first.context["pager"]["next_url"])
    assert [c.summary for c in second.context["contacts"]] == ["Gesprek 20"]


def test_an_unreadable_place_is_the_top_of_the_list(world: World, dossier_id: UUID) -> None:
    recorded(world, dossier_id)
    response = signed_in(world.marloes).get(address(dossier_id) + "?before=gisteren_x")
    assert len(response.context["contacts"]) == 1


def test_a_stranger_and_a_former_participant_find_nothing(world: World, dossier_id: UUID) -> None:
    former = former_participant(world, dossier_id)
    for person in (world.mia, former, world.joris):
        assert signed_in(person).get(address(dossier_id)).status_code == 404


def test_an_administrator_finds_no_such_page(world: World, dossier_id: UUID) -> None:
    assert signed_in(world.city_admin).get(address(dossier_id)).status_code == 404


def test_the_back_office_reads_but_does_not_record(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        member = world.uwv_office.membership_id
        add_participant(
            actor=actor, dossier_id=dossier_id, kind="helping", because="uitkering", membership_id=member
        )
    browser = signed_in(world.uwv_office)
    assert browser.get(address(dossier_id)).context["form"] is None
    assert browser.post(address(dossier_id), told()).status_code == 403
    assert all_contacts(world) == []


def test_another_organisation_cannot_put_it_right(world: World, dossier_id: UUID) -> None:
    contact_id = recorded(world, dossier_id)
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="samen",
            membership_id=world.bas.membership_id,
        )
    url = reverse("contacts:correct", args=[dossier_id, contact_id])
    assert signed_in(world.bas).get(url).status_code == 404


def test_a_correction_needs_its_reason(world: World, dossier_id: UUID) -> None:
    url = reverse("contacts:correct", args=[dossier_id, recorded(world, dossier_id)])
    response = signed_in(world.marloes).post(url, told(version="1", summary="Anders"))
    assert response.status_code == 422
    assert response.context["form"].has_error("because")


@pytest.fixture
def stale_page(world: World, dossier_id: UUID) -> tuple[Client, str]:
    """Marloes has version 1 on her screen; Mia's organisation-wide correction made it version 2."""
    contact_id = recorded(world, dossier_id)
    change_by_a_colleague(world, dossier_id, contact_id, "Van de collega", 1)
    return signed_in(world.marloes), reverse("contacts:correct", args=[dossier_id, contact_id])


def change_by_a_colleague(
    world: World, dossier_id: UUID, contact_id: UUID, summary: str, version: int
) -> None:
    with world.marloes.at_work() as actor:
        moment = clock.now() - timedelta(days=1)
        correct_contact(
            actor=actor,
            dossier_id=dossier_id,
            contact_id=contact_id,
            new=NewContact(moment, "mail", "progress", summary),
            because="fout",
            expected_version=version,
        )


def test_two_corrections_are_put_beside_each_other(
    world: World, dossier_id: UUID, stale_page: tuple[Client, str]
) -> None:
    browser, url = stale_page
    response = browser.post(url, told(version="1", summary="Van mij", because="beter"))
    assert response.status_code == 409
    page = response.content.decode()
    assert "Van mij" in page
    assert "Van de collega" in page
    assert "Marloes van Dijk" in page
    assert all_contacts(world)[0].summary == "Van de collega"


def test_the_choice_per_field_finishes_the_correction(
    world: World, dossier_id: UUID, stale_page: tuple[Client, str]
) -> None:
    browser, url = stale_page
    shown = browser.post(url, told(version="1", summary="Van mij", because="beter")).context
    post = {f"mine-{f['name']}": f["mine_value"] or f["mine"] for f in shown["fields"]}
    post |= {f"keep-{f['name']}": "mine" for f in shown["fields"] if f["differs"]}
    post |= {"keep-channel": "theirs", "version": shown["version"], "submit_key": shown["submit_key"]}
    assert browser.post(url, post).status_code == 302
    contact = all_contacts(world)[0]
    assert (contact.summary, contact.channel, contact.version) == ("Van mij", "mail", 3)


def test_a_third_change_brings_the_screen_again(
    world: World, dossier_id: UUID, stale_page: tuple[Client, str]
) -> None:
    browser, url = stale_page
    shown = browser.post(url, told(version="1", summary="Van mij", because="beter")).context
    change_by_a_colleague(world, dossier_id, all_contacts(world)[0].id, "Nog een keer", 2)
    post = {f"mine-{f['name']}": f["mine_value"] or f["mine"] for f in shown["fields"]}
    post |= {f"keep-{f['name']}": "mine" for f in shown["fields"] if f["differs"]}
    again = browser.post(url, post | {"version": shown["version"], "submit_key": shown["submit_key"]})
    assert again.status_code == 409
    assert "Nog een keer" in again.content.decode()
    assert all_contacts(world)[0].summary == "Nog een keer"


def test_a_look_at_both_versions_stays_in_the_read_log(
    world: World, dossier_id: UUID, stale_page: tuple[Client, str]
) -> None:
    browser, url = stale_page
    browser.post(url, told(version="1", summary="Van mij", because="beter"))
    assert "contacts:correct" in pages_looked_at(world, dossier_id)


def test_the_list_takes_a_fixed_number_of_statements(
    world: World, dossier_id: UUID, django_assert_max_num_queries: object
) -> None:
    recorded(world, dossier_id, count=15)
    browser = signed_in(world.marloes)
    browser.get(address(dossier_id))
    with django_assert_max_num_queries(14):
        browser.get(address(dossier_id))


def test_the_panel_takes_one_statement(
    world: World, dossier_id: UUID, django_assert_num_queries: object
) -> None:
    recorded(world, dossier_id)
    with world.marloes.at_work(), django_assert_num_queries(1):
        assert last_contact(dossier_id)["contact"].summary == "Gesprek 0"


def test_who_looks_for_an_urgent_reason_reads_without_forms(world: World, dossier_id: UUID) -> None:
    recorded(world, dossier_id)
    with world.marloes.at_work():
        number = Dossier.objects.get(pk=dossier_id).number
    new = NewUrgentLook("safety", "de cliënt staat nu aan de balie", number=number)
    with world.mia.at_work() as actor:
        look_urgently(actor=actor, new=new)
    browser = signed_in(world.mia)
    shown = browser.get(address(dossier_id)).content.decode()
    assert "Gesprek 0" in shown
    assert "Bewaar als concept" not in shown
    assert "Maak een afspraak" not in browser.get(reverse("plans:list", args=[dossier_id])).content.decode()
