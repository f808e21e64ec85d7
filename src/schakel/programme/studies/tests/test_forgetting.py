"""Forgetting: after the end or the term nothing leads to a person, and the counts stay."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.programme.studies.actions import end_study
from schakel.programme.studies.forgetting import forget_due_samples
from schakel.programme.studies.models import StudyCase, StudyKey, StudySite
from schakel.programme.studies.tests.scene import Scene

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def scene() -> Scene:
    return Scene()


def _drawn(scene: Scene) -> Any:
    scene.open(3)
    study_id = scene.make(2)
    scene.draw(study_id)
    scene.tell(scene.asked(study_id)[0], "yes")
    return study_id


def test_the_end_forgets_persons_cases_and_key_and_keeps_the_counts(scene: Scene) -> None:
    study_id = _drawn(scene)
    scene.end(study_id)
    assert scene.study(study_id).state == "ended"
    assert scene.asked(study_id) == []
    assert scene.cases(study_id) == []
    with scene.petra.at_work(Purpose.RESEARCH):
        assert not StudyCase.objects.exists()
        site = StudySite.objects.get(study_id=study_id)
    assert (site.frame, site.drawn, site.took_part) == (3, 2, 1)
    with pytest.raises(ConflictError):
        scene.draw(study_id)


def test_the_end_needs_a_reason_and_comes_once(scene: Scene) -> None:
    study_id = _drawn(scene)
    with scene.petra.at_work(Purpose.RESEARCH, needs_savepoint=True) as actor:
        on = {"actor": actor, "organisation_id": scene.world.city, "study_id": study_id}
        with pytest.raises(InvalidError):
            end_study(**on, reason=" ")
        end_study(**on, reason="klaar")
        with pytest.raises(ConflictError):
            end_study(**on, reason="klaar")


def test_no_role_of_the_application_reads_the_key(scene: Scene) -> None:
    _drawn(scene)
    with scene.petra.at_work(Purpose.RESEARCH), pytest.raises(ProgrammingError), transaction.atomic():
        StudyKey.objects.exists()


def test_the_term_is_not_over_on_its_last_day(scene: Scene) -> None:
    study_id = _drawn(scene)
    with clock.travel(clock.now() + timedelta(days=90)):
        assert len(scene.cases(study_id)) == 1
    with clock.travel(clock.now() + timedelta(days=92)):
        assert scene.cases(study_id) == []


@pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
def test_past_the_term_the_worker_forgets_and_others_stay(owner: Any) -> None:
    with clock.travel(clock.now() - timedelta(days=92)):
        scene = Scene()
        _drawn(scene)
    later = scene.make(1)
    scene.draw(later)
    assert forget_due_samples() == 1
    assert forget_due_samples() == 0
    counts = [
        owner.execute(f"select count(*) from studies_study{table}").fetchone()
        for table in ("person", "case", "key", "")
    ]
    assert counts == [(1,), (1,), (1,), (2,)]
    assert scene.study(later).state == "drawn"
