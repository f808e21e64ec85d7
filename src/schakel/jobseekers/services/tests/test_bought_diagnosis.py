"""A bought diagnosis: asked for from the diagnosis, chosen like every service, answered by an analysis."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.kernel import clock
from schakel.jobseekers.diagnosis.actions import NewAnalysis, file_analysis
from schakel.jobseekers.diagnosis.models import EstimateReview, PartnerAnalysis
from schakel.jobseekers.diagnosis.occasions import occasions_of
from schakel.jobseekers.diagnosis.tests.scene import begin, concluded
from schakel.jobseekers.services.tests.scene import (
    choose,
    decided,
    ended,
    on_ww,
    running,
    started,
    tell,
    written,
)
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS
KEY = "ingekochte-diagnose"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    made = on_ww(world)
    with world.marloes.at_work() as actor:
        how = {"kind": "helping", "because": "onderzoek", "membership_id": world.joris.membership_id}
        add_participant(actor=actor, dossier_id=made, **how)
    return made


@pytest.fixture
def use_id(world: World, dossier_id: UUID) -> UUID:
    """Bought and decided on."""
    tell(world.marloes, dossier_id, diagnose_twijfel=True)
    made = choose(world.marloes, dossier_id, KEY, **written())
    decided(world.marloes, dossier_id, made)
    return made


def known(person: Person, dossier_id: UUID, purpose: Purpose = Purpose.GUIDANCE) -> list[UUID]:
    with person.at_work(purpose):
        return [one.id for one in occasions_of(dossier_id)]


def test_the_diagnosis_leads_to_the_choice_with_nothing_chosen(world: World, dossier_id: UUID) -> None:
    begin(world.marloes, dossier_id)
    browser = signed_in(world.marloes)
    address = reverse("services:choose", args=[dossier_id]) + f"?option={KEY}"
    assert address in browser.get(reverse("diagnosis:result", args=[dossier_id])).content.decode()
    page = browser.get(address).content.decode()
    assert f'value="{KEY}"' in page
    assert " checked" not in page


def test_what_was_decided_awaits_a_result_and_what_is_proposed_does_not(
    world: World, dossier_id: UUID
) -> None:
    tell(world.marloes, dossier_id, diagnose_twijfel=True)
    made = choose(world.marloes, dossier_id, KEY, **written())
    assert known(world.marloes, dossier_id) == []
    decided(world.marloes, dossier_id, made)
    assert known(world.marloes, dossier_id) == [made]
    assert known(world.bert, dossier_id) == []


def test_the_result_comes_back_as_an_analysis_beside_the_service(
    world: World, dossier_id: UUID, use_id: UUID
) -> None:
    browser, url = signed_in(world.marloes), reverse("services:use", args=[dossier_id, use_id])
    assert "Wie het onderzoek doet" in browser.get(url).content.decode()
    new: dict[str, Any] = {"seen_on": clock.today(), "occasion_id": use_id}
    with world.joris.at_work(Purpose.SERVICE_DELIVERY) as actor:
        found = NewAnalysis("distance", "Wat kan zij?", "Werk met hulp.", "attention", "een test", **new)
        file_analysis(actor=actor, dossier_id=dossier_id, new=found)
    assert "Zelfredzaamheid en afstand tot werk" in browser.get(url).content.decode()
    with world.marloes.at_work():
        assert PartnerAnalysis.objects.get().occasion == "Ingekochte diagnose"


@pytest.mark.parametrize(("reason", "prompt"), [("work", "work"), ("completed", None)])
def test_a_service_that_ends_with_work_asks_to_compare_the_estimate(
    world: World, dossier_id: UUID, reason: str, prompt: str | None
) -> None:
    concluded(world, dossier_id)
    ended(world.marloes, dossier_id, running(world, dossier_id), reason=reason)
    with world.marloes.at_work():
        found = EstimateReview.objects.values_list("prompted_by", flat=True).first()
    assert found == prompt


def test_another_service_awaits_no_analysis(world: World, dossier_id: UUID, use_id: UUID) -> None:
    other = running(world, dossier_id)
    started(world.marloes, dossier_id, use_id)
    assert known(world.marloes, dossier_id) == [use_id]
    page = signed_in(world.marloes).get(reverse("services:use", args=[dossier_id, other])).content.decode()
    assert "Wie het onderzoek doet" not in page
