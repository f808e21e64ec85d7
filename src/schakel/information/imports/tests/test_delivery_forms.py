"""An organisation gets its deliveries in its own form, each in the version with which it was noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from schakel.ground.access.types import Purpose
from schakel.ground.journal import daily
from schakel.ground.journal.subscribers import begin
from schakel.ground.kernel.errors import InvalidError, NotFoundError, StaleVersionError
from schakel.information.imports import transports
from schakel.information.imports.actions import resend_deliveries, save_form, use_form, use_standard
from schakel.information.imports.delivering import SUBSCRIBER
from schakel.information.imports.models import Delivery, DeliveryForm
from schakel.information.imports.rendering import STANDARD, Column, DeliveryLayout
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
from schakel.jobseekers.contacts.models import ContactMoment
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)

CODES = {value: f"K{place}" for place, value in enumerate(ContactMoment.Channel.values)}
OWN = DeliveryLayout(
    (
        Column("Bron", "constant", "SCHAKEL"),
        Column("Klantnr", "client_number"),
        Column("Kanaal", "channel", codes=CODES),
        Column("Dag", "date"),
        Column("Verslag", "summary"),
    ),
    dates="%Y%m%d",
    separator="|",
    encoding="cp1252",
)


@pytest.fixture
def world(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(daily, "_tasks", {})
    settings.OUTBOX = tmp_path
    world = World()
    begin(SUBSCRIBER)
    switched(world)
    yield world
    connections["batch"].close()


def saved(world: World, layout: DeliveryLayout, topic: str = "contact", **more: Any) -> Any:
    values: dict[str, Any] = {"rhythm": "entry", "expected_version": None} | more
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        return save_form(actor=actor, organisation_id=world.city, topic=topic, layout=layout, **values)


def test_a_contact_leaves_in_the_own_columns_codes_dates_and_letters(world: World) -> None:
    in_use(world, OWN)
    contact(world.bas, world.open(world.bas, world.city, number="K7"), "Café ‘Zo’ → morgen")
    worked()
    (content,) = texts(world.city).values()
    head, row = content.decode("cp1252").splitlines()
    assert head == "Bron|Klantnr|Kanaal|Dag|Verslag"
    source, number, channel, day, words = row.split("|")
    assert (source, number, channel) == ("SCHAKEL", "K7", CODES["phone"])
    assert day.isdigit()
    assert len(day) == 8
    assert words == "Café ‘Zo’ ? morgen"


def test_what_has_no_own_code_leaves_in_words_and_another_topic_in_the_standard_form(world: World) -> None:
    in_use(world, columns(("wat", "text")), topic="agreement")
    contact(world.bas, world.open(world.bas, world.city))
    in_use(world, columns(("hoe", "channel"), ("soort", "contact_kind")))
    contact(world.bas, world.open(world.bas, world.city))
    worked()
    rows = files(world.city)
    assert {"hoe": "telefoon", "soort": "voortgangsgesprek"} in rows
    assert [row["soort"] for row in rows if "levering" in row] == []


def test_what_was_noted_keeps_its_version_also_when_it_is_sent_again(world: World) -> None:
    dossier_id = world.open(world.bas, world.city, number="K7")
    contact(world.bas, dossier_id)
    worked()
    in_use(world, columns(("eerste", "client_number")))
    contact(world.bas, dossier_id)
    worked()
    before = texts(world.city)
    in_use(world, columns(("tweede", "client_number")))
    sent = list(Delivery.objects.using("owner").order_by("id").values_list("id", flat=True))
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        assert resend_deliveries(actor=actor, organisation_id=world.city, delivery_ids=sent) == 2
    worked()
    assert texts(world.city) == before
    assert DeliveryForm.objects.using("owner").filter(state="on").get().number == 2


def test_back_to_the_standard_form_and_twice_is_told(world: World) -> None:
    in_use(world, columns(("eigen", "client_number")))
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        use_standard(actor=actor, organisation_id=world.city, topic="contact")
        with pytest.raises(NotFoundError):
            use_standard(actor=actor, organisation_id=world.city, topic="contact")
    contact(world.bas, world.open(world.bas, world.city))
    worked()
    (row,) = files(world.city)
    assert list(row) == [column.heading for column in STANDARD.columns]


def test_a_worker_killed_after_the_file_delivers_the_same_file_of_the_own_form(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_use(world, OWN)
    contact(world.bas, world.open(world.bas, world.city, number="K7"))

    def power_cut(parcel: transports.Parcel) -> None:
        transports.drop(parcel)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(transports, "_carry", [power_cut])
        with pytest.raises(KeyboardInterrupt):
            worked()
    before = texts(world.city)
    in_use(world, columns(("later", "client_number")))
    worked(timedelta(minutes=2))
    assert states() == [("delivered", "", 2)]
    assert texts(world.city) == before
    assert len(before) == 1


@pytest.mark.parametrize(
    ("layout", "place"),
    [
        (DeliveryLayout(()), ""),
        (columns(("", "text")), "c0_heading"),
        (columns(("a", "")), "c0_field"),
        (columns(("a", "bsn")), "c0_field"),
        (columns(("a", "reached")), "c0_field"),
        (columns(("a", "text"), ("A", "date")), "c1_heading"),
        (columns(("a" * 61, "text")), "c0_heading"),
        (columns(("a\nb", "text")), "c0_heading"),
        (DeliveryLayout((Column("a", "text", "vast"),)), "c0_value"),
        (DeliveryLayout((Column("a", "channel", codes={"phone": "T"}),)), "c0_code_office"),
        (DeliveryLayout((Column("a", "text", codes={"x": "T"}),)), "c0_field"),
        (DeliveryLayout((Column("a → b", "text"),), encoding="cp1252"), "c0_heading"),
        (DeliveryLayout((Column("a", "text"),), separator=";;"), "separator"),
        (DeliveryLayout((Column("a", "text"),), dates="%x"), "dates"),
        (DeliveryLayout((Column("a", "text"),), encoding="utf-7"), "encoding"),
        (columns(*((f"k{n}", "text") for n in range(41))), ""),
    ],
)
def test_a_form_that_is_wrong_is_refused_at_the_place_where_it_is(
    world: World, layout: DeliveryLayout, place: str
) -> None:
    with pytest.raises(InvalidError) as caught:
        saved(world, layout)
    assert place in caught.value.fields
    assert not DeliveryForm.objects.using("owner").exists()


def test_a_month_is_for_the_account_only(world: World) -> None:
    with pytest.raises(InvalidError):
        saved(world, columns(("a", "text")), rhythm="month")
    with pytest.raises(InvalidError):
        saved(world, columns(("a", "client_number")), topic="account", rhythm="day")


def test_the_account_has_no_field_for_what_somebody_wrote(world: World) -> None:
    for written in ("text", "heading", "summary", "words", "because"):
        with pytest.raises(InvalidError):
            saved(world, columns(("a", written)), topic="account", rhythm="month")


def test_a_colleague_who_is_late_is_told_and_loses_nothing(world: World) -> None:
    form_id = saved(world, columns(("a", "text")))
    saved(world, columns(("b", "text")), expected_version=1)
    with pytest.raises(StaleVersionError):
        saved(world, columns(("c", "text")), expected_version=1)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(StaleVersionError):
        use_form(actor=actor, organisation_id=world.city, form_id=form_id, expected_version=1)
    kept = DeliveryForm.objects.using("owner").get()
    assert (kept.state, kept.layout["columns"][0]["heading"]) == ("draft", "b")
