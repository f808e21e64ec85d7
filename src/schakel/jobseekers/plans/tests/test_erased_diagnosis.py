"""A diagnosis that is erased takes its choice along, and what was expected of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from schakel.ground.dossiers.actions import erase_entry
from schakel.ground.journal.decisions import Decision, record_decision
from schakel.ground.journal.models import Entry
from schakel.ground.journal.timeline import timeline
from schakel.ground.journal.writing import Thing
from schakel.jobseekers.diagnosis.actions import concluding
from schakel.jobseekers.diagnosis.models import DiagnosisResult, EstimateReview
from schakel.jobseekers.diagnosis.tests.scene import both_take_part, concluded
from schakel.jobseekers.plans.actions import evaluate_decision
from schakel.jobseekers.plans.models import Expectation
from tests.browsing import MARKS
from tests.world import World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return both_take_part(world)


def test_erasing_a_diagnosis_erases_its_choice_and_what_was_expected(world: World, dossier_id: UUID) -> None:
    concluded(world, dossier_id)
    concluding = Entry.objects.filter(verb="diagnosis.conclude", dossier_id=dossier_id)
    why = {"reason": "wrong_person", "decision": "FG, 3 maart, 2026-1"}
    with world.marloes.at_work() as actor:
        entry_id = concluding.values_list("id", flat=True)[0]
        erase_entry(actor=actor, dossier_id=dossier_id, entry_id=entry_id, **why)
    with world.marloes.at_work():
        assert not any(entry.heading.startswith("Keuze") for entry in timeline(dossier_id))
        assert not Expectation.objects.filter(dossier_id=dossier_id).exists()


def looked_back(world: World, dossier_id: UUID, diagnosis_id: UUID) -> UUID:
    with world.marloes.at_work() as actor:
        entry_id = DiagnosisResult.objects.get(pk=diagnosis_id).decision_id
        on = {"dossier_id": dossier_id, "entry_id": entry_id}
        evaluate_decision(actor=actor, **on, outcome="not", learned="Eerder een coach.")
        return entry_id


def erased(world: World, dossier_id: UUID) -> None:
    why = {"reason": "wrong_person", "decision": "FG, 3 maart, 2026-1"}
    with world.marloes.at_work() as actor:
        entries = Entry.objects.filter(verb="diagnosis.conclude", dossier_id=dossier_id)
        entry_id = entries.values_list("id", flat=True)[0]
        erase_entry(actor=actor, dossier_id=dossier_id, entry_id=entry_id, **why)


def test_looking_back_on_the_choice_of_a_diagnosis_is_kept_with_it(world: World, dossier_id: UUID) -> None:
    diagnosis_id = concluded(world, dossier_id)
    looked_back(world, dossier_id, diagnosis_id)
    with world.bas.at_work():
        assert EstimateReview.objects.get(pk=diagnosis_id).outcome == "not"


def test_erasing_a_diagnosis_erases_what_was_found_looking_back(world: World, dossier_id: UUID) -> None:
    looked_back(world, dossier_id, concluded(world, dossier_id))
    erased(world, dossier_id)
    with world.marloes.at_work():
        assert not any(entry.heading.startswith("Teruggekeken") for entry in timeline(dossier_id))
        assert not EstimateReview.objects.exists()


def test_a_choice_that_does_not_name_its_diagnosis_is_erased_with_it(
    world: World, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless(decision: Decision, **values: Any) -> UUID:
        return record_decision(decision, **values | {"things": (Thing("client", dossier_id),)})

    with monkeypatch.context() as patched:
        patched.setattr(concluding, "record_decision", nameless)
        diagnosis_id = concluded(world, dossier_id)
    looked_back(world, dossier_id, diagnosis_id)
    erased(world, dossier_id)
    with world.marloes.at_work():
        headings = [entry.heading for entry in timeline(dossier_id)]
        assert not any(heading.startswith(("Keuze", "Teruggekeken")) for heading in headings)
