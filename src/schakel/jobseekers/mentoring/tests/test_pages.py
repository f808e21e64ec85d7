"""The pages of attended talks, as coach, mentor, team leader and client use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from schakel.ground.kernel import clock
from schakel.jobseekers.mentoring.models import FeedbackPiece, MentorVisit, VisitedClient
from schakel.jobseekers.mentoring.tests.test_mentoring import POINTS, Scene
from tests.browsing import MARKS, signed_in
from tests.world import Person

pytestmark = MARKS


@pytest.fixture
def scene() -> Scene:
    return Scene()


def shown(person: Person, name: str, *arguments: Any) -> str:
    answer = signed_in(person).get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(person: Person, name: str, *arguments: Any, **values: Any) -> HttpResponse:
    return signed_in(person).post(reverse(name, args=arguments), values)  # type: ignore[return-value]


def asked(scene: Scene, **changes: Any) -> dict[str, Any]:
    return {
        "mentor_id": scene.mo.membership_id,
        "held_on": clock.today().isoformat(),
        "starts_at": "09:30",
        "place": "Kamer 2",
        "watch_for": "Hoe vat ik samen?",
        "answer": "told",
    } | changes


def test_a_coach_asks_a_mentor_from_the_contacts_of_a_client(scene: Scene) -> None:
    address = reverse("mentoring:ask", args=[scene.dossier_id])
    assert address in shown(scene.bas, "contacts:list", scene.dossier_id)
    assert "Mo Mentor" in shown(scene.bas, "mentoring:ask", scene.dossier_id)
    answer = send(scene.bas, "mentoring:ask", scene.dossier_id, **asked(scene))
    with scene.bas.at_work():
        visit = MentorVisit.objects.get()
    assert answer.headers["Location"] == reverse("mentoring:visit", args=[visit.pk])
    assert "Kamer 2" in shown(scene.bas, "mentoring:visits")


def test_rotten_input_is_refused_and_nothing_that_was_typed_is_lost(scene: Scene) -> None:
    rotten = asked(scene, held_on="gisteren", mentor_id="x", starts_at="25:99", location_id="--")
    answer = send(scene.bas, "mentoring:ask", scene.dossier_id, **rotten)
    assert answer.status_code == 422
    assert "Hoe vat ik samen?" in answer.content.decode()
    with scene.bas.at_work():
        assert not MentorVisit.objects.exists()


def test_the_mentors_day_names_no_client(scene: Scene) -> None:
    scene.ask()
    page = shown(scene.mo, "mentoring:day")
    assert "Bas Kuiper" in page
    assert "Hoe vat ik samen?" in page
    with scene.bas.at_work():
        client = VisitedClient.objects.select_related("dossier__client").get().dossier
    for secret in (client.client.family_name, client.number, str(client.pk)):
        assert secret not in page
    assert signed_in(scene.mo).get(reverse("dossiers:dossier", args=[client.pk])).status_code == 404


def test_a_mentor_gives_feedback_and_reads_it_no_more(scene: Scene) -> None:
    visit_id = scene.ask()
    page = shown(scene.mo, "mentoring:feedback", visit_id)
    assert "Alleen de coach leest dit" in page
    values = {f"seen_{point}": "partly" for point in POINTS} | {"words": "Stiltes laten vallen."}
    assert send(scene.mo, "mentoring:feedback", visit_id).status_code == 422
    assert send(scene.mo, "mentoring:feedback", visit_id, **values).status_code == 302
    assert signed_in(scene.mo).get(reverse("mentoring:feedback", args=[visit_id])).status_code == 404
    assert "Stiltes laten vallen." in shown(scene.bas, "mentoring:visit", visit_id)
    assert signed_in(scene.world.bert).get(reverse("mentoring:visit", args=[visit_id])).status_code == 404


def test_the_coach_shares_one_piece_and_takes_it_back(scene: Scene) -> None:
    visit_id = scene.ask()
    scene.give(visit_id)
    piece_id = scene.pieces()["listens"]
    assert "Niemand deelde feedback met u" in shown(scene.tara, "mentoring:shared")
    send(scene.bas, "mentoring:share", visit_id, piece_id, leader_id=scene.tara.membership_id)
    page = shown(scene.tara, "mentoring:shared")
    assert "Je liet stiltes vallen." in page
    assert "Rustig gesprek." not in page
    assert "Gedeeld met Tara Leider" in shown(scene.bas, "mentoring:visit", visit_id)
    send(scene.bas, "mentoring:share", visit_id, piece_id, leader_id="")
    assert "Je liet stiltes vallen." not in shown(scene.tara, "mentoring:shared")


def test_a_share_with_whom_is_not_in_the_list_changes_nothing(scene: Scene) -> None:
    visit_id = scene.ask()
    scene.give(visit_id)
    send(scene.bas, "mentoring:share", visit_id, scene.pieces()["words"], leader_id="niemand-echt")
    with scene.bas.at_work():
        assert not FeedbackPiece.objects.filter(shared_with__isnull=False).exists()


def test_the_client_reads_who_comes_and_says_no(scene: Scene) -> None:
    scene.ask(held_on=clock.today() + timedelta(days=2))
    client = scene.world.client_of(scene.dossier_id, scene.bas)
    assert reverse("mentoring:own") in shown(client, "client:start")
    assert "Mo Mentor" in shown(client, "mentoring:own")
    with scene.bas.at_work():
        row = VisitedClient.objects.get()
    assert send(client, "mentoring:refuse", row.pk).status_code == 302
    assert "kijkt niemand mee" in shown(client, "mentoring:own")
    assert "gaat niet door" in shown(scene.mo, "mentoring:day")
    assert reverse("mentoring:own") not in shown(client, "client:start")


def test_a_mentor_who_cannot_come_says_so_on_the_day_page(scene: Scene) -> None:
    visit_id = scene.ask(held_on=clock.today() + timedelta(days=2))
    assert send(scene.mo, "mentoring:withdraw", visit_id, version="1").status_code == 302
    assert "gaat niet door" in shown(scene.bas, "mentoring:visit", visit_id)


def test_an_old_page_calls_nothing_off(scene: Scene) -> None:
    visit_id = scene.ask()
    send(scene.bas, "mentoring:call_off", visit_id, version="7")
    with scene.bas.at_work():
        assert MentorVisit.objects.get().state == "planned"
    send(scene.bas, "mentoring:call_off", visit_id, version="1")
    with scene.bas.at_work():
        assert MentorVisit.objects.get().state == "off"


def test_where_there_is_nothing_each_page_says_so(scene: Scene) -> None:
    assert "Er keek nog geen mentor mee" in shown(scene.bas, "mentoring:visits")
    assert "U kijkt nog nergens mee" in shown(scene.mo, "mentoring:day")
    client = scene.world.client_of(scene.dossier_id, scene.bas)
    assert "Er kijkt niemand mee" in shown(client, "mentoring:own")
    marloes = scene.world.marloes
    theirs = scene.world.open(marloes, scene.world.uwv)
    assert "Er is nog geen mentor" in shown(marloes, "mentoring:ask", theirs)


def test_pages_take_a_fixed_number_of_statements(scene: Scene, django_assert_max_num_queries: Any) -> None:
    for _time in range(3):
        visit_id = scene.ask()
    scene.give(visit_id)
    coach, mentor = signed_in(scene.bas), signed_in(scene.mo)
    for browser, address in (
        (coach, reverse("mentoring:visits")),
        (coach, reverse("mentoring:visit", args=[visit_id])),
        (mentor, reverse("mentoring:day")),
    ):
        browser.get(address)
        with django_assert_max_num_queries(15):
            browser.get(address)
