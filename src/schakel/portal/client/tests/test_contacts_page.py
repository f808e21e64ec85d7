"""The client reads what was written down of each contact (requirement R001)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.kernel import clock
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.portal.client.tests.scene import Scene
from schakel.portal.client.views import contacts as page_of
from tests.browsing import MARKS

pytestmark = MARKS
HERE = reverse("client:contacts")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def told(scene: Scene, summary: str, days_ago: int = 1) -> UUID:
    with scene.world.marloes.at_work() as actor:
        moment = clock.now() - timedelta(days=days_ago)
        new = NewContact(moment, "phone", "progress", summary)
        return record_contact(actor=actor, dossier_id=scene.dossier_id, new=new)


def shown(scene: Scene, address: str = HERE) -> str:
    return scene.browser().get(address).content.decode()


def test_a_contact_stands_there_with_who_wrote_it_down(scene: Scene) -> None:
    told(scene, "Zij wil in de zorg werken.")
    page = shown(scene)
    assert "Zij wil in de zorg werken." in page
    assert "Marloes van Dijk, UWV Oosterwaard" in page


def test_nothing_said_yet_says_so(scene: Scene) -> None:
    assert "Er is nog geen gesprek opgeschreven" in shown(scene)


def test_another_client_reads_nothing_of_it(scene: Scene) -> None:
    told(scene, "Zij wil in de zorg werken.")
    assert "in de zorg" not in shown(scene.of_another())


def test_a_professional_has_no_such_page(scene: Scene) -> None:
    assert scene.browser(scene.world.marloes).get(HERE).status_code == 404


def test_older_ones_come_a_page_at_a_time(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of, "PAGE_SIZE", 2)
    for number in range(5):
        told(scene, f"Gesprek nummer {number}.", days_ago=number + 1)
    first = scene.browser().get(HERE)
    assert "nummer 1" in first.content.decode()
    assert "nummer 2" not in first.content.decode()
    second = scene.browser().get(first.context["pager"]["next_url"])
    assert [c.summary for c in second.context["found"]] == ["Gesprek nummer 2.", "Gesprek nummer 3."]
    assert second.context["pager"]["previous_url"] == HERE


@pytest.mark.parametrize("place", ["", "nergens", "2026-13-45~x", "2026-01-01T00:00:00~1"])
def test_a_place_that_is_none_shows_the_newest(scene: Scene, place: str) -> None:
    told(scene, "Zij wil in de zorg werken.")
    assert "in de zorg" in shown(scene, f"{HERE}?before={place}")


def test_it_stands_with_the_other_data(scene: Scene) -> None:
    assert f'href="{HERE}"' in shown(scene, reverse("client:data"))
