"""What is registered here reaches the organisation's own system once, is tried again, and can be resent."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import shield_dossier
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.journal import daily
from schakel.ground.journal.subscribers import begin, run_batch
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import NotFoundError, StaleVersionError
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports import transports
from schakel.information.imports.actions import resend_deliveries, switch_deliveries
from schakel.information.imports.deliveries import deliveries_of
from schakel.information.imports.delivering import MOST_ATTEMPTS, SUBSCRIBER, deliver_some
from schakel.information.imports.models import Delivery
from schakel.information.imports.transports import folder_of
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.plans.tests.scene import closed
from schakel.jobseekers.services.tests.scene import ended, on_ww, running
from tests.waiting import wait_for_others
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)


@pytest.fixture
def world(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(daily, "_tasks", {})
    settings.OUTBOX = tmp_path
    world = World()
    begin(SUBSCRIBER)
    yield world
    connections["batch"].close()


def switched(world: World, is_on: bool = True, version: int | None = None) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        switch_deliveries(actor=actor, organisation_id=world.city, is_on=is_on, expected_version=version)


def contact(person: Person, dossier_id: UUID, summary: str = "=som van het gesprek") -> UUID:
    with person.at_work() as actor:
        new = NewContact(channel="phone", kind="progress", occurred_at=clock.now(), summary=summary)
        return record_contact(actor=actor, dossier_id=dossier_id, new=new)


def worked(after: timedelta = timedelta(0)) -> None:
    wait_for_others()
    with clock.travel(clock.now() + after):
        run_batch(SUBSCRIBER)
        while deliver_some():
            pass


def files(organisation_id: UUID) -> list[dict[str, str]]:
    rows = []
    for path in sorted(folder_of(organisation_id).glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += list(csv.DictReader(file, delimiter=";"))
    return rows


def states() -> list[tuple[str, str, int]]:
    return list(Delivery.objects.using("owner").order_by("id").values_list("state", "why", "attempts"))


def test_a_contact_becomes_one_file_with_the_own_number(world: World) -> None:
    switched(world)
    dossier_id = world.open(world.bas, world.city, number="K7")
    contact(world.bas, dossier_id)
    worked()
    (row,) = files(world.city)
    assert (row["soort"], row["cliëntnummer"]) == ("contact.record", "K7")
    assert "som van het gesprek" in row["tekst"] + row["opschrift"]
    assert not any(cell.startswith("=") for cell in row.values())
    assert states() == [("delivered", "", 1)]


def test_a_plan_and_the_work_that_ended_it_are_delivered(world: World) -> None:
    switched(world)
    closed(world.bas, world.open(world.bas, world.city, number="K7"))
    worked()
    sent = {row["soort"]: row["opschrift"] for row in files(world.city)}
    assert {"agreement.make", "plan.agree", "plan.close"} <= sent.keys()
    assert "werk" in sent["plan.close"].lower()
    assert {row["cliëntnummer"] for row in files(world.city)} == {"K7"}


def test_a_service_is_delivered_from_its_begin_to_what_it_brought(world: World) -> None:
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        admin = hire(context.actor, world.uwv, "Otto Beheer", Role.ADMINISTRATOR, None)
    with admin.at_work(Purpose.ADMINISTRATION) as actor:
        switch_deliveries(actor=actor, organisation_id=world.uwv, is_on=True, expected_version=None)
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    ended(world.marloes, dossier_id, use_id, reason="work")
    worked()
    sent = {row["soort"]: row["tekst"] for row in files(world.uwv)}
    assert {"service.start", "service.end"} <= sent.keys()
    assert "werk gevonden" in sent["service.end"]


def test_nothing_is_delivered_twice(world: World) -> None:
    switched(world)
    contact(world.bas, world.open(world.bas, world.city))
    worked()
    worked(timedelta(days=2))
    assert len(files(world.city)) == 1


def test_what_another_organisation_registers_is_not_delivered_here(world: World) -> None:
    switched(world)
    contact(world.marloes, world.open(world.marloes, world.uwv))
    worked()
    assert not states()


def test_switched_off_delivers_nothing_and_a_late_colleague_is_told(world: World) -> None:
    switched(world)
    switched(world, is_on=False, version=1)
    contact(world.bas, world.open(world.bas, world.city))
    worked()
    assert not states()
    with pytest.raises(StaleVersionError):
        switched(world, version=1)


def test_a_folder_that_can_not_be_written_is_tried_again_and_then_failed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    switched(world)
    contact(world.bas, world.open(world.bas, world.city))
    monkeypatch.setattr(transports, "_carry", [_full])
    worked()
    assert states() == [("queued", "", 1)]
    for days in range(1, MOST_ATTEMPTS + 2):
        worked(timedelta(days=2 * days))
    assert states() == [("failed", "transport", MOST_ATTEMPTS)]
    monkeypatch.undo()


def test_a_delivery_that_keeps_failing_ends_and_holds_nobody_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    switched(world)
    dossier_id = world.open(world.bas, world.city)
    contact(world.bas, dossier_id)
    with monkeypatch.context() as broken:
        broken.setattr(transports, "_carry", [_broken])
        worked()
        for days in range(1, MOST_ATTEMPTS + 2):
            worked(timedelta(days=2 * days))
    assert states() == [("failed", "broken", MOST_ATTEMPTS)]
    contact(world.bas, dossier_id)
    worked()
    assert [state for state, _why, _attempts in states()] == ["failed", "delivered"]
    client = Client()
    client.force_login(Account.objects.get(pk=world.city_admin.account_id))
    assert "Er ging iets mis bij het maken van het bestand" in client.get("/deliveries/").content.decode()


def _broken(_shipment: object) -> None:
    raise ValueError


def _full(_shipment: object) -> None:
    raise OSError


def test_what_failed_is_sent_again_by_the_administrator(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    switched(world)
    contact(world.bas, world.open(world.bas, world.city))
    worked()
    Delivery.objects.using("owner").update(state="failed", why="transport")
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        assert resend_deliveries(actor=actor, organisation_id=world.city, all_failed=True) == 1
    worked()
    assert states() == [("delivered", "", 1)]
    assert len(files(world.city)) == 1


def test_nothing_of_a_shielded_dossier_leaves(world: World) -> None:
    switched(world)
    dossier_id = world.open(world.bas, world.city)
    contact(world.bas, dossier_id)
    shielded(world, dossier_id)
    worked()
    assert states() == [("withheld", "shielded", 1)]
    assert not files(world.city)


def shielded(world: World, dossier_id: UUID) -> None:
    with world.bas.at_work() as actor:
        new = NewShield("werkt bij ons", clock.today() + timedelta(days=90))
        shield_dossier(actor=actor, dossier_id=dossier_id, new=new)


def test_another_organisation_sees_and_resends_no_delivery(world: World) -> None:
    switched(world)
    contact(world.bas, world.open(world.bas, world.city))
    worked()
    delivery_id = Delivery.objects.using("owner").get().id
    with world.bas.at_work():
        assert not Delivery.objects.exists()
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        admin = hire(context.actor, world.uwv, "Udo Beheer", Role.ADMINISTRATOR, None)
    with admin.at_work(Purpose.ADMINISTRATION) as actor:
        assert not deliveries_of(world.uwv)
        with pytest.raises(NotFoundError):
            resend_deliveries(actor=actor, organisation_id=world.uwv, delivery_ids=[delivery_id])


def test_a_worker_killed_after_the_file_delivers_the_same_file_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    switched(world)
    contact(world.bas, world.open(world.bas, world.city))

    def power_cut(parcel: transports.Parcel) -> None:
        transports.drop(parcel)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(transports, "_carry", [power_cut])
        with pytest.raises(KeyboardInterrupt):
            worked()
    worked(timedelta(minutes=2))
    assert states() == [("delivered", "", 2)]
    assert len(files(world.city)) == 1


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def test_the_page_switches_shows_and_sends_again(world: World) -> None:
    client = browser(world.city_admin)
    assert "Nog niets geleverd" in client.get("/deliveries/").content.decode()
    client.post("/deliveries/switch/", {"is_on": "1", "submit_key": str(uuid7())})
    contact(world.bas, world.open(world.bas, world.city))
    worked()
    page = client.get("/deliveries/").content.decode()
    assert "Leveren staat aan" in page
    assert "afgeleverd" in page
    delivery = Delivery.objects.using("owner").get()
    answer = client.post(
        "/deliveries/resend/", {"delivery": str(delivery.id), "submit_key": str(uuid7())}, follow=True
    )
    assert "1 levering gaat opnieuw." in answer.content.decode()
    assert states() == [("queued", "", 0)]


def test_a_state_that_none_has_says_so_and_keeps_the_way_back(world: World) -> None:
    noted(world, "failed")
    page = browser(world.city_admin).get("/deliveries/?state=queued").content.decode()
    assert "Er zijn geen leveringen met deze stand." in page
    assert "Nog niets geleverd" not in page
    assert 'href="?state=failed"' in page


def test_sending_again_what_a_colleague_sent_again_already_is_told(world: World) -> None:
    noted(world, "queued")
    for about in ({}, {"delivery": str(Delivery.objects.using("owner").get().id)}):
        values = {"submit_key": str(uuid7()), **about}
        answer = browser(world.city_admin).post("/deliveries/resend/", values, follow=True)
        assert answer.status_code == 200
        assert "Er is niets om opnieuw te sturen" in answer.content.decode()


def noted(world: World, state: str) -> None:
    Delivery.objects.using("owner").create(
        organisation_id=world.city,
        entry_id=uuid7(),
        verb="contact.record",
        occurred_at=clock.now(),
        due_at=clock.now(),
        state=state,
    )


def test_the_statements_of_the_page_do_not_grow(world: World, django_assert_max_num_queries: Any) -> None:
    switched(world)
    rows = [
        Delivery(
            organisation_id=world.city,
            entry_id=uuid7(),
            verb="contact.record",
            occurred_at=clock.now(),
            due_at=clock.now(),
            state="failed",
            why="transport",
        )
        for _ in range(60)
    ]
    Delivery.objects.using("owner").bulk_create(rows)
    client = browser(world.city_admin)
    client.get("/deliveries/")
    with django_assert_max_num_queries(16):
        page = client.get("/deliveries/").content.decode()
    assert page.count('scope="row"') == 50
    second = client.get(f"/deliveries/?before={sorted((r.id for r in rows), reverse=True)[49]}")
    assert second.content.decode().count('scope="row"') == 10


@pytest.mark.parametrize("query", ["?state=x", "?before=x", "?state=failed&before="])
def test_a_rotten_address_shows_the_page(world: World, query: str) -> None:
    assert browser(world.city_admin).get(f"/deliveries/{query}").status_code == 200


def test_who_is_no_administrator_has_no_such_page(world: World) -> None:
    assert browser(world.bas).get("/deliveries/").status_code == 404
