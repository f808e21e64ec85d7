"""Mijn dag: what is due in one's own dossiers and waits for one's teams, oldest term first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.menus import start_of
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import Responsible, answer_join_request, ask_to_join
from schakel.ground.dossiers.actions.handovers import NewHandover, send_handover
from schakel.ground.dossiers.queries.join_requests import asked_of_actor
from schakel.ground.dossiers.tests.pages import of_menu
from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.jobseekers.plans.actions import NewAgreement, check_agreement, make_agreement
from schakel.jobseekers.plans.day import DayItem, grouped
from schakel.jobseekers.plans.models import Agreement
from tests.browsing import MARKS, pages_looked_at, signed_in
from tests.world import Person, World, filled_parts

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


def agreed(world: World, dossier_id: UUID, what: str, days: int, duty: str = "ours") -> UUID:
    today = clock.today()
    with world.marloes.at_work() as actor:
        new = NewAgreement(what, "reden", duty, today + timedelta(days=max(days, 0)))
        made = make_agreement(actor=actor, dossier_id=dossier_id, organisation_id=world.uwv, new=new)
        Agreement.objects.filter(pk=made).update(due_on=today + timedelta(days=days))
    return made


def opened(person: Person, query: str = "") -> Any:
    return signed_in(person).get(reverse("plans:day") + query)


def whats(response: Any) -> list[str]:
    return [item.what for group in response.context["groups"] for item in group.items]


def test_the_oldest_term_stands_first_and_beyond_a_fortnight_nothing(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    for what, days in (("later", 9), ("te laat", -3), ("vandaag", 0), ("veel later", 15)):
        agreed(world, dossier_id, what, days)
    assert whats(opened(world.marloes)) == ["te laat", "vandaag", "later"]


@pytest.mark.parametrize(
    ("due", "label"),
    [
        (date(2026, 3, 3), "Te laat"),
        (date(2026, 3, 4), "Vandaag"),
        (date(2026, 3, 8), "Deze week"),
        (date(2026, 3, 9), "Later (14 dagen)"),
    ],
)
def test_a_week_ends_on_sunday(due: date, label: str) -> None:
    item = DayItem(UUID(int=1), "", "", "", "ours", "", "", "", "", due=due)
    with clock.travel(date(2026, 3, 4)):
        assert [group.label for group in grouped([item], [])] == [label]


def test_only_dossiers_where_one_takes_part_count(world: World) -> None:
    agreed(world, world.open(world.marloes, world.uwv), "van Marloes", 0)
    assert whats(opened(world.mia)) == []


def test_the_filter_shows_one_sides_duties(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    agreed(world, dossier_id, "van ons", 0)
    agreed(world, dossier_id, "van de cliënt", 0, duty="client")
    assert whats(opened(world.marloes, "?duty=client")) == ["van de cliënt"]
    assert [f["label"] for f in opened(world.marloes).context["filters"]] == [
        "Alles 2",
        "Van ons 1",
        "Van cliënt 1",
    ]


def test_a_handover_waits_for_everyone_in_the_team_with_its_term(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    with world.bas.at_work() as actor:
        parts = filled_parts(world.city, world.uwv_team)
        new = NewHandover(world.uwv_team, "file", "Bericht.", "recht op WW", parts)
        send_handover(actor=actor, dossier_id=dossier_id, new=new)
    for person in (world.marloes, world.mia):
        (item,) = [i for group in opened(person).context["groups"] for i in group.items]
        assert "Gemeente Oosterwaard" in item.what
        assert (item.because, item.due is not None) == ("recht op WW", True)


def test_clients_in_the_queue_wait_without_a_term(world: World) -> None:
    world.open_in_queue(world.uwv_office, world.uwv, world.uwv_team)
    response = opened(world.marloes)
    (group,) = response.context["groups"]
    assert group.label == "In de wachtrij van uw team"
    assert group.items[0].since == clock.today()
    assert response.context["facts"].in_queue == 1


def test_what_was_kept_is_good_news(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    made = agreed(world, dossier_id, "Cv aanvullen", 2)
    with world.marloes.at_work() as actor:
        check_agreement(actor=actor, dossier_id=dossier_id, agreement_id=made, status="done")
    response = opened(world.marloes)
    assert [kept.what for kept in response.context["news"]] == ["Cv aanvullen"]
    assert whats(response) == []


def test_an_empty_day_says_so(world: World) -> None:
    page = opened(world.joris).content.decode()
    assert "Niets te doen in deze lijst" in page


def test_the_dossiers_shown_stand_in_the_read_log(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    agreed(world, dossier_id, "vandaag", 0)
    opened(world.marloes)
    assert "plans:day" in pages_looked_at(world, dossier_id)


def asked_by_the_city(world: World, *dossier_ids: UUID) -> None:
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        clients = {dossier_id: Responsible(team_id=world.city_team) for dossier_id in dossier_ids}
        ask_to_join(actor=actor, organisation_id=world.city, clients=clients, because="aanvraag bijstand")


def test_who_asks_to_take_part_is_one_thing_to_do_with_its_term(world: World) -> None:
    ids = [world.open(world.marloes, world.uwv) for _ in range(2)]
    asked_by_the_city(world, *ids)
    [item] = [one for group in opened(world.marloes).context["groups"] for one in group.items]
    assert item.what == "2 vragen van andere organisaties beantwoorden"
    assert (item.url, item.due) == ("/join-requests/", add_working_days(clock.today(), 3))
    assert whats(opened(world.mia)) == []
    with world.marloes.at_work() as actor:
        for one in asked_of_actor(actor):
            on = {"dossier_id": one.dossier_id, "request_id": one.pk, "because": "bel mij eerst"}
            answer_join_request(actor=actor, **on, is_accepted=False)
    assert whats(opened(world.marloes)) == []


def test_a_guide_begins_here_and_others_find_no_such_page(world: World) -> None:
    assert start_of("work_coach") == "plans:day"
    for person in (world.uwv_office, world.city_admin):
        assert opened(person).status_code == 404


OF_THE_PAGE = ("plans_", "dossiers_", "journal_")


def test_a_full_day_takes_thirteen_statements_beside_those_of_the_shell(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        agreed(world, world.open(world.marloes, world.uwv), f"afspraak {number}", number)
        world.open_in_queue(world.uwv_office, world.uwv, world.uwv_team)
    browser = signed_in(world.marloes)
    browser.get(reverse("plans:day"))
    with django_assert_max_num_queries(24) as counted:
        browser.get(reverse("plans:day"))
    said = [query["sql"] for query in counted.captured_queries]
    own = [sql for sql in said if any(table in sql for table in OF_THE_PAGE) and not of_menu(sql)]
    assert len(own) == 13
