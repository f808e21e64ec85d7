"""A diagnosis that is erased takes its choice along, and what was expected of it."""

from __future__ import annotations

from uuid import UUID

import pytest

from schakel.ground.dossiers.actions import erase_entry
from schakel.ground.journal.models import Entry
from schakel.ground.journal.timeline import timeline
from schakel.jobseekers.diagnosis.tests.scene import both_take_part, concluded
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
