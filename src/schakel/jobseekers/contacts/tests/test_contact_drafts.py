"""A contact report that is not finished: kept, gone on with, and filed."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.models import Draft
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.contacts.models import ContactMoment
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS
HALF = {"day": "", "time": "", "channel": "phone", "summary": "Hij vertelde dat"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def marloes(world: World) -> Client:
    return signed_in(world.marloes)


def _page(dossier_id: UUID) -> str:
    return reverse("contacts:list", args=[dossier_id])


def _keep(browser: Client, dossier_id: UUID, **changes: str) -> int:
    return browser.post(_page(dossier_id), HALF | changes | {"keep_draft": "1"}).status_code


def test_half_a_report_is_kept_and_shown_again(marloes: Client, dossier_id: UUID) -> None:
    assert _keep(marloes, dossier_id) == 302
    shown = marloes.get(_page(dossier_id)).content.decode()
    assert "Hij vertelde dat" in shown
    assert "Dit is uw concept" in shown


def test_a_colleague_sees_nothing_of_it(world: World, marloes: Client, dossier_id: UUID) -> None:
    _keep(marloes, dossier_id)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "because": "want zo is het afgesproken"}
        add_participant(**on, kind="involved", membership_id=world.mia.membership_id)
    assert "Hij vertelde dat" not in signed_in(world.mia).get(_page(dossier_id)).content.decode()


def test_filed_it_becomes_a_contact_and_the_draft_is_gone(
    world: World, marloes: Client, dossier_id: UUID
) -> None:
    _keep(marloes, dossier_id)
    with world.marloes.at_work():
        draft_id = Draft.objects.get().pk
    told = {"day": "2026-01-05", "time": "10:30", "channel": "phone", "kind": "progress"}
    told |= {"summary": "Hij vertelde dat hij werk heeft.", "draft_id": str(draft_id)}
    response = marloes.post(_page(dossier_id), told | {"submit_key": str(uuid7())})
    assert response.status_code == 302
    with world.marloes.at_work():
        assert ContactMoment.objects.get().summary == "Hij vertelde dat hij werk heeft."
        assert not Draft.objects.exists()


def test_a_refused_report_keeps_both_what_was_typed_and_the_draft(
    world: World, marloes: Client, dossier_id: UUID
) -> None:
    _keep(marloes, dossier_id)
    with world.marloes.at_work():
        draft_id = Draft.objects.get().pk
    told = {"day": "2099-01-05", "time": "10:30", "channel": "phone", "kind": "progress"}
    response = marloes.post(
        _page(dossier_id), told | {"summary": "Nieuwe woorden.", "draft_id": str(draft_id)}
    )
    assert response.status_code == 422
    assert "Nieuwe woorden." in response.content.decode()
    with world.marloes.at_work():
        assert Draft.objects.filter(pk=draft_id).exists()


def test_an_empty_form_is_not_kept_as_a_draft(marloes: Client, dossier_id: UUID) -> None:
    empty = {"day": "", "time": "", "channel": "", "summary": " ", "keep_draft": "1"}
    response = marloes.post(_page(dossier_id), empty)
    assert response.status_code == 422
    assert "Er is niets om te bewaren." in response.content.decode()


@pytest.mark.parametrize("rotten", ["", "geen", "00000000-0000-7000-8000-000000000000"])
def test_a_draft_that_is_not_there_keeps_nobody_from_recording(
    world: World, marloes: Client, dossier_id: UUID, rotten: str
) -> None:
    told = {"day": "2026-01-05", "time": "10:30", "channel": "phone", "kind": "progress", "summary": "Ja."}
    assert marloes.post(_page(dossier_id), told | {"draft_id": rotten}).status_code == 302


def test_the_day_shows_the_draft_with_its_last_day(marloes: Client, dossier_id: UUID) -> None:
    _keep(marloes, dossier_id)
    assert "wordt vernietigd op" in marloes.get(reverse("plans:day")).content.decode()
