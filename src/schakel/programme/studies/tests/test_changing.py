"""A study can be changed until somebody was drawn; after that there is a new version, for a reason."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.journal.models import Entry
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from schakel.information.imports.sheets import sheet_rows
from schakel.programme.studies.models import Study, StudyCase, StudySite
from schakel.programme.studies.tests.scene import Scene
from schakel.programme.studies.tests.test_study_pages import send, shown, typed
from schakel.web.spreadsheets import WORKBOOK
from tests.browsing import signed_in

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_before_the_draw_everything_changes_and_the_journal_says_so(scene: Scene) -> None:
    study_id = scene.make(2)
    scene.change(study_id, size=5, title="Hoe gaat het eerste jaar?", age_from=18, seed="anders")
    changed = scene.study(study_id)
    assert (changed.title, changed.age_from, changed.seed, changed.version) == (
        "Hoe gaat het eerste jaar?", 18, "anders", 2,
    )  # fmt: skip
    with scene.petra.at_work(Purpose.RESEARCH):
        assert [site.size for site in StudySite.objects.filter(study_id=study_id)] == [5]
        assert Entry.objects.filter(verb="study.change").count() == 1


def test_who_was_late_overwrites_nothing(scene: Scene) -> None:
    study_id = scene.make(2)
    scene.change(study_id, title="Van Wil", by=scene.wil)
    with pytest.raises(StaleVersionError):
        scene.change(study_id, title="Van Petra", version=1)
    assert scene.study(study_id).title == "Van Wil"


def test_after_the_draw_nothing_changes_not_even_by_a_forgotten_check(scene: Scene) -> None:
    scene.open(2)
    study_id = scene.make(2)
    scene.draw(study_id)
    with pytest.raises(ConflictError):
        scene.change(study_id, title="Anders", version=2)
    with scene.petra.at_work(Purpose.RESEARCH):
        assert Study.objects.filter(pk=study_id).update(title="Anders") == 0
        assert StudySite.objects.filter(study_id=study_id)._raw_delete("default") == 0


def test_the_app_can_not_say_that_something_was_drawn(scene: Scene) -> None:
    study_id = scene.make(2)
    with pytest.raises(DatabaseError), scene.petra.at_work(Purpose.RESEARCH, needs_savepoint=True):
        Study.objects.filter(pk=study_id).update(state="drawn")


@pytest.mark.parametrize("changes", [{"title": " "}, {"sizes": {}}, {"age_from": 50, "age_to": 20}])
def test_a_change_that_does_not_fit_changes_nothing(scene: Scene, changes: dict[str, object]) -> None:
    study_id = scene.make(2)
    with pytest.raises(InvalidError):
        scene.change(study_id, **changes)
    assert scene.study(study_id).version == 1


def test_another_organisation_changes_nothing(scene: Scene) -> None:
    study_id = scene.make(2)
    with pytest.raises(NotFoundError):
        scene.change(study_id, by=scene.theirs)


def test_a_new_version_ends_the_one_before_and_asks_everybody_again(scene: Scene) -> None:
    scene.open(2)
    first = scene.make(2)
    scene.draw(first)
    second = scene.renew(first, title="Hoe gaat het eerste half jaar?")
    with scene.petra.at_work(Purpose.RESEARCH):
        assert not StudyCase.objects.exists()
    assert scene.study(first).state == "ended"
    row = scene.study(second)
    assert (row.state, row.follows_id, row.why_new) == ("new", first, "de vraag was te breed")
    assert scene.draw(second) == 2
    assert {person.answer for person in scene.asked(second)} == {"asked"}
    with scene.petra.at_work(Purpose.RESEARCH):
        told = Entry.objects.filter(verb__startswith="study.").order_by("recorded_at", "id")
        assert [entry.verb for entry in told] == [
            "study.make", "study.draw", "study.make", "study.end", "study.draw",
        ]  # fmt: skip


def test_a_new_version_needs_a_reason_and_a_draw(scene: Scene) -> None:
    scene.open(2)
    study_id = scene.make(2)
    with pytest.raises(ConflictError):
        scene.renew(study_id, version=1)
    scene.draw(study_id)
    for reason in (" ", "x" * 301):
        with pytest.raises(InvalidError):
            scene.renew(study_id, reason)
    with pytest.raises(StaleVersionError):
        scene.renew(study_id, version=1)
    assert scene.study(study_id).state == "drawn"


def test_the_pages_change_and_renew_and_keep_what_was_typed(scene: Scene) -> None:
    scene.open(2)
    study_id = scene.make(2)
    assert "Hoe lang duurt het tot het eerste plan?" in shown(scene.petra, "change", study_id)
    wrong = send(scene.petra, "change", study_id, **typed(scene, title="", version="1"))
    assert wrong.status_code == 422
    assert "Beter beginnen." in wrong.content.decode()
    late = send(scene.petra, "change", study_id, **typed(scene, version="7"))
    assert late.status_code == 409
    assert "Een collega wijzigde dit onderzoek intussen" in late.content.decode()
    assert (
        send(scene.petra, "change", study_id, **typed(scene, title="Nieuw", version="1")).status_code == 302
    )
    scene.draw(study_id)
    assert signed_in(scene.petra).get(reverse("studies:change", args=[study_id])).status_code == 302
    assert send(scene.petra, "change", study_id, **typed(scene, version="3")).status_code == 409
    assert send(scene.petra, "renew", study_id, **typed(scene, version="3")).status_code == 422
    done = send(scene.petra, "renew", study_id, **typed(scene, version="3", reason="te breed"))
    assert done.status_code == 302
    assert "te breed" in str(signed_in(scene.petra).get(done.headers["Location"]).content.decode())


def test_cases_and_steps_go_out_as_a_workbook_too(scene: Scene) -> None:
    scene.open(1)
    study_id = scene.make(1)
    scene.draw(study_id)
    scene.tell(scene.asked(study_id)[0], "yes")
    for name in ("cases_file", "events_file"):
        answer = send(scene.petra, name, study_id, **{"as": "xlsx"})
        assert answer.headers["Content-Type"] == WORKBOOK
        rows = [row[1] for row in sheet_rows(answer.content, 8)]
        assert rows[0][0] == "pseudoniem"
        assert {row[0] for row in rows[1:]} == {case.pseudonym for case in scene.cases(study_id)}
