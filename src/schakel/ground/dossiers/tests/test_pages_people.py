"""The tab with people: asking somebody, leaving, the regie, resting; a refusal keeps what was typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse

from schakel.ground.dossiers.models import Dossier, Participation, Regie
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def _post(person: Person, page: str, *place: Any, **values: Any) -> HttpResponse:
    return browser(person).post(address(page, *place), {"because": "zo afgesproken"} | values)


def _ask(
    person: Person, dossier_id: UUID, other: Person, kind: str = "helping", find: str = ""
) -> HttpResponse:
    words = {"find": find, "seat": f"person:{other.membership_id}", "kind": kind}
    return _post(person, "add", dossier_id, **words)


def _readers(person: Person, dossier_id: UUID) -> set[int]:
    with person.at_work():
        found = Participation.objects.filter(dossier_id=dossier_id, valid_to__isnull=True)
        return set(found.values_list("reader_id", flat=True))


def _holder(person: Person, dossier_id: UUID, scope: str) -> int:
    with person.at_work():
        return int(Regie.objects.get(dossier_id=dossier_id, scope=scope, valid_to__isnull=True).reader_id)


def test_the_directory_finds_people_and_teams() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    url = address("people", dossier_id) + "?find=oosterwaard"
    text = browser(world.marloes).get(url).content.decode()
    assert "Bas Kuiper · Gemeente Oosterwaard" in text
    assert "Marloes van Dijk · UWV" not in text
    assert "Team Werk · Gemeente Oosterwaard" in text


def test_somebody_is_asked_to_help() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    response = _ask(world.marloes, dossier_id, world.bas, find="bas")
    assert response.status_code == 302
    assert world.bas.reader_id in _readers(world.marloes, dossier_id)


def test_asking_without_a_reason_keeps_the_choice() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    values = {"find": "bas", "seat": f"person:{world.bas.membership_id}", "kind": "helping", "because": ""}
    response = browser(world.marloes).post(address("add", dossier_id), values)
    assert response.status_code == 422
    assert "checked" in response.content.decode()


def test_who_takes_part_already_is_refused_in_words() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _ask(world.marloes, dossier_id, world.bas, find="bas")
    response = _ask(world.marloes, dossier_id, world.bas, find="bas")
    assert response.status_code == 409
    assert "doet al mee" in response.content.decode()


def test_who_holds_regie_may_not_leave_and_reads_why() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work():
        row = Participation.objects.get(dossier_id=dossier_id)
    response = _post(world.marloes, "leave", dossier_id, row.pk, version=row.version)
    assert response.status_code == 409
    assert "Draag de regie eerst over" in response.content.decode()
    assert "zo afgesproken" in response.content.decode()
    assert 'class="sk-more sk-deed" open' in response.content.decode()


def test_a_colleague_takes_the_regie_out_of_the_queue() -> None:
    world = World()
    dossier_id = world.open_in_queue(world.bas, world.city, world.city_team)
    assert _post(world.bas, "take", dossier_id, scope="organisation").status_code == 302
    assert _holder(world.bas, dossier_id, "chain") == world.bas.reader_id


def test_the_regie_is_passed_to_a_colleague() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    values = {"scope": "organisation", "membership_id": str(world.mia.membership_id)}
    assert _post(world.marloes, "pass", dossier_id, **values).status_code == 302
    assert _holder(world.marloes, dossier_id, "organisation") == world.mia.reader_id


def test_the_organisation_s_regie_does_not_leave_the_organisation() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _ask(world.marloes, dossier_id, world.bas, find="bas")
    values = {"scope": "organisation", "membership_id": str(world.bas.membership_id)}
    response = _post(world.marloes, "pass", dossier_id, **values)
    assert response.status_code == 403
    assert "Deze regie kunt u niet verplaatsen" in response.content.decode()


def test_a_dossier_rests_after_a_confirmation() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    assert _post(world.marloes, "rest", dossier_id).status_code == 422
    response = _post(world.marloes, "rest", dossier_id, is_sure="on")
    assert response.headers["Location"] == address("list")
    assert not _readers(world.marloes, dossier_id)


def test_a_dossier_with_another_task_does_not_rest() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _ask(world.marloes, dossier_id, world.bas, kind="involved", find="bas")
    response = _post(world.marloes, "rest", dossier_id, is_sure="on")
    assert response.status_code == 409
    with world.marloes.at_work():
        assert Dossier.objects.get().status == "open"


def test_a_provider_reads_the_people_and_changes_nothing() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _ask(world.marloes, dossier_id, world.joris, find="joris")
    page = browser(world.joris).get(address("people", dossier_id))
    assert page.context["forms"] == {}
    assert _ask(world.joris, dossier_id, world.bas, find="bas").status_code == 403


def test_every_form_carries_its_csrf_token() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    for page in ("people", "facts", "handover"):
        text = browser(world.marloes).get(address(page, dossier_id) + "?find=bas").content.decode()
        assert text.count('method="post"') == text.count("csrfmiddlewaretoken")


def test_a_stranger_changes_nothing() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    for page in ("take", "rest"):
        values = {"scope": "organisation", "is_sure": "on"}
        assert _post(world.bas, page, dossier_id, **values).status_code == 404


def test_the_tab_asks_at_most_twelve_statements() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    statements = own_statements(world.marloes, address("people", dossier_id) + "?find=bas")
    assert len(statements) <= 12, statements
