"""The tab with life domains: by law, with consent, without, and what every refusal keeps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, look_urgently
from schakel.ground.dossiers.actions.urgent_looks import NewUrgentLook
from schakel.ground.dossiers.models import Consent, Dossier, LifeDomain
from schakel.ground.dossiers.tests.agreeing import Agreeing
from schakel.ground.dossiers.tests.pages import address, browser, looks_written, own_statements
from schakel.ground.kernel import clock
from tests.world import Person

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
QUESTION = {
    "domain": "housing",
    "question": "Waar kan ik wonen?",
    "asked_by": "client",
    "because": "zonder adres geen werk",
}


@pytest.fixture
def scene() -> Agreeing:
    return Agreeing()


def _get(scene: Agreeing, person: Person) -> str:
    response = browser(person).get(address("life_domains", scene.dossier_id))
    assert response.status_code == 200
    return response.content.decode()


def _post(scene: Agreeing, person: Person, name: str, values: dict[str, Any], *ids: Any) -> HttpResponse:
    return browser(person).post(address(name, scene.dossier_id, *ids), values)


def _open(scene: Agreeing) -> LifeDomain:
    scene.open(scene.cor)
    with scene.cor.at_work():
        return LifeDomain.objects.get()


def test_by_law_one_opens_a_domain_with_its_question(scene: Agreeing) -> None:
    assert "Er is geen leefgebied open" in _get(scene, scene.cor)
    response = _post(scene, scene.cor, "open_life_domain", QUESTION)
    assert response.status_code == 302
    shown = _get(scene, scene.cor)
    assert "Waar kan ik wonen?" in shown
    assert "zonder adres geen werk" in shown


def test_a_coach_reads_that_consent_is_needed_and_nothing_more(scene: Agreeing) -> None:
    _open(scene)
    shown = _get(scene, scene.world.marloes)
    assert "U ziet de leefgebieden van deze cliënt niet" in shown
    assert "Leg toestemming vast" in shown
    assert "Ik kom niet rond." not in shown


def test_who_may_see_none_at_all_is_told_so(scene: Agreeing) -> None:
    with scene.world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=scene.dossier_id,
            kind="helping",
            because="want zo is het afgesproken",
            membership_id=scene.world.uwv_office.membership_id,
        )
    shown = _get(scene, scene.world.uwv_office)
    assert "Uw rol ziet geen leefgebieden" in shown
    assert "Leg toestemming vast" not in shown


def test_consent_on_the_tab_opens_it_and_taking_it_back_closes_it(scene: Agreeing) -> None:
    _open(scene)
    day = (clock.today() + timedelta(days=30)).isoformat()
    given = {"how": "spoken", "told": "Dat nee zeggen mag.", "last_day": day}
    assert _post(scene, scene.world.marloes, "record_consent", given).status_code == 302
    assert "Ik kom niet rond." in _get(scene, scene.world.marloes)
    with scene.world.marloes.at_work():
        consent = Consent.objects.get()
    values = {"version": consent.version}
    done = _post(scene, scene.world.marloes, "withdraw_consent", values, consent.pk)
    assert done.status_code == 302
    shown = _get(scene, scene.world.marloes)
    assert "Ik kom niet rond." not in shown
    assert "ingetrokken op" in shown


def test_a_refused_consent_keeps_what_was_typed(scene: Agreeing) -> None:
    late = (clock.today() + timedelta(days=800)).isoformat()
    typed = {"how": "spoken", "told": "Dit zei ik aan tafel.", "last_day": late}
    response = _post(scene, scene.world.marloes, "record_consent", typed)
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Dit zei ik aan tafel." in shown
    assert "binnen een jaar" in shown


@pytest.mark.parametrize(
    "rotten",
    [
        {"domain": "astrology"},
        {"asked_by": "nobody"},
        {"question": "x" * 401},
        {"because": ""},
        {"domain": "", "question": "", "asked_by": "", "because": ""},
    ],
)
def test_a_rotten_question_is_refused_with_what_was_typed(scene: Agreeing, rotten: dict[str, str]) -> None:
    values = QUESTION | {"question": "Blijft dit staan?"} | rotten
    response = _post(scene, scene.cor, "open_life_domain", values)
    assert response.status_code == 422
    assert values["question"] in response.content.decode()
    with scene.cor.at_work():
        assert not LifeDomain.objects.exists()


def test_it_is_noted_in_taken_up_and_closed(scene: Agreeing) -> None:
    row, today = _open(scene), clock.today().isoformat()
    note = {"kind": "step", "words": "Aangemeld.", "source": "kredietbank", "happened_on": today}
    assert _post(scene, scene.cor, "note_life_domain", note, row.pk).status_code == 302
    taken = {"worked_on_by": "Dia, kredietbank", "version": 1}
    assert _post(scene, scene.cor, "take_up_life_domain", taken, row.pk).status_code == 302
    shown = _get(scene, scene.cor)
    assert "Aangemeld." in shown
    assert "Dia, kredietbank" in shown
    closed = {"outcome": "solved", "words": "Regeling loopt.", "version": 2}
    assert _post(scene, scene.cor, "close_life_domain", closed, row.pk).status_code == 302
    assert "Regeling loopt." in _get(scene, scene.cor)


def test_a_stale_form_keeps_what_was_typed_and_says_so(scene: Agreeing) -> None:
    row = _open(scene)
    first = {"worked_on_by": "Dia", "version": 1}
    _post(scene, scene.cor, "take_up_life_domain", first, row.pk)
    response = _post(scene, scene.cor, "take_up_life_domain", {"worked_on_by": "Eva", "version": 1}, row.pk)
    assert response.status_code == 409
    assert "Eva" in response.content.decode()


def test_who_looks_for_an_urgent_reason_can_do_nothing_here(scene: Agreeing) -> None:
    with scene.world.marloes.at_work():
        number = Dossier.objects.get(pk=scene.dossier_id).number
    new = NewUrgentLook("safety", "de cliënt staat nu aan de balie", number=number)
    with scene.world.bert.at_work() as actor:
        look_urgently(actor=actor, new=new)
    assert "Leg toestemming vast" not in _get(scene, scene.world.bert)


def test_the_look_is_written_with_the_section_only_when_it_is_seen(scene: Agreeing) -> None:
    scene.agree(scene.world.marloes)
    with looks_written() as rows:
        _get(scene, scene.world.marloes)
    assert len(rows) == 1


def test_the_tab_takes_few_statements_however_much_is_open(scene: Agreeing) -> None:
    row = _open(scene)
    few = len(own_statements(scene.cor, address("life_domains", scene.dossier_id)))
    for name in ("housing", "family"):
        _post(scene, scene.cor, "open_life_domain", QUESTION | {"domain": name})
    today = clock.today().isoformat()
    for words in ("een", "twee"):
        note = {"kind": "step", "words": words, "source": "cliënt", "happened_on": today}
        _post(scene, scene.cor, "note_life_domain", note, row.pk)
    url = address("life_domains", scene.dossier_id)
    assert len(own_statements(scene.cor, url)) <= few + 1 <= 11


def test_a_stranger_and_a_former_participant_get_nothing(scene: Agreeing) -> None:
    for person in (scene.world.bert, scene.world.mia):
        response = browser(person).get(address("life_domains", scene.dossier_id))
        assert response.status_code == 404
    with scene.world.bert.at_work(Purpose.GUIDANCE):
        assert not Consent.objects.exists()
