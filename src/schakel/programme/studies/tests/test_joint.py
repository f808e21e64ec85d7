"""Studying together: each draws and asks its own clients, and only cases under a pseudonym go across."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.models import Entry
from schakel.ground.journal.reading import looks_at
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from schakel.ground.organisations.actions import create_team
from schakel.information.imports.sheets import sheet_rows
from schakel.programme.studies.actions import draw_sample
from schakel.programme.studies.models import Study, StudyCase, StudyInvitation, StudyPerson, StudySite
from schakel.programme.studies.tests.joint_scene import JointScene
from schakel.programme.studies.tests.test_study_pages import send, shown
from tests.browsing import signed_in
from tests.world import hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def scene() -> JointScene:
    return JointScene()


def test_the_other_takes_part_by_the_same_criteria_and_seed(scene: JointScene) -> None:
    own_id = scene.accept(scene.invite())
    lead, own = scene.study(scene.study_id), scene.study(own_id, by=scene.theirs)
    for name in ("title", "question", "purpose", "period_from", "period_to", "kept_until", "regimes", "seed"):
        assert getattr(own, name) == getattr(lead, name)
    assert (own.organisation_id, own.joint_lead_id, own.asks_consent) == (
        scene.world.uwv, scene.world.city, True,
    )  # fmt: skip
    assert own.told == "UWV onderzoekt dit samen met de gemeente."


def test_neither_side_reads_the_others_clients_cases_teams_or_study(scene: JointScene) -> None:
    _invitation_id, own_id = scene.take_part()
    scene.draw_here()
    scene.deliver(own_id)
    with scene.petra.at_work(Purpose.RESEARCH):
        assert set(StudyCase.objects.values_list("study_id", flat=True)) == {scene.study_id}
        assert set(StudySite.objects.values_list("study_id", flat=True)) == {scene.study_id}
        assert not Study.objects.filter(pk=own_id).exists()
        assert not StudyPerson.objects.exists()
        assert not Dossier.objects.filter(participations__organisation_id=scene.world.uwv).exists()
    with scene.theirs.at_work(Purpose.RESEARCH):
        assert set(StudyCase.objects.values_list("study_id", flat=True)) == {own_id}
        assert set(StudySite.objects.values_list("study_id", flat=True)) == {own_id}
        assert not StudyPerson.objects.exists()
    with scene.world.bas.at_work():
        assert not StudyPerson.objects.filter(study_id=own_id).exists()
    with scene.world.marloes.at_work():
        assert not StudyPerson.objects.filter(study_id=scene.study_id).exists()


def test_the_table_of_what_was_handed_over_is_read_by_no_role(scene: JointScene) -> None:
    asked = "select * from studies_deliveredcase"
    with pytest.raises(DatabaseError), scene.on(scene.petra), connection.cursor() as cursor:
        cursor.execute(asked)


def test_what_is_joined_are_the_cases_of_each_that_agreed(scene: JointScene) -> None:
    _invitation_id, own_id = scene.take_part()
    scene.draw_here()
    assert {one.organisation for one in scene.joined()} == {"Gemeente Oosterwaard"}
    assert scene.deliver(own_id) == 10
    found = scene.joined()
    theirs = [one.case for one in found if one.organisation == "UWV Oosterwaard"]
    assert len(theirs) == 10
    assert len(found) == 11
    assert {case.site for case in theirs} == {"Team WW"}
    with scene.theirs.at_work(Purpose.RESEARCH):
        own = {case.pseudonym for case in StudyCase.objects.filter(study_id=own_id)}
    assert {case.pseudonym for case in theirs} == own


def test_under_ten_nothing_goes_across_and_nothing_stays(scene: JointScene) -> None:
    _invitation_id, own_id = scene.take_part(waiting=1)
    scene.draw_here()
    with pytest.raises(ConflictError):
        scene.deliver(own_id)
    scene.tell_there(scene.asked_there(own_id)[0], "yes")
    scene.deliver(own_id)
    assert len(scene.joined()) == 11
    scene.tell_there(scene.asked_there(own_id)[0], "no")
    assert len(scene.joined()) == 1


def test_a_team_under_ten_has_no_name_nor_has_the_one_beside_it(scene: JointScene) -> None:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        team = create_team(
            actor=actor, organisation_id=scene.world.uwv, name="Team Klein", role=Role.WORK_COACH
        )
        kim = hire(actor, scene.world.uwv, "Kim Klein", Role.WORK_COACH, team)
    own_id = scene.accept(scene.invite(), sizes={scene.world.uwv_team: 20, team: 5})
    for number in range(12):
        scene.world.open(kim if number < 2 else scene.world.marloes, scene.world.uwv)
    with scene.on(scene.theirs) as studying:
        draw_sample(actor=studying, organisation_id=scene.world.uwv, study_id=own_id)
    for person in scene.asked_there(own_id):
        scene.tell_there(person, "yes")
    for person in scene.asked_there(own_id, kim):
        scene.tell_there(person, "yes", kim)
    scene.draw_here()
    assert scene.deliver(own_id) == 12
    theirs = {one.case.site for one in scene.joined() if one.organisation == "UWV Oosterwaard"}
    assert theirs == {"niet genoemd"}


def test_a_client_who_stops_is_in_no_later_file(scene: JointScene) -> None:
    _invitation_id, own_id = scene.take_part(11)
    scene.draw_here()
    scene.deliver(own_id)
    assert len(scene.joined()) == 12
    scene.tell_there(scene.asked_there(own_id)[0], "no")
    assert len(scene.joined()) == 11


@pytest.mark.parametrize("who", ["partner", "lead"])
def test_an_organisation_that_stops_takes_its_cases_along(scene: JointScene, who: str) -> None:
    invitation_id, own_id = scene.take_part()
    scene.draw_here()
    scene.deliver(own_id)
    if who == "partner":
        scene.stop(invitation_id)
    else:
        scene.take_back(invitation_id)
    assert len(scene.joined()) == 1
    assert scene.study(own_id, by=scene.theirs).joint_lead_id is None
    with pytest.raises(ConflictError):
        scene.deliver(own_id)
    with scene.theirs.at_work(Purpose.RESEARCH):
        assert not Study.objects.filter(pk=scene.study_id).exists()


def test_ending_an_own_study_takes_its_cases_out(scene: JointScene) -> None:
    _invitation_id, own_id = scene.take_part()
    scene.draw_here()
    scene.deliver(own_id)
    scene.end(own_id, by=scene.theirs)
    assert len(scene.joined()) == 1


def test_only_who_drew_hands_over_and_joins(scene: JointScene) -> None:
    _invitation_id, own_id = scene.take_part()
    scene.draw_here()
    for person in (scene.petra, scene.wil):
        with pytest.raises(NotFoundError):
            scene.deliver(own_id, by=person)
    scene.deliver(own_id)
    with pytest.raises(ConflictError):
        scene.joined(by=scene.wil)
    with pytest.raises(NotFoundError):
        scene.joined(by=scene.theirs)


def test_the_client_is_told_to_whom_it_goes_and_who_read(scene: JointScene) -> None:
    _invitation_id, own_id = scene.take_part()
    scene.deliver(own_id)
    person = scene.asked_there(own_id)[0]
    client = scene.world.client_of(person.dossier_id, scene.world.marloes)
    page = shown(client, "own")
    assert "Deze gegevens gaan zonder uw naam ook naar Gemeente Oosterwaard" in page
    with client.at_work(Purpose.OWN_DATA):
        readers = {look.reader_id for look in looks_at(person.dossier_id) if look.page == "studies:cases"}
    assert readers == {scene.theirs.reader_id}


def test_an_invitation_is_answered_once_by_who_was_asked(scene: JointScene) -> None:
    invitation_id = scene.invite()
    with pytest.raises(InvalidError):
        scene.invite()
    with pytest.raises(NotFoundError):
        scene.accept(invitation_id, by=scene.wil)
    with pytest.raises(NotFoundError):
        scene.take_back(invitation_id, by=scene.theirs)
    with pytest.raises(InvalidError):
        scene.accept(invitation_id, sizes={scene.world.city_team: 3})
    with pytest.raises(InvalidError):
        scene.accept(invitation_id, told=" ")
    with pytest.raises(InvalidError):
        scene.stop(invitation_id, version=1, reason=" ")
    with pytest.raises(StaleVersionError):
        scene.stop(invitation_id, version=4)
    scene.stop(invitation_id, version=1)
    with pytest.raises(NotFoundError):
        scene.accept(invitation_id)
    assert scene.invitation(invitation_id).state == "declined"
    assert scene.invite() != invitation_id


def test_one_side_can_not_speak_for_the_other(scene: JointScene) -> None:
    invitation_id = scene.invite()
    with pytest.raises(DatabaseError), scene.petra.at_work(Purpose.RESEARCH, needs_savepoint=True):
        StudyInvitation.objects.filter(pk=invitation_id).update(state="declined")
    with pytest.raises(DatabaseError), scene.theirs.at_work(Purpose.RESEARCH, needs_savepoint=True):
        StudyInvitation.objects.filter(pk=invitation_id).update(state="taken_back")
    with scene.world.joris.at_work(Purpose.RESEARCH):
        assert not StudyInvitation.objects.exists()
        assert not Study.objects.exists()


def test_without_consent_nobody_is_asked_along(scene: JointScene) -> None:
    scene.study_id = scene.make(20, asks_consent=False, why_no_consent="alleen tellen")
    with pytest.raises(ConflictError):
        scene.invite()
    scene.study_id = scene.make(20)
    with pytest.raises(InvalidError):
        scene.invite(words=" ")


def test_what_was_agreed_is_not_changed_by_one_side(scene: JointScene) -> None:
    own_id = scene.accept(scene.invite())
    with pytest.raises(ConflictError):
        scene.change(scene.study_id, age_from=30)
    scene.change(scene.study_id, contact="Wil, 06 00 00 00 42")
    with pytest.raises(ConflictError):
        scene.change(own_id, by=scene.theirs, sizes={scene.world.uwv_team: 3}, seed="anders")
    scene.open(1)
    scene.draw(scene.study_id)
    with pytest.raises(ConflictError):
        scene.renew(scene.study_id, version=3)


def test_the_pages_ask_answer_hand_over_and_join(scene: JointScene) -> None:
    wrong = send(scene.petra, "invite", scene.study_id, invited=str(scene.world.provider), words="samen")
    assert wrong.status_code == 422
    said = {"invited": str(scene.world.uwv), "words": "Wij hebben dezelfde vraag."}
    assert send(scene.petra, "invite", scene.study_id, **said).status_code == 302
    with scene.theirs.at_work(Purpose.RESEARCH):
        invitation_id = StudyInvitation.objects.get().pk
    assert reverse("studies:invitation", args=[invitation_id]) in shown(scene.theirs, "list")
    assert "Wij hebben dezelfde vraag." in shown(scene.theirs, "invitation", invitation_id)
    own = {"ground": "Wet SUWI", "told": "Wij kijken mee.", "contact": "Umar", "version": "1"}
    refused = send(scene.theirs, "invitation", invitation_id, **own)
    assert refused.status_code == 422
    assert "Wij kijken mee." in refused.content.decode()
    own[f"size_{scene.world.uwv_team}"] = "20"
    done = send(scene.theirs, "invitation", invitation_id, **own)
    assert done.status_code == 302
    assert (
        "Samen met Gemeente Oosterwaard"
        in signed_in(scene.theirs).get(done.headers["Location"]).content.decode()
    )
    assert "doet mee" in shown(scene.petra, "study", scene.study_id)
    assert "komt niet" not in shown(scene.theirs, "stop", invitation_id)
    stopped = send(scene.theirs, "stop", invitation_id, reason="geen tijd", version="2")
    assert stopped.status_code == 302
    assert "geen tijd" in shown(scene.petra, "study", scene.study_id)


def test_the_joint_file_goes_out_as_csv_and_workbook(scene: JointScene) -> None:
    _invitation_id, own_id = scene.take_part()
    scene.draw_here()
    assert send(scene.theirs, "deliver", own_id).status_code == 302
    assert "10 gevallen" in shown(scene.theirs, "study", own_id)
    page = shown(scene.petra, "study", scene.study_id)
    assert "UWV Oosterwaard · Team WW: 10" in page
    text = send(scene.petra, "joint_file", scene.study_id).content.decode("utf-8-sig")
    assert len(text.splitlines()) == 12
    assert text.splitlines()[0].startswith("organisatie;pseudoniem;team")
    book = send(scene.petra, "joint_file", scene.study_id, **{"as": "xlsx"})
    assert len(list(sheet_rows(book.content, 9))) == 12
    with scene.petra.at_work():
        verbs = set(Entry.objects.filter(verb__startswith="study.").values_list("verb", flat=True))
    assert verbs == {"study.make", "study.invite", "study.draw", "study.export"}
    with scene.theirs.at_work():
        verbs = set(Entry.objects.filter(verb__startswith="study.").values_list("verb", flat=True))
    assert verbs == {"study.reply", "study.make", "study.draw", "study.deliver"}


def test_an_invitation_of_others_is_not_there(scene: JointScene) -> None:
    invitation_id = scene.invite()
    assert signed_in(scene.petra).get(reverse("studies:invitation", args=[invitation_id])).status_code == 404
    assert signed_in(scene.petra).get(reverse("studies:stop", args=[invitation_id])).status_code == 404
    send(scene.petra, "take_back", invitation_id)
    assert scene.invitation(invitation_id).state == "taken_back"
    assert "Wij hebben dezelfde vraag." not in shown(scene.theirs, "list")


def test_joint_pages_take_a_fixed_number_of_statements(
    scene: JointScene, django_assert_max_num_queries: Any
) -> None:
    _invitation_id, own_id = scene.take_part()
    scene.draw_here()
    scene.deliver(own_id)
    for person, name, arguments in (
        (scene.petra, "study", [scene.study_id]),
        (scene.theirs, "study", [own_id]),
        (scene.petra, "invite", [scene.study_id]),
        (scene.theirs, "list", []),
    ):
        browser, address = signed_in(person), reverse(f"studies:{name}", args=arguments)
        browser.get(address)
        with django_assert_max_num_queries(21):
            browser.get(address)
