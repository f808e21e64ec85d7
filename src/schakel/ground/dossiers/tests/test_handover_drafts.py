"""A handover in concept: its author's alone, filled in again for the same team, and gone once it is sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from schakel.ground.dossiers.models import Draft, Handover
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.organisations.actions import create_team
from tests.world import Person, World, filled_parts

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def sent(world: World, **said: str) -> dict[str, str]:
    return {"team_id": str(world.city_team), "kind": "", "because": "", "keep_draft": "1"} | said


def drafts_of(person: Person) -> list[Draft]:
    with person.at_work():
        return list(Draft.objects.all())


def test_what_is_half_written_is_kept_and_filled_in_again(world: World, dossier_id: UUID) -> None:
    page, url = browser(world.marloes), address("handover", dossier_id)
    answer = page.post(url, sent(world, because="de WW eindigt in maart"))
    assert answer.status_code == 302
    assert "de WW eindigt in maart" in page.get(answer.headers["Location"]).content.decode()
    assert "Dit is uw concept" in page.get(answer.headers["Location"]).content.decode()
    assert [draft.kind for draft in drafts_of(world.marloes)] == ["handover"]
    assert drafts_of(world.mia) == []


def test_who_starts_again_is_led_to_the_draft(world: World, dossier_id: UUID) -> None:
    page, url = browser(world.marloes), address("handover", dossier_id)
    page.post(url, sent(world, because="de WW eindigt in maart"))
    assert f"?team={world.city_team}" in page.get(url).content.decode()
    listed = page.get(address("drafts")).content.decode()
    assert "overdracht" in listed
    assert url in listed


def test_for_another_team_the_draft_is_not_filled_in(world: World, dossier_id: UUID) -> None:
    from schakel.ground.access.readers import system_actor
    from schakel.ground.access.types import Purpose, Role
    from schakel.ground.kernel.actors import as_actor

    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        other = create_team(
            actor=actor, organisation_id=world.city, name="Team Zorg", role=Role.CLIENT_MANAGER
        )
    page, url = browser(world.marloes), address("handover", dossier_id)
    page.post(url, sent(world, because="de WW eindigt in maart"))
    assert "de WW eindigt" not in page.get(url, {"team": str(other)}).content.decode()


def test_once_it_is_sent_the_draft_is_gone(world: World, dossier_id: UUID) -> None:
    page, url = browser(world.marloes), address("handover", dossier_id)
    page.post(url, sent(world, because="de WW eindigt in maart"))
    (draft,) = drafts_of(world.marloes)
    parts: dict[str, Any] = {
        f"part-{key}": part.text for key, part in filled_parts(world.uwv, world.city_team).items()
    }
    whole = {"team_id": str(world.city_team), "kind": "file", "because": "einde WW"} | parts
    assert page.post(url, whole | {"draft_id": str(draft.pk)}).status_code == 302
    assert drafts_of(world.marloes) == []
    with world.marloes.at_work():
        assert Handover.objects.count() == 1


def test_too_much_to_keep_stays_on_the_page(world: World, dossier_id: UUID) -> None:
    page = browser(world.marloes)
    long = "x" * 8001
    answer = page.post(address("handover", dossier_id), sent(world, because=long))
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert drafts_of(world.marloes) == []
