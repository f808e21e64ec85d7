"""Consent: nothing is read before a yes, and nothing after a no; the client decides, and reads who looked."""

from __future__ import annotations

import re

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.journal.reading import looks_at
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.programme.studies.actions import (
    NewAnswer,
    answer_own,
    export_cases,
    export_events,
    record_answer,
)
from schakel.programme.studies.models import Study, StudyCase, StudyPerson
from schakel.programme.studies.queries import is_asked, of_client, withdrawn_pseudonyms
from schakel.programme.studies.tests.scene import Scene
from tests.world import Person

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def drawn(scene: Scene) -> StudyPerson:
    """One client who was asked."""
    scene.open(1)
    study_id = scene.make(1)
    scene.draw(study_id)
    return scene.asked(study_id)[0]


def _client(scene: Scene, person: StudyPerson) -> Person:
    return scene.world.client_of(person.dossier_id, scene.world.bas)


def test_before_a_yes_there_is_no_case_and_no_file(scene: Scene, drawn: StudyPerson) -> None:
    assert scene.cases(drawn.study_id) == []
    assert scene.events(drawn.study_id) == []
    with scene.petra.at_work(Purpose.RESEARCH, needs_savepoint=True) as actor:
        for export in (export_cases, export_events):
            with pytest.raises(ConflictError):
                export(actor=actor, organisation_id=scene.world.city, study_id=drawn.study_id)
    with _client(scene, drawn).at_work(Purpose.OWN_DATA):
        assert [look.page for look in looks_at(drawn.dossier_id) if look.page.startswith("studies:")] == []


def test_after_a_yes_the_case_is_there_without_the_person(scene: Scene, drawn: StudyPerson) -> None:
    client = _client(scene, drawn)
    scene.say(client, drawn, "yes")
    [case] = scene.cases(drawn.study_id)
    assert re.fullmatch("P[0-9a-f]{10}", case.pseudonym)
    assert case.site == "Team Werk"
    assert case.steps > 0
    assert str(drawn.dossier_id) not in repr(case)
    assert {event.pseudonym for event in scene.events(drawn.study_id)} == {case.pseudonym}
    with scene.petra.at_work(Purpose.RESEARCH):
        assert not StudyPerson.objects.exists()


def test_the_client_sees_who_read_for_research(scene: Scene, drawn: StudyPerson) -> None:
    client = _client(scene, drawn)
    scene.say(client, drawn, "yes")
    scene.cases(drawn.study_id)
    with client.at_work(Purpose.OWN_DATA):
        [look] = [look for look in looks_at(drawn.dossier_id) if look.page == "studies:cases"]
    assert (look.reader_id, look.purpose) == (scene.petra.reader_id, "research")


def test_who_stops_is_read_no_more_and_named_by_pseudonym(scene: Scene, drawn: StudyPerson) -> None:
    client = _client(scene, drawn)
    scene.say(client, drawn, "yes")
    [case] = scene.cases(drawn.study_id)
    scene.say(client, drawn, "no")
    assert scene.cases(drawn.study_id) == []
    assert scene.events(drawn.study_id) == []
    with scene.petra.at_work(Purpose.RESEARCH):
        assert withdrawn_pseudonyms(Study(pk=drawn.study_id)) == [case.pseudonym]
        assert StudyCase.objects.get().state == "withdrawn"


def test_a_no_can_become_a_yes_until_somebody_else_was_drawn(scene: Scene) -> None:
    scene.open(2)
    study_id = scene.make(1)
    scene.draw(study_id)
    [person] = scene.asked(study_id)
    client = _client(scene, person)
    scene.say(client, person, "no")
    scene.say(client, person, "yes")
    scene.say(client, person, "no")
    scene.draw(study_id)
    with pytest.raises(ConflictError):
        scene.say(client, person, "yes")


def test_who_was_not_asked_can_object(scene: Scene) -> None:
    scene.open(10)
    study_id = scene.make(1, asks_consent=False, why_no_consent="alleen tellen")
    scene.draw(study_id)
    [person] = scene.asked(study_id)
    assert person.answer == "included"
    assert len(scene.cases(study_id)) == 1
    client = _client(scene, person)
    with client.at_work(Purpose.OWN_DATA):
        assert not is_asked(person.dossier_id)
        assert [row.pk for row in of_client(person.dossier_id)] == [person.pk]
    scene.say(client, person, "no")
    assert scene.cases(study_id) == []
    with pytest.raises(ConflictError):
        scene.say(client, person, "yes")


def test_a_professional_writes_down_what_was_said_and_who_wrote_it_stays(
    scene: Scene, drawn: StudyPerson
) -> None:
    scene.tell(drawn, "yes", "paper")
    with _client(scene, drawn).at_work(Purpose.OWN_DATA):
        [row] = of_client(drawn.dossier_id)
    assert (row.answer, row.how, row.recorded_by_id) == ("yes", "paper", scene.world.bas.reader_id)
    assert row.answered_at is not None
    assert row.answered_at.date() <= clock.now().date()


def test_a_professional_cannot_answer_as_the_client(scene: Scene, drawn: StudyPerson) -> None:
    with pytest.raises(InvalidError):
        scene.tell(drawn, "yes", "own")
    on = {"dossier_id": drawn.dossier_id, "study_person_id": drawn.pk}
    with scene.world.bas.at_work(needs_savepoint=True) as actor, pytest.raises(NotFoundError):
        answer_own(actor=actor, **on, answer="yes")


def test_nobody_answers_for_a_dossier_that_is_not_theirs(scene: Scene, drawn: StudyPerson) -> None:
    on = {"dossier_id": drawn.dossier_id, "study_person_id": drawn.pk}
    for person in (scene.world.bert, scene.world.marloes):
        with person.at_work(needs_savepoint=True) as actor, pytest.raises((NotFoundError, ForbiddenError)):
            record_answer(actor=actor, **on, new=NewAnswer("yes", "phone"))
    [dossier_id] = scene.open(1)
    other = scene.world.client_of(dossier_id, scene.world.bas)
    with other.at_work(Purpose.OWN_DATA, needs_savepoint=True) as actor, pytest.raises(NotFoundError):
        answer_own(actor=actor, **on, answer="yes")


@pytest.mark.parametrize("answer", ["", "maybe", "withdrawn", "included"])
def test_rotten_answers_change_nothing(scene: Scene, drawn: StudyPerson, answer: str) -> None:
    client = _client(scene, drawn)
    with pytest.raises(InvalidError):
        scene.say(client, drawn, answer)
    with client.at_work(Purpose.OWN_DATA):
        assert of_client(drawn.dossier_id)[0].answer == "asked"


def test_only_who_drew_sees_cases(scene: Scene, drawn: StudyPerson) -> None:
    scene.tell(drawn, "yes")
    assert len(scene.cases(drawn.study_id)) == 1
    for person in (scene.wil, scene.theirs):
        with person.at_work(Purpose.RESEARCH):
            assert not StudyCase.objects.exists()
            assert not StudyPerson.objects.exists()
    assert scene.cases(drawn.study_id, by=scene.wil) == []


def test_a_coach_of_another_organisation_in_the_dossier_sees_no_study(
    scene: Scene, drawn: StudyPerson
) -> None:
    with scene.world.bas.at_work() as actor:
        helper = {"kind": "helping", "because": "samen", "membership_id": scene.world.marloes.membership_id}
        add_participant(actor=actor, dossier_id=drawn.dossier_id, **helper)
    with scene.world.marloes.at_work():
        assert not StudyPerson.objects.exists()
        assert not Study.objects.exists()
