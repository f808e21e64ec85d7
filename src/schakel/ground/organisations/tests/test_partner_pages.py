"""Chain partners: found by old and new names, named by themselves, entered by the set."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from schakel.ground.access.types import OrganisationKind, Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.course import shown_entries
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.actions import give_own_name
from schakel.ground.organisations.models import Organisation, OwnName
from schakel.ground.people.models import Client as Person_
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def rename(world: World, subject: str, text: str) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        give_own_name(
            actor=actor, organisation_id=world.city, subject=subject, text=text, reason="raadsbesluit"
        )


def test_everyone_at_work_sees_the_partners_in_a_fixed_number_of_questions(
    world: World, django_assert_max_num_queries: Any
) -> None:
    page = browser(world.marloes)
    page.get("/partners/")
    with django_assert_max_num_queries(14):
        answer = page.get("/partners/")
    assert [one.name for one, _kind in answer.context["rows"]] == [
        "Gemeente Oosterwaard",
        "Stap Vooruit",
        "UWV Oosterwaard",
    ]


def test_an_organisation_is_found_by_the_name_it_had(world: World) -> None:
    with clock.travel(clock.today() + timedelta(days=10)):
        rename(world, "name", "Gemeente Waard")
        answer = browser(world.marloes).get("/partners/", {"q": "oosterwaard", "kind": "municipality"})
        assert [one.name for one, _kind in answer.context["rows"]] == ["Gemeente Waard"]
        html = browser(world.marloes).get(f"/partners/{world.city}/").content.decode()
        assert "Gemeente Oosterwaard" in html


def test_an_old_entry_tells_the_name_of_its_day(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    with clock.travel(clock.today() + timedelta(days=10)):
        rename(world, "name", "Gemeente Waard")
        with world.bas.at_work():
            client = Person_.objects.get(pk=dossier_id)
            entry = shown_entries(timeline(dossier_id, limit=1), client, clock.today())[0]
        assert entry["by"] == "Bas Kuiper, Gemeente Oosterwaard"


def test_a_role_is_shown_as_the_organisation_calls_it(world: World) -> None:
    rename(world, "client_manager", "regisseur")
    rows = browser(world.bas).get("/directory/").context["people"]
    words = {row["member"].professional.name: row["member"].role_words for row in rows}
    assert words["Bas Kuiper"] == "regisseur"
    assert words["Marloes van Dijk"] == "werkcoach"


def test_an_empty_text_takes_our_word_again(world: World) -> None:
    rename(world, "client_manager", "regisseur")
    with clock.travel(clock.today() + timedelta(days=1)):
        rename(world, "client_manager", "")
        organisation = Organisation.objects.get(pk=world.city)
        assert organisation.role_on("client_manager", clock.today()) == "klantmanager"
        assert organisation.role_on("client_manager", clock.today() - timedelta(days=1)) == "regisseur"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("name", "uwv oosterwaard"),
        ("name", "Gemeente Oosterwaard"),
        ("work_coach", "coach"),
        ("niets", "iets"),
    ],
)
def test_a_name_that_cannot_be_is_refused(world: World, subject: str, text: str) -> None:
    with pytest.raises(InvalidError):
        rename(world, subject, text)
    assert not OwnName.objects.exists()


def test_the_form_keeps_what_was_typed(world: World) -> None:
    sent = {"subject": "name", "text": "UWV Oosterwaard", "reason": "besluit"}
    answer = browser(world.city_admin).post("/organisation/names/", sent)
    assert answer.status_code == 422
    assert "UWV Oosterwaard" in answer.content.decode()


def test_a_name_given_on_the_page_is_used_at_once(world: World) -> None:
    sent = {"subject": "name", "text": "Gemeente Waard", "reason": "besluit"}
    answer = browser(world.city_admin).post("/organisation/names/", sent, follow=True)
    assert "Gemeente Waard" in answer.content.decode()


def test_how_one_is_reached_is_kept_up_by_the_administrator_alone(world: World) -> None:
    sent = {"place": "Lingemond", "phone": "06 00 00 01 09", "region_code": "", "municipality_code": "9902"}
    assert browser(world.bas).post("/organisation/reach/", sent).status_code == 404
    assert browser(world.city_admin).post("/organisation/reach/", sent).status_code == 302
    assert Organisation.objects.get(pk=world.city).place == "Lingemond"
    wrong = browser(world.city_admin).post("/organisation/reach/", sent | {"municipality_code": "12"})
    assert wrong.status_code == 422


def test_a_set_of_partners_is_entered_once(world: World) -> None:
    page = browser(world.city_admin)
    for _time in range(2):
        sent = {"name": "chain_2026", "region": "Oosterwaard"}
        assert page.post("/partners/preset/", sent).status_code == 302
    made = Organisation.objects.filter(preset="chain_2026")
    assert made.count() == 9
    assert made.get(kind=OrganisationKind.WERKCENTRUM).name == "Werkcentrum Oosterwaard"


def test_the_partners_of_2008_hold_the_cwi_as_history(world: World) -> None:
    page = browser(world.city_admin)
    page.post("/partners/preset/", {"name": "chain_2008", "region": "Waard"})
    cwi = Organisation.objects.get(kind=OrganisationKind.CWI)
    assert cwi.valid_to is not None
    assert "gesloten op" in page.get("/partners/", {"q": "CWI"}).content.decode()


def test_a_set_that_is_none_is_refused(world: World) -> None:
    answer = browser(world.city_admin).post("/partners/preset/", {"name": "niets", "region": ""})
    assert answer.status_code == 422
