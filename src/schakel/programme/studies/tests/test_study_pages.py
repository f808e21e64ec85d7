"""The pages of studies, as who studies, a colleague, a coach and a client use them."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.programme.process.engine.reading import Question, read_log
from schakel.programme.studies.models import Study
from schakel.programme.studies.tests.scene import Scene
from tests.browsing import MARKS, signed_in
from tests.world import Person

pytestmark = MARKS
PSEUDONYM = re.compile("P[0-9a-f]{10}")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def shown(person: Person, name: str, *arguments: Any) -> str:
    answer = signed_in(person).get(reverse(f"studies:{name}", args=arguments))
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(person: Person, name: str, *arguments: Any, **values: Any) -> HttpResponse:
    return signed_in(person).post(reverse(f"studies:{name}", args=arguments), values)  # type: ignore[return-value]


def typed(scene: Scene, **changes: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "title": "Hoe gaat de start?",
        "question": "Hoe lang tot het eerste plan?",
        "purpose": "Beter beginnen.",
        "ground": "Participatiewet artikel 7",
        "told": "Wij kijken naar de eerste weken.",
        "contact": "Petra, 06 00 00 00 40",
        "period_from": (today - timedelta(days=100)).isoformat(),
        "period_to": today.isoformat(),
        "kept_until": (today + timedelta(days=60)).isoformat(),
        "asks": "yes",
        f"size_{scene.world.city_team}": "2",
    } | changes


def _drawn(scene: Scene, count: int = 2) -> UUID:
    scene.open(count)
    study_id = scene.make(count)
    scene.draw(study_id)
    return study_id


def test_a_study_is_set_up_drawn_and_ended_on_its_pages(scene: Scene) -> None:
    scene.open(3)
    assert "Er is nog geen onderzoek" in shown(scene.petra, "list")
    assert "Team Werk" in shown(scene.petra, "new")
    answer = send(scene.petra, "new", **typed(scene))
    with scene.petra.at_work():
        study_id = Study.objects.get().pk
    assert answer.headers["Location"] == reverse("studies:study", args=[study_id])
    assert "Hoe gaat de start?" in shown(scene.petra, "list")
    assert "nog niet nagekeken door een jurist" in shown(scene.petra, "study", study_id)
    assert send(scene.petra, "draw", study_id).status_code == 302
    assert "Nog niemand doet mee" in shown(scene.petra, "study", study_id)
    assert send(scene.petra, "end", study_id, reason="").status_code == 422
    assert send(scene.petra, "end", study_id, reason="klaar").status_code == 302
    assert "zijn gewist" in shown(scene.petra, "study", study_id)


@pytest.mark.parametrize(
    "rotten",
    [
        {"title": ""},
        {"ground": " "},
        {"kept_until": "2019-01-01"},
        {"kept_until": "2999-01-01"},
        {"period_to": "1999-01-01"},
        {"period_from": "gisteren"},
        {"asks": "no"},
        {"asks": "misschien"},
        {"regimes": ["loterij"]},
        {"service_content": "massage"},
        {"age_from": "-1"},
        {"age_from": "50", "age_to": "20"},
        {"age_from": "9" * 30},
        {"seed": "x" * 41},
        {"opened_from": "2026-02-02", "opened_to": "2026-02-01"},
    ],
)
def test_rotten_input_is_refused_and_nothing_that_was_typed_is_lost(
    scene: Scene, rotten: dict[str, Any]
) -> None:
    answer = send(scene.petra, "new", **typed(scene, **rotten))
    assert answer.status_code == 422
    assert "Beter beginnen." in answer.content.decode()
    with scene.petra.at_work():
        assert not Study.objects.exists()


@pytest.mark.parametrize("size", ["", "0", "-3", "501", "veel", "9" * 30])
def test_a_number_that_is_none_draws_nobody(scene: Scene, size: str) -> None:
    answer = send(scene.petra, "new", **typed(scene, **{f"size_{scene.world.city_team}": size}))
    assert answer.status_code == 422


def test_a_team_of_another_organisation_is_not_offered(scene: Scene) -> None:
    assert "Team WW" not in shown(scene.petra, "new")
    values = typed(scene) | {f"size_{scene.world.uwv_team}": "2"}
    del values[f"size_{scene.world.city_team}"]
    assert send(scene.petra, "new", **values).status_code == 422


def test_the_page_names_nobody_and_shows_cases_after_a_yes(scene: Scene) -> None:
    scene.open(1, family_name="Zeldzaam")
    study_id = scene.make(1)
    scene.draw(study_id)
    [person] = scene.asked(study_id)
    scene.tell(person, "yes")
    page = shown(scene.petra, "study", study_id)
    assert PSEUDONYM.search(page)
    for secret in ("Zeldzaam", str(person.dossier_id), str(person.pk)):
        assert secret not in page


def test_a_colleague_sees_no_case_and_no_small_number(scene: Scene) -> None:
    study_id = _drawn(scene)
    for person in scene.asked(study_id):
        scene.tell(person, "yes")
    page = shown(scene.wil, "study", study_id)
    assert not PSEUDONYM.search(page)
    assert page.count("niet getoond") == 3
    assert signed_in(scene.theirs).get(reverse("studies:study", args=[study_id])).status_code == 404
    assert "Hoe gaat de start?" not in shown(scene.theirs, "list")


def test_there_is_no_file_before_a_yes(scene: Scene) -> None:
    study_id = _drawn(scene)
    for name in ("cases_file", "events_file"):
        answer = send(scene.petra, name, study_id)
        assert answer.status_code == 302
        assert signed_in(scene.petra).get(reverse(f"studies:{name}", args=[study_id])).status_code == 405


def test_the_files_hold_who_said_yes_and_are_read_by_the_process_engine(scene: Scene, tmp_path: Path) -> None:
    study_id = _drawn(scene)
    yes, _waits = scene.asked(study_id)
    scene.tell(yes, "yes")
    [case] = scene.cases(study_id)
    cases = send(scene.petra, "cases_file", study_id).content.decode("utf-8-sig")
    assert cases.splitlines()[0].startswith("pseudoniem;team;uitkering")
    assert [line.split(";")[0] for line in cases.splitlines()[1:]] == [case.pseudonym]
    path = tmp_path / "stappen.csv"
    path.write_bytes(send(scene.petra, "events_file", study_id).content)
    log = read_log(path, Question("pseudoniem", "stap", "tijd", resource="rol"))
    assert log.events.num_rows == case.steps
    assert "Proef" not in path.read_text(encoding="utf-8-sig")


def test_a_file_is_in_the_journal_of_the_organisation_and_not_who_answered(scene: Scene) -> None:
    study_id = _drawn(scene)
    scene.tell(scene.asked(study_id)[0], "yes")
    send(scene.petra, "cases_file", study_id)
    with scene.petra.at_work():
        told = Entry.objects.filter(verb__startswith="study.").order_by("recorded_at", "id")
        assert [entry.verb for entry in told] == ["study.make", "study.draw", "study.export"]


def test_the_client_is_asked_answers_and_stops(scene: Scene) -> None:
    study_id = _drawn(scene, 1)
    [person] = scene.asked(study_id)
    client = scene.world.client_of(person.dossier_id, scene.world.bas)
    start = signed_in(client).get(reverse("client:start")).content.decode()
    assert reverse("studies:own") in start
    page = shown(client, "own")
    assert "Wij willen weten hoe de eerste weken gaan." in page
    assert "u hebt nog niet geantwoord" in page
    send(client, "answer", person.pk, answer="yes", version="1")
    assert "u doet mee" in shown(client, "own")
    assert reverse("studies:own") not in signed_in(client).get(reverse("client:start")).content.decode()
    send(client, "answer", person.pk, answer="no", version="1")
    assert "u doet mee" in shown(client, "own")
    send(client, "answer", person.pk, answer="no", version="2")
    assert "u doet niet mee" in shown(client, "own")
    scene.end(study_id)
    assert "Er is nu geen onderzoek" in shown(client, "own")


def test_rotten_answers_say_what_is_wrong(scene: Scene) -> None:
    study_id = _drawn(scene, 1)
    [person] = scene.asked(study_id)
    client = scene.world.client_of(person.dossier_id, scene.world.bas)
    for values in ({}, {"answer": "maybe"}, {"answer": "yes", "version": "veel"}):
        assert send(client, "answer", person.pk, **values).status_code == 302
        assert "u hebt nog niet geantwoord" in shown(client, "own")
    rotten = send(scene.world.bas, "record", person.dossier_id, person.pk, answer="maybe", how="rook")
    assert rotten.status_code == 422


def test_a_coach_writes_an_answer_down(scene: Scene) -> None:
    study_id = _drawn(scene, 1)
    [person] = scene.asked(study_id)
    bas = scene.world.bas
    address = reverse("studies:record", args=[person.dossier_id, person.pk])
    assert address in shown(bas, "waiting")
    assert "Hoe gaat de start?" in shown(bas, "record", person.dossier_id, person.pk)
    done = send(bas, "record", person.dossier_id, person.pk, answer="yes", how="phone", version="1")
    assert done.status_code == 302
    assert "Niemand wacht" in shown(bas, "waiting")
    assert signed_in(scene.world.bert).get(address).status_code == 404


def test_pages_take_a_fixed_number_of_statements(scene: Scene, django_assert_max_num_queries: Any) -> None:
    study_id = _drawn(scene, 4)
    people = scene.asked(study_id)
    for person in people[:2]:
        scene.tell(person, "yes")
    scene.make()
    client = scene.world.client_of(people[0].dossier_id, scene.world.bas)
    for person, name, arguments in (
        (scene.petra, "list", []),
        (scene.petra, "new", []),
        (scene.petra, "study", [study_id]),
        (scene.world.bas, "waiting", []),
        (client, "own", []),
    ):
        browser, address = signed_in(person), reverse(f"studies:{name}", args=arguments)
        browser.get(address)
        with django_assert_max_num_queries(17):
            browser.get(address)
