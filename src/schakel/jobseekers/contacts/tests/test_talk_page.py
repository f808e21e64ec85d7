"""The conversation page: everything before a talk on one page, and all that follows from it in one act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.plans.actions import NewAgreement, make_agreement
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.plans.tests.scene import running
from schakel.jobseekers.services.tests.scene import on_ww
from schakel.jobseekers.services.tests.scene import running as service_running
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


def address(dossier_id: UUID) -> str:
    return reverse("contacts:talk", args=[dossier_id])


def agreement(world: World, dossier_id: UUID, what: str = "cv bijwerken") -> Agreement:
    with world.marloes.at_work() as actor:
        new = NewAgreement(what, "werkgevers vragen erom", "client", clock.today())
        made = make_agreement(actor=actor, dossier_id=dossier_id, organisation_id=world.uwv, new=new)
        return Agreement.objects.get(pk=made)


def said(**more: Any) -> dict[str, Any]:
    """What is told of a talk of this morning."""
    today = clock.today() - timedelta(days=1)
    told = {
        "day": today.isoformat(),
        "time": "09:30",
        "channel": "office",
        "kind": "progress",
        "summary": "Amina zoekt werk in de zorg.",
    }
    return told | more


def post(world: World, dossier_id: UUID, **more: Any) -> HttpResponse:
    return signed_in(world.marloes).post(address(dossier_id), said(**more))


def kept(world: World) -> tuple[int, int]:
    """How many contacts and agreements there are."""
    with world.marloes.at_work():
        return ContactMoment.objects.count(), Agreement.objects.count()


def test_everything_of_a_talk_is_kept_at_once(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    one = agreement(world, dossier_id)
    row, later = one.pk.hex, (clock.today() + timedelta(days=14)).isoformat()
    done = post(
        world,
        dossier_id,
        **{f"status_{row}": "done", f"version_{row}": one.version},
        agree_what="drie zorginstellingen bellen",
        agree_because="daar is werk",
        agree_duty="client",
        agree_due_on=later,
        next_due_on=later,
        next_channel="phone",
    )
    assert done.status_code == 302
    with world.marloes.at_work():
        assert ContactMoment.objects.get().summary == "Amina zoekt werk in de zorg."
        status = dict(Agreement.objects.values_list("what", "status"))
        verbs = set(Entry.objects.values_list("verb", flat=True))
    assert status == {
        "cv bijwerken": "done",
        "drie zorginstellingen bellen": "open",
        "Volgend contact: telefoon": "open",
    }
    assert {"contact.record", "agreement.check", "agreement.make"} <= verbs


def test_a_talk_without_agreements_asks_no_more_than_a_contact(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    assert post(world, dossier_id).status_code == 302
    assert kept(world) == (1, 0)


def test_one_wrong_part_keeps_nothing_and_shows_all_that_was_typed(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    one = agreement(world, dossier_id)
    row = one.pk.hex
    wrong = post(world, dossier_id, **{f"status_{row}": "not_done", f"version_{row}": one.version})
    shown = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Schrijf in één zin op waarom niet." in shown
    assert "Amina zoekt werk in de zorg." in shown
    assert kept(world) == (0, 1)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"agree_what": "bellen"}, "Kies uiterlijk wanneer dit gebeurt"),
        ({"next_channel": "phone"}, "Kies de dag van het volgende contact."),
        ({"agree_what": "bellen", "agree_due_on": "2001-01-01", "agree_because": "x", "agree_duty": "ours"},
         "Kies vandaag of een dag die nog komt."),
        ({"next_due_on": "2001-01-01"}, "Kies vandaag of een dag die nog komt."),
        ({"agree_what": "bellen", "agree_due_on": "2199-01-01"}, "Schrijf de reden op."),
        ({"summary": " "}, "Dit veld is verplicht"),
    ],
)  # fmt: skip
def test_a_part_that_was_begun_is_asked_whole(world: World, typed: dict[str, str], words: str) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    refused = post(world, dossier_id, **typed)
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert kept(world) == (0, 0)


def test_a_result_without_what_happened_is_not_dropped(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    one = agreement(world, dossier_id)
    row = one.pk.hex
    refused = post(world, dossier_id, **{f"result_{row}": "was ziek", f"version_{row}": one.version})
    assert refused.status_code == 422
    assert kept(world) == (0, 1)


def test_an_agreement_that_a_colleague_changed_meanwhile_is_not_overwritten(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    one = agreement(world, dossier_id)
    row = one.pk.hex
    refused = post(world, dossier_id, **{f"status_{row}": "done", f"version_{row}": one.version + 7})
    assert refused.status_code == 409
    assert "Een collega wijzigde intussen een afspraak" in refused.content.decode()
    assert kept(world) == (0, 1)


def test_only_own_agreements_that_are_due_soon_are_asked_about(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    soon, later, other = (agreement(world, dossier_id, what) for what in ("nu", "later", "van een ander"))
    with world.marloes.at_work():
        Agreement.objects.filter(pk=later.pk).update(due_on=clock.today() + timedelta(days=15))
        Agreement.objects.filter(pk=other.pk).update(organisation_id=world.city)
    form = signed_in(world.marloes).get(address(dossier_id)).context["form"]
    assert [one.pk for one in form.agreements] == [soon.pk]


def test_sent_twice_it_is_kept_once(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    browser = signed_in(world.marloes)
    key = browser.get(address(dossier_id)).context["form"]["submit_key"].value()
    for _time in range(2):
        assert browser.post(address(dossier_id), said(submit_key=key)).status_code == 302
    assert kept(world) == (1, 0)


def test_the_page_shows_goals_services_signals_and_what_was_said(
    world: World, django_assert_max_num_queries: Any
) -> None:
    dossier_id = on_ww(world, months=2)
    service_running(world, dossier_id, ends_on=clock.today() + timedelta(days=12))
    running(world.marloes, dossier_id)
    post(world, dossier_id)
    browser = signed_in(world.marloes)
    browser.get(address(dossier_id))
    with django_assert_max_num_queries(32):
        shown = browser.get(address(dossier_id)).content.decode()
    for words in ("Intensieve begeleiding", "Dienst loopt bijna af", "Amina zoekt werk in de zorg."):
        assert words in shown


def test_who_takes_no_part_finds_no_page(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    assert signed_in(world.bas).get(address(dossier_id)).status_code == 404
