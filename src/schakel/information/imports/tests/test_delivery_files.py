"""Files of a day and accounts of a month hold each delivery once, and are the same file a second time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections, transaction

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import shield_dossier
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.journal import daily
from schakel.ground.journal.models import ReadEvent
from schakel.ground.journal.subscribers import begin, run_batch
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports import delivery_files, transports
from schakel.information.imports.actions import ask_month, resend_deliveries, resend_file
from schakel.information.imports.delivering import MOST_ATTEMPTS, SUBSCRIBER
from schakel.information.imports.delivery_files import close_days, month_before
from schakel.information.imports.delivery_forms import account_of
from schakel.information.imports.models import Delivery, DeliveryFile
from schakel.information.imports.rendering import ACCOUNT
from schakel.information.imports.tests.scene import (
    columns,
    contact,
    files,
    in_use,
    states,
    switched,
    texts,
    worked,
)
from schakel.jobseekers.contacts.actions import NewContact, correct_contact
from tests.waiting import wait_for_others
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)

NOON = datetime(2026, 11, 10, 12, tzinfo=clock.AMSTERDAM)
DAILY = columns(("nummer", "number"), ("klant", "client_number"), ("verslag", "summary"))


@pytest.fixture
def world(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(daily, "_tasks", {})
    settings.OUTBOX = tmp_path
    world = World()
    begin(SUBSCRIBER)
    switched(world)
    yield world
    connections["batch"].close()


def noted(at: datetime) -> None:
    wait_for_others()
    with clock.travel(at):
        run_batch(SUBSCRIBER)


def worked_at(at: datetime) -> None:
    with clock.travel(at):
        worked()


def on_two_days(world: World) -> UUID:
    """Two contacts on one day and a third on the next; none of them in a file yet. Returns the dossier."""
    in_use(world, DAILY, rhythm="day")
    dossier_id = world.open(world.bas, world.city, number="K7")
    for words, hours in (("een", 0), ("twee", 4), ("drie", 22)):
        contact(world.bas, dossier_id, words)
        noted(NOON + timedelta(hours=hours))
    return dossier_id


def test_a_day_becomes_one_file_at_night_and_the_next_day_another(world: World) -> None:
    on_two_days(world)
    worked_at(NOON + timedelta(hours=11))
    assert not files(world.city)
    assert {state for state, _why, _n in states()} == {"gathered"}
    worked_at(NOON + timedelta(days=1))
    assert [row["verslag"] for row in files(world.city)] == ["een", "twee"]
    worked_at(NOON + timedelta(days=2))
    assert sorted(row["verslag"] for row in files(world.city)) == ["drie", "een", "twee"]
    kept = DeliveryFile.objects.using("owner").order_by("starts_on").values_list("starts_on", "rows")
    assert list(kept) == [(date(2026, 11, 10), 2), (date(2026, 11, 11), 1)]
    assert {state for state, _why, _n in states()} == {"delivered"}
    assert set(texts(world.city)) == {f"{one.pk}.csv" for one in DeliveryFile.objects.using("owner").all()}


def test_a_day_that_was_missed_keeps_its_own_file(world: World) -> None:
    on_two_days(world)
    worked_at(NOON + timedelta(days=5))
    assert DeliveryFile.objects.using("owner").count() == 2
    assert close_days() == 0
    worked_at(NOON + timedelta(days=9))
    assert len(files(world.city)) == 3


def test_a_worker_killed_while_it_closes_days_leaves_them_whole_to_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_two_days(world)
    made: list[UUID] = []

    def one_and_no_more() -> UUID:
        if made:
            raise KeyboardInterrupt
        made.append(uuid7())
        return made[0]

    with monkeypatch.context() as broken, clock.travel(NOON + timedelta(days=3)):
        broken.setattr(delivery_files, "uuid7", one_and_no_more)
        with pytest.raises(KeyboardInterrupt):
            close_days()
    assert not DeliveryFile.objects.using("owner").exists()
    assert not Delivery.objects.using("owner").exclude(file=None).exists()
    worked_at(NOON + timedelta(days=3))
    assert sorted(row["verslag"] for row in files(world.city)) == ["drie", "een", "twee"]


def test_a_second_worker_leaves_the_days_of_a_form_to_the_first(world: World) -> None:
    on_two_days(world)
    form_id = Delivery.objects.using("owner").values_list("form_id", flat=True).first()
    with clock.travel(NOON + timedelta(days=3)):
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(7402, hashtext(%s))", [str(form_id)])
            assert close_days() == 0
        assert close_days() == 2
        assert close_days() == 0


def test_a_worker_killed_after_the_file_of_a_day_delivers_the_same_file_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_two_days(world)

    def power_cut(parcel: transports.Parcel) -> None:
        transports.drop(parcel)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(transports, "_carry", [power_cut])
        with pytest.raises(KeyboardInterrupt):
            worked_at(NOON + timedelta(days=1))
    before = texts(world.city)
    assert len(before) == 1
    contact(world.bas, world.open(world.bas, world.city), "te laat")
    noted(NOON + timedelta(days=1))
    worked_at(NOON + timedelta(days=1, minutes=5))
    assert texts(world.city) == before
    assert DeliveryFile.objects.using("owner").get().attempts == 2


def test_a_file_that_keeps_failing_ends_and_goes_again_by_hand(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_two_days(world)
    with monkeypatch.context() as broken:
        broken.setattr(transports, "_carry", [_full])
        for days in range(1, MOST_ATTEMPTS + 4):
            worked_at(NOON + timedelta(days=2 * days))
    assert {(state, why) for state, why, _n in states()} == {("failed", "transport")}
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        assert resend_deliveries(actor=actor, organisation_id=world.city, all_failed=True) == 2
    worked()
    assert len(files(world.city)) == 3
    assert {state for state, _why, _n in states()} == {"delivered"}


def _full(_parcel: object) -> None:
    raise OSError


def test_a_file_sent_again_is_the_same_and_leaves_out_what_was_shielded_since(world: World) -> None:
    dossier_id = on_two_days(world)
    other = world.open(world.bas, world.city, number="K8")
    contact(world.bas, other, "van een ander")
    noted(NOON)
    worked_at(NOON + timedelta(days=2))
    before = texts(world.city)
    file_id = DeliveryFile.objects.using("owner").order_by("starts_on").first().pk
    again(world, file_id)
    assert texts(world.city) == before
    with world.bas.at_work() as actor:
        new = NewShield("werkt bij ons", clock.today() + timedelta(days=90))
        shield_dossier(actor=actor, dossier_id=dossier_id, new=new)
    again(world, file_id)
    kept = texts(world.city)[f"{file_id}.csv"].decode("utf-8-sig")
    assert "van een ander" in kept
    assert "twee" not in kept
    told = Delivery.objects.using("owner").filter(file_id=file_id).order_by("id").values_list("state", "why")
    assert list(told) == [("withheld", "shielded"), ("withheld", "shielded"), ("delivered", "")]


def again(world: World, file_id: UUID) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        resend_file(actor=actor, organisation_id=world.city, file_id=file_id)
        with pytest.raises(NotFoundError):
            resend_file(actor=actor, organisation_id=world.city, file_id=file_id)
    worked()


def this_month() -> tuple[date, datetime]:
    """The first day of this month, and a moment in the next one."""
    first = clock.today().replace(day=1)
    return first, datetime.combine(first, datetime.min.time(), clock.AMSTERDAM) + timedelta(days=33)


def test_the_account_of_a_month_comes_by_itself_and_once(world: World) -> None:
    in_use(world, ACCOUNT, topic="account", rhythm="month")
    contact(world.bas, world.open(world.bas, world.city, number="K9"))
    contact(world.bas, world.open(world.bas, world.city, number="K7"), "Zij vertelde over thuis")
    worked()
    first, later = this_month()
    assert not DeliveryFile.objects.using("owner").exists()
    worked_at(later)
    worked_at(later + timedelta(days=1))
    file = DeliveryFile.objects.using("owner").get()
    assert (file.starts_on, file.state, file.rows) == (first, "delivered", 2)
    content = texts(world.city)[f"{file.pk}.csv"].decode("utf-8-sig")
    assert [line.split(";")[0] for line in content.splitlines()] == ["cliëntnummer", "K7", "K9"]
    assert "thuis" not in content
    assert "telefoon" in content


def test_a_month_is_closed_an_hour_late_when_nothing_of_it_is_being_noted(world: World) -> None:
    in_use(world, ACCOUNT, topic="account", rhythm="month")
    next_month = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    midnight = datetime.combine(next_month, datetime.min.time(), clock.AMSTERDAM)
    for minutes, made in ((30, 0), (61, 1)):
        worked_at(midnight + timedelta(minutes=minutes))
        assert DeliveryFile.objects.using("owner").count() == made


def test_the_administrator_fetches_the_same_file_and_each_client_sees_the_look(world: World) -> None:
    in_use(world, ACCOUNT, topic="account", rhythm="month")
    dossier_id = world.open(world.bas, world.city, number="K7")
    contact(world.bas, dossier_id)
    worked()
    worked_at(this_month()[1])
    file_id = DeliveryFile.objects.using("owner").get().pk
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        _file, content = account_of(world.city, file_id)
    assert texts(world.city)[f"{file_id}.csv"] == content
    looks = ReadEvent.objects.using("owner").filter(page="imports.account_of_month")
    assert [look.dossier_ids for look in looks] == [[dossier_id]]


def test_what_was_put_right_within_the_month_counts_once(world: World) -> None:
    in_use(world, ACCOUNT, topic="account", rhythm="month")
    dossier_id = world.open(world.bas, world.city, number="K7")
    contact_id = contact(world.bas, dossier_id)
    with world.bas.at_work() as actor:
        new = NewContact(clock.now(), "visit", "progress", "Bij haar thuis.")
        correct_contact(
            actor=actor,
            dossier_id=dossier_id,
            contact_id=contact_id,
            new=new,
            because="het was een bezoek",
            expected_version=None,
        )
    worked()
    worked_at(this_month()[1])
    content = next(text for text in texts(world.city).values() if b"kanaal" in text).decode("utf-8-sig")
    assert len(content.splitlines()) == 2
    assert "huisbezoek" in content


def test_an_earlier_month_is_made_when_asked_and_a_month_has_one_account(world: World) -> None:
    earlier = month_before(clock.today())[0]
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(ConflictError):
        ask_month(actor=actor, organisation_id=world.city, starts_on=earlier)
    in_use(world, ACCOUNT, topic="account", rhythm="month")
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        file_id = ask_month(actor=actor, organisation_id=world.city, starts_on=earlier)
        for wrong in (earlier, clock.today()):
            with pytest.raises(ConflictError):
                ask_month(actor=actor, organisation_id=world.city, starts_on=wrong)
    worked()
    assert texts(world.city)[f"{file_id}.csv"].decode("utf-8-sig").count("\n") == 1
    again(world, file_id)
    assert list(texts(world.city)) == [f"{file_id}.csv"]
