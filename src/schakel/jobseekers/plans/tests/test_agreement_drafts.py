"""An agreement that is not finished: its author's alone, gone on with, and filed."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.models import Draft
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.jobseekers.plans.models import Agreement
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS
HALF = {"what": "Cv aanvullen met", "because": "", "due_on": "", "norm": "", "keep_draft": "1"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def marloes(world: World) -> Client:
    return signed_in(world.marloes)


def page(dossier_id: UUID) -> str:
    return reverse("plans:make", args=[dossier_id])


def test_half_an_agreement_is_kept_and_shown_again(marloes: Client, dossier_id: UUID) -> None:
    assert marloes.post(page(dossier_id), HALF).status_code == 302
    shown = marloes.get(page(dossier_id)).content.decode()
    assert "Cv aanvullen met" in shown
    assert "Dit is uw concept" in shown


def test_it_is_no_agreement_yet(world: World, marloes: Client, dossier_id: UUID) -> None:
    marloes.post(page(dossier_id), HALF)
    with world.marloes.at_work():
        assert not Agreement.objects.exists()
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA):
        assert not Draft.objects.exists()


def test_a_colleague_sees_nothing_of_it(world: World, marloes: Client, dossier_id: UUID) -> None:
    marloes.post(page(dossier_id), HALF)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "because": "want zo is het afgesproken"}
        add_participant(**on, kind="involved", membership_id=world.mia.membership_id)
    assert "Cv aanvullen met" not in signed_in(world.mia).get(page(dossier_id)).content.decode()


def test_the_list_of_drafts_leads_back_to_it(marloes: Client, dossier_id: UUID) -> None:
    marloes.post(page(dossier_id), HALF)
    listed = marloes.get(reverse("dossiers:drafts")).content.decode()
    assert f'href="{page(dossier_id)}"' in listed


def test_made_it_becomes_an_agreement_and_the_draft_is_gone(
    world: World, marloes: Client, dossier_id: UUID
) -> None:
    marloes.post(page(dossier_id), HALF)
    with world.marloes.at_work():
        draft_id = Draft.objects.get().pk
    told = {"what": "Cv aanvullen", "because": "dat helpt", "duty": "client"}
    told |= {"due_on": add_working_days(clock.today(), 5).isoformat(), "draft_id": str(draft_id)}
    assert marloes.post(page(dossier_id), told | {"submit_key": str(uuid7())}).status_code == 302
    with world.marloes.at_work():
        assert Agreement.objects.get().what == "Cv aanvullen"
        assert not Draft.objects.exists()


def test_a_refused_agreement_keeps_both_what_was_typed_and_the_draft(
    world: World, marloes: Client, dossier_id: UUID
) -> None:
    marloes.post(page(dossier_id), HALF)
    with world.marloes.at_work():
        draft_id = str(Draft.objects.get().pk)
    refused = marloes.post(page(dossier_id), {"what": "Andere woorden", "draft_id": draft_id})
    assert refused.status_code == 422
    assert "Andere woorden" in refused.content.decode()
    with world.marloes.at_work():
        assert Draft.objects.filter(pk=draft_id).exists()


def test_an_empty_form_is_not_kept(marloes: Client, dossier_id: UUID) -> None:
    refused = marloes.post(page(dossier_id), {"what": " ", "keep_draft": "1"})
    assert refused.status_code == 422
    assert "Er is niets om te bewaren." in refused.content.decode()


def test_after_ten_working_days_it_is_gone(marloes: Client, dossier_id: UUID) -> None:
    marloes.post(page(dossier_id), HALF)
    with clock.travel(add_working_days(clock.today(), 10)):
        assert "Cv aanvullen met" not in marloes.get(page(dossier_id)).content.decode()
