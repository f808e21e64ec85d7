"""Working hours, absence, cover and pairs on their pages: for oneself, and for the administrator."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Absence, Pair
from schakel.ground.organisations.queries.availability import week_of
from schakel.ground.organisations.tests.browsing import browser
from schakel.ground.organisations.tests.test_covering import away, day
from schakel.ground.organisations.tests.test_pairs import pair
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def fields(start: int = 0, back: int | None = 3, **more: Any) -> dict[str, Any]:
    until = day(back).isoformat() if back is not None else ""
    return {"kind": "leave", "start": day(start).isoformat(), "back_on": until} | more


def test_somebody_reports_their_own_absence_with_a_stand_in() -> None:
    world = World()
    standin = str(world.marloes.membership_id)
    answer = browser(world.mia).post(f"/members/{world.mia.membership_id}/absence/", fields(standin=standin))
    assert answer.url == "/availability/"
    html = browser(world.mia).get("/availability/").content.decode()
    assert "Marloes van Dijk neemt waar" in html


def test_every_page_says_for_whom_one_stands_in() -> None:
    world = World()
    away(world, world.mia, 0, 3, world.marloes)
    assert "U neemt waar voor Mia Jansen tot" in browser(world.marloes).get("/directory/").content.decode()
    assert "U neemt waar" not in browser(world.bas).get("/directory/").content.decode()


def test_the_list_of_clients_offers_those_one_stands_in_for() -> None:
    world = World()
    world.open(world.mia, world.uwv, family_name="Waarneming")
    away(world, world.mia, 0, 3, world.marloes)
    clients = reverse("dossiers:list")
    assert "Amina Waarneming" in browser(world.marloes).get(f"{clients}?who=covered").content.decode()
    assert "Amina Waarneming" not in browser(world.marloes).get(f"{clients}?who=mine").content.decode()
    assert "Voor wie ik waarneem" not in browser(world.bas).get(clients).content.decode()


def test_what_was_filled_in_stays_after_a_refusal() -> None:
    world = World()
    answer = browser(world.mia).post(f"/members/{world.mia.membership_id}/absence/", fields(4, 2))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "De dag van terugkomst ligt na de eerste dag." in html
    assert day(4).isoformat() in html


@pytest.mark.parametrize("wrong", [{"start": "x"}, {"kind": "ziek"}, {"standin": "nobody"}, {"start": ""}])
def test_rotten_input_is_refused_at_its_field(wrong: dict[str, str]) -> None:
    world = World()
    answer = browser(world.mia).post(f"/members/{world.mia.membership_id}/absence/", fields() | wrong)
    assert answer.status_code == 422
    assert not Absence.objects.exists()


def test_the_same_form_sent_twice_acts_once() -> None:
    world = World()
    sent = fields(submit_key="019ab000-0000-7000-8000-000000000001")
    for _time in range(2):
        answer = browser(world.mia).post(f"/members/{world.mia.membership_id}/absence/", sent)
        assert answer.status_code == 302
    assert Absence.objects.count() == 1


def test_nobody_finds_the_form_of_a_colleague() -> None:
    world = World()
    assert browser(world.marloes).get(f"/members/{world.mia.membership_id}/absence/").status_code == 404
    assert browser(world.city_admin).get(f"/members/{world.mia.membership_id}/hours/").status_code == 404


def test_the_administrator_sees_who_nobody_covers_first_and_arranges_it() -> None:
    world = World()
    away(world, world.bert, 1, 3)
    absence_id = away(world, world.bas, 0, 3)
    admin = browser(world.city_admin)
    rows = admin.get("/absences/").context["rows"]
    assert [row.absence.membership.professional.name for row in rows] == ["Bas Kuiper", "Bert de Wit"]
    assert [row.is_uncovered for row in rows] == [True, False]
    sent = {"standin": str(world.bert.membership_id), "start": day(0).isoformat()}
    assert admin.post(f"/absences/{absence_id}/cover/", sent).status_code == 422
    assert "is zelf afwezig" in admin.post(f"/absences/{absence_id}/cover/", sent).content.decode()


def test_a_colleague_sees_the_list_and_changes_nothing() -> None:
    world = World()
    absence_id = away(world, world.bert, 0, 3)
    html = browser(world.bas).get("/absences/").content.decode()
    assert "Bert de Wit" in html
    assert f"/absences/{absence_id}/" not in html
    assert browser(world.bas).get(f"/absences/{absence_id}/").status_code == 404


def test_the_day_back_can_move_and_a_lost_version_is_refused() -> None:
    world = World()
    absence_id = away(world, world.mia, 0, 3, world.marloes)
    sent = {"back_on": day(1).isoformat()}
    page = browser(world.mia)
    assert page.post(f"/absences/{absence_id}/change/", sent).status_code == 409
    assert page.post(f"/absences/{absence_id}/change/", sent | {"version": "1"}).url == "/availability/"
    assert Absence.objects.get().valid_to == clock.today() + timedelta(days=1)


def test_a_working_week_is_kept_and_half_a_day_refused() -> None:
    world = World()
    url = f"/members/{world.mia.membership_id}/hours/"
    page = browser(world.mia)
    assert page.post(url, {"starts_1": "08:30"}).status_code == 422
    assert page.post(url, {"starts_1": "17:00", "ends_1": "08:30"}).status_code == 422
    assert page.post(url, {"starts_1": "08:30", "ends_1": "17:00"}).status_code == 302
    with world.mia.at_work():
        assert list(week_of(world.mia.membership_id)) == [1]


def test_the_administrator_makes_and_ends_a_pair() -> None:
    world = World()
    admin = browser(world.city_admin)
    sent = {"member": str(world.bas.membership_id), "partner": str(world.bert.membership_id)}
    assert admin.post("/pairs/", sent).url == "/pairs/"
    assert "Bert de Wit" in admin.get("/pairs/").content.decode()
    admin.post(f"/pairs/{Pair.objects.first().pk}/end/")
    assert admin.get("/pairs/").context["holding"] == []


def test_a_partner_elsewhere_waits_for_the_other_organisation() -> None:
    world = World()
    pair(world, world.city_admin, world.bas, world.mia)
    assert len(browser(world.city_admin).get("/pairs/").context["asked"]) == 1


def test_the_lists_need_few_questions(django_assert_max_num_queries: Any) -> None:
    world = World()
    for person in (world.bas, world.bert):
        away(world, person, 0, 3, None)
    page = browser(world.city_admin)
    page.get("/absences/")
    with django_assert_max_num_queries(14):
        page.get("/absences/")
    with django_assert_max_num_queries(16):
        page.get("/pairs/")
