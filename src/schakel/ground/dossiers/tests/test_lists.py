"""The list of clients: in every order, a page on and a page back, narrowed, and following what happens."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from django.db import connection

from schakel.ground.access.models import Grant
from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import take_regie
from schakel.ground.dossiers.forms import ListForm
from schakel.ground.dossiers.models import Dossier, ListedDossier
from schakel.ground.dossiers.queries.listing import Found, Sort, Wanted, find_dossiers
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.kernel import clock
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.plans.actions import NewAgreement, make_agreement
from tests.world import Person, World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SMALL = 3


def listed(person: Person, **wanted: object) -> Found:
    with person.at_work():
        return find_dossiers(Wanted(**wanted), limit=SMALL)  # type: ignore[arg-type]


def names(found: Found) -> list[str]:
    return [row.family_name for row in found.rows]


def spread(world: World, count: int) -> list[UUID]:
    """Clients with names, days of opening, contacts and agreements in different orders."""
    ids = [world.open(world.marloes, world.uwv, family_name=f"Naam{n:02}") for n in range(count)]
    with world.marloes.at_work() as actor:
        for place, dossier_id in enumerate(ids):
            on = {"actor": actor, "dossier_id": dossier_id}
            Dossier.objects.filter(pk=dossier_id).update(
                opened_on=clock.today() - timedelta(days=place * 7 % 5)
            )
            if place % 2:
                occurred = clock.now() - timedelta(days=place * 3 % 11)
                record_contact(**on, new=NewContact(occurred, "phone", "progress", "Besproken."))
            if place % 3:
                due = clock.today() + timedelta(days=place * 5 % 7)
                new = NewAgreement("Cv sturen", "vacature", "client", due)
                make_agreement(**on, organisation_id=world.uwv, new=new)
    return ids


@pytest.mark.parametrize("sort", Sort.values)
def test_going_on_and_back_shows_everyone_once_and_the_same_pages(sort: str) -> None:
    world = World()
    ids = spread(world, 8)
    pages = [listed(world.marloes, sort=sort)]
    while pages[-1].has_more:
        pages.append(listed(world.marloes, sort=sort, after=pages[-1].rows[-1].id))
    assert sorted(row.id for page in pages for row in page.rows) == sorted(ids)
    assert [len(page.rows) for page in pages] == [3, 3, 2]
    for earlier, later in pairwise(pages):
        back = listed(world.marloes, sort=sort, before=later.rows[0].id)
        assert (back.rows, back.has_more) == (earlier.rows, True)
        assert back.has_before is (earlier is not pages[0])


def test_each_order_is_the_one_it_says() -> None:
    world = World()
    spread(world, 8)
    with world.marloes.at_work():
        rows = {sort: find_dossiers(Wanted(sort=sort)).rows for sort in Sort.values}
    contacts = [row.last_contact_on or date.min for row in rows[Sort.CONTACT]]
    due = [row.next_agreement_on or date.max for row in rows[Sort.AGREEMENT]]
    opened = [row.opened_on for row in rows[Sort.OPENED]]
    assert (contacts, due, opened) == (sorted(contacts), sorted(due), sorted(opened, reverse=True))
    assert len(set(contacts)) > 2
    assert len(set(due)) > 2


def test_a_client_of_mine_and_of_my_team_is_listed_once() -> None:
    world = World()
    dossier_id = world.open_in_queue(world.bas, world.city, world.city_team, family_name="Wachtman")
    with world.bas.at_work() as actor:
        take_regie(actor=actor, dossier_id=dossier_id, scope="organisation", because="opgepakt")
    assert names(listed(world.bas, who="all")) == ["Wachtman"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"regime": "ww"}, ["Werk"]),
        ({"regime": "wia"}, ["Ziek"]),
        ({"ending_weeks": 4}, ["Werk"]),
        ({"place": "zwolle"}, ["Ziek"]),
        ({"quiet_days": 30}, ["Werk", "Ziek"]),
    ],
)
def test_a_filter_keeps_who_fits(wanted: dict[str, object], expected: list[str]) -> None:
    world, today = World(), clock.today()
    ending = right_to("ww", today - timedelta(days=90), today + timedelta(days=14))
    world.open(world.marloes, world.uwv, family_name="Werk", entitlement=ending)
    lasting = right_to("wia", today - timedelta(days=90))
    world.open(world.marloes, world.uwv, family_name="Ziek", entitlement=lasting, place="Zwolle")
    assert names(listed(world.marloes, **wanted)) == expected


def test_a_colleague_narrows_to_who_we_share() -> None:
    world = World()
    world.open(world.mia, world.uwv, family_name="Alleen")
    world.open_in_queue(world.mia, world.uwv, world.uwv_team, family_name="Samen")
    assert names(listed(world.marloes, who="all", colleague=world.mia.reader_id)) == []
    assert names(listed(world.marloes, who="all")) == ["Samen"]


def test_the_last_contact_is_a_day_on_which_the_client_was_spoken() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id}
        earlier = clock.now() - timedelta(days=5)
        record_contact(**on, new=NewContact(earlier, "phone", "progress", "Besproken."))
        record_contact(**on, new=NewContact(clock.now(), "office", "absent", "Kwam niet."))
        assert Dossier.objects.get(pk=dossier_id).last_contact_on == earlier.astimezone(clock.AMSTERDAM).date()


def test_what_a_section_tells_is_not_asked_without_that_section() -> None:
    asked = {"sort": "contact", "quiet": "3", "regime": "ww", "ending": "4", "place": "Zwolle"}
    form = ListForm(asked, sections=Section.IDENTITY)
    assert form.wanted() == Wanted(place="Zwolle")
    assert [choice for choice, _label in form.fields["sort"].choices] == ["name", "opened"]  # type: ignore[attr-defined]


def test_the_rows_of_lists_follow_the_grants() -> None:
    world = World()
    spread(world, 3)
    with world.marloes.at_work():
        keys = ("dossier_id", "reader_id", "valid_from", "sections", "is_personal")
        assert set(ListedDossier.objects.values_list(*keys)) == set(
            Grant.objects.filter(reader_id=world.marloes.reader_id).values_list(*keys)
        )


def test_the_application_cannot_write_rows_of_lists() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('dossiers_listeddossier', 'insert, update, delete')")
        assert cursor.fetchone() == (False,)


def test_the_filters_stay_when_one_comes_back() -> None:
    world = World()
    client = browser(world.marloes)
    client.get(address("list") + "?who=all&sort=opened&place=Zwolle")
    again = client.get(address("list"))
    assert again.context["query"] == "who=all&sort=opened&place=Zwolle"
    assert "Woonplaats" in again.context["narrowing"]


def test_words_typed_are_not_kept() -> None:
    world = World()
    client = browser(world.marloes)
    client.get(address("list") + "?q=haddou")
    assert "haddou" not in client.get(address("list")).content.decode()


@pytest.mark.parametrize(
    "query",
    ["sort=wrong", "quiet=-1", "quiet=x", "ending=99999", "after=nobody", "who=theirs", "colleague=999999"],
)
def test_a_rotten_address_shows_the_plain_list(query: str) -> None:
    world = World()
    world.open(world.marloes, world.uwv, family_name="Haddou")
    response = browser(world.marloes).get(f"{address('list')}?{query}")
    assert response.status_code == 200
    assert "Haddou" in response.content.decode()


def test_a_narrowed_list_asks_at_most_eleven_statements() -> None:
    world = World()
    ids = spread(world, 4)
    query = f"?who=all&sort=contact&regime=ww&quiet=3&place=x&after={ids[0]}"
    assert len(own_statements(world.marloes, address("list") + query)) <= 11
