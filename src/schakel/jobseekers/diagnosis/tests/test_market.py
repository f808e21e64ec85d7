"""Figures of the labour market: read whole or refused by row, replaced by source, shown as told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.access.types import Purpose
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation
from schakel.jobseekers.diagnosis.actions import load_market, remove_market
from schakel.jobseekers.diagnosis.market_file import (
    COLUMNS,
    MAX_BYTES,
    MAX_ROWS,
    MarketFile,
    MarketRow,
    decoded,
    read_market,
)
from schakel.jobseekers.diagnosis.models import MarketFigure
from schakel.jobseekers.diagnosis.queries.market import batches_of, market_of
from tests.browsing import MARKS, signed_in
from tests.world import World

TODAY = date(2026, 11, 23)
HEAD = ";".join(COLUMNS)
LINE = "Bron A;2026-04-10;2026-01-01;2026-03-31;AM99;Oosterwaard;8322;Chauffeurs;120;2,4;11,5"


def text(*lines: str, head: str = HEAD) -> str:
    return "\r\n".join([head, *lines])


def changed(**cells: str) -> str:
    values = dict(zip(COLUMNS, LINE.split(";"), strict=True)) | cells
    return ";".join(values.values())


def read(*lines: str, head: str = HEAD) -> MarketFile:
    return read_market(text(*lines, head=head), TODAY)


def test_a_row_is_read_as_it_stands() -> None:
    found = read(LINE)
    assert found.problems == []
    assert found.rows == [
        MarketRow(
            "Bron A", date(2026, 4, 10), date(2026, 1, 1), date(2026, 3, 31), "AM99", "Oosterwaard", "8322",
            "Chauffeurs", 120, Decimal("2.4"), Decimal("11.5"),
        )
    ]  # fmt: skip


def test_what_a_source_does_not_tell_stays_unknown() -> None:
    [row] = read(changed(vacatures="", spanning="")).rows
    assert (row.vacancies, row.tension, row.weeks_to_work) == (None, None, Decimal("11.5"))


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_another_delimiter_and_another_order_are_understood(delimiter: str) -> None:
    names = list(reversed(COLUMNS))
    values = dict(zip(COLUMNS, LINE.replace(",", ".").split(";"), strict=True))
    found = read(delimiter.join(values[name] for name in names), head=delimiter.join(names))
    assert found.problems == []
    assert found.rows[0].group_code == "8322"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"bron": ""}, "bron is leeg"),
        ({"bron": "x" * 121}, "langer dan 120"),
        ({"regio": "Oos\x07t"}, "regio is leeg"),
        ({"beroepsgroep": "83222"}, "geen ISCO-code"),
        ({"beroepsgroep": "٣٢"}, "geen ISCO-code"),
        ({"gepubliceerd": "gisteren"}, "gepubliceerd is geen dag"),
        ({"gepubliceerd": "2026-11-24"}, "na vandaag"),
        ({"periode_van": "1999-01-01"}, "periode_van is geen dag"),
        ({"periode_van": "2026-02-30"}, "periode_van is geen dag"),
        ({"periode_tot": "2025-12-31"}, "periode_tot ligt voor periode_van"),
        ({"vacatures": "veel"}, "vacatures is geen getal"),
        ({"vacatures": "-1"}, "vacatures ligt niet tussen"),
        ({"vacatures": "12,5"}, "te veel cijfers"),
        ({"spanning": "NaN"}, "spanning is geen getal"),
        ({"spanning": "1e3"}, "spanning is geen getal"),
        ({"spanning": "2,345"}, "te veel cijfers"),
        ({"weken_tot_werk": "999"}, "weken_tot_werk ligt niet tussen"),
        ({"vacatures": "", "spanning": "", "weken_tot_werk": ""}, "geen enkel cijfer"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(cells: dict[str, str], said: str) -> None:
    found = read(LINE, changed(**cells))
    assert [problem.line for problem in found.problems] == [3]
    assert said in found.problems[0].words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "leeg"),
        ("\ufeff \r\n", "leeg"),
        (HEAD, "geen enkele regel"),
        (HEAD.replace("spanning", "krapte") + "\r\n" + LINE, "kolommen ontbreken: spanning"),
        (HEAD + ";bron\r\n" + LINE + ";x", "dezelfde naam"),
        (text(LINE + ";over"), "te veel of te weinig kolommen"),
        (text(LINE, LINE), "staat ook op regel 2"),
        (text('"' + LINE), "aanhalingsteken"),
        (text(LINE) + "\x00", "geen tekst"),
        (text(*[LINE] * (MAX_ROWS + 1)), "meer dan 5000 regels|te groot"),
    ],
)
def test_a_rotten_file_is_refused_with_the_reason(content: str, said: str) -> None:
    found = read_market(content, TODAY)
    assert found.problems
    assert any(part in found.problems[0].words for part in said.split("|"))


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(content: str) -> None:
    for found in (read_market(content, TODAY), read_market(f"{HEAD}\n{content}", TODAY)):
        assert found.rows or found.problems


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoding(content: bytes) -> None:
    found = decoded(content)
    assert found is None or isinstance(found, str)


def test_office_bytes_are_understood_and_a_large_file_is_not() -> None:
    assert decoded("Één regio".encode("cp1252")) == "Één regio"
    assert decoded(b"x" * (MAX_BYTES + 1)) is None


IN_DATABASE = MARKS[0]


@pytest.fixture
def world() -> World:
    return World()


@contextmanager
def arranging(world: World) -> Iterator[dict[str, Any]]:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        yield {"actor": actor, "organisation_id": world.city}


def row(**changes: Any) -> MarketRow:
    first = clock.today() - timedelta(days=120)
    values: dict[str, Any] = {
        "source": "Bron A", "published_on": clock.today(), "period_from": first,
        "period_to": first + timedelta(days=90), "region_code": "AM99", "region_name": "Oosterwaard",
        "group_code": "8322", "group_name": "Chauffeurs", "vacancies": 120, "tension": Decimal("2.4"),
        "weeks_to_work": None,
    }  # fmt: skip
    return MarketRow(**values | changes)


def loaded(world: World, *rows: MarketRow) -> None:
    with arranging(world) as on:
        load_market(**on, rows=rows)


def shown(world: World, isco: str = "8322") -> list[Any]:
    with world.bas.at_work():
        return market_of(world.city, isco, clock.today())


@IN_DATABASE
def test_a_second_load_replaces_only_its_own_source_and_period(world: World) -> None:
    loaded(world, row(), row(group_code="4321", group_name="Magazijn"), row(source="Bron B"))
    loaded(world, row(vacancies=80))
    with arranging(world):
        kept = MarketFigure.objects.order_by("source").values_list("source", "group_code", "vacancies")
        assert list(kept) == [("Bron A", "8322", 80), ("Bron B", "8322", 120)]
        assert Entry.objects.filter(verb="market.load").count() == 3


@IN_DATABASE
def test_of_each_source_and_region_the_newest_and_then_the_narrowest_is_shown(world: World) -> None:
    old = clock.today() - timedelta(days=900)
    loaded(
        world,
        row(group_code="8", group_name="Bedieners", vacancies=5),
        row(group_code="832", group_name="Bestuurders", vacancies=50),
        row(period_from=old, period_to=old + timedelta(days=90), vacancies=900),
        row(source="Bron B", group_code="83", group_name="Bestuurders en mobiele machines"),
        row(region_code="AM98", region_name="Aaltenwaard", group_code="4321"),
    )
    found = [(one.row.source, one.row.group_code, one.row.vacancies, one.is_wider) for one in shown(world)]
    assert found == [("Bron A", "832", 50, True), ("Bron B", "83", 120, True)]
    assert shown(world, "") == []
    assert shown(world, "2221") == []


@IN_DATABASE
def test_an_old_figure_is_called_old_and_the_own_region_goes_first(world: World) -> None:
    with arranging(world):
        Organisation.objects.filter(pk=world.city).update(region_code="AM99")
    old = clock.today() - timedelta(days=900)
    loaded(
        world,
        row(period_from=old, period_to=old + timedelta(days=30)),
        row(region_code="AM98", region_name="Aaltenwaard"),
    )
    found = shown(world)
    assert [(one.row.region_name, one.is_own_region, one.is_old) for one in found] == [
        ("Oosterwaard", True, True),
        ("Aaltenwaard", False, False),
    ]


@IN_DATABASE
def test_another_organisation_sees_nothing_of_it_and_removes_nothing(world: World) -> None:
    loaded(world, row())
    with world.marloes.at_work():
        assert market_of(world.uwv, "8322", clock.today()) == []
    with arranging(world) as on, pytest.raises(NotFoundError):
        remove_market(**on, key=("Bron Z", row().period_from, row().period_to))
    with arranging(world) as on:
        remove_market(**on, key=row().key)
        assert batches_of(world.city, clock.today()) == []


@IN_DATABASE
def test_who_is_no_administrator_loads_nothing_and_an_empty_load_is_refused(world: World) -> None:
    with world.bas.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises((ForbiddenError, NotFoundError)):
        load_market(actor=actor, organisation_id=world.city, rows=[row()])
    with arranging(world) as on, pytest.raises(InvalidError):
        load_market(**on, rows=[])


def upload(browser: Client, content: bytes) -> Any:
    return browser.post(reverse("diagnosis:market"), {"file": SimpleUploadedFile("c.csv", content)})


@IN_DATABASE
def test_a_file_is_looked_at_before_it_is_taken_in(world: World) -> None:
    browser = signed_in(world.city_admin)
    page = upload(browser, text(LINE).encode())
    assert "Dit leest u in" in page.content.decode()
    with arranging(world):
        assert not MarketFigure.objects.exists()
    sent = {"content": text(LINE), "submit_key": str(uuid7())}
    assert browser.post(reverse("diagnosis:load_market"), sent).status_code == 302
    assert browser.post(reverse("diagnosis:load_market"), sent).status_code == 302
    after = browser.get(reverse("diagnosis:market")).content.decode()
    assert "Bron A" in after
    with arranging(world):
        assert Entry.objects.filter(verb="market.load").count() == 1
    again = upload(browser, text(LINE).encode()).content.decode()
    assert "Komt in de plaats van wat er al stond" in again


@IN_DATABASE
@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"PK\x03\x04", b"%PDF-1.7", text(changed(bron="")).encode()]
)
def test_a_rotten_upload_says_why_and_changes_nothing(world: World, content: bytes) -> None:
    page = upload(signed_in(world.city_admin), content)
    assert page.status_code == 422
    assert "Lees deze cijfers in" not in page.content.decode()


@IN_DATABASE
@pytest.mark.parametrize("sent", [{}, {"content": "onzin"}, {"content": text(changed(vacatures="x"))}])
def test_a_confirmation_that_was_meddled_with_is_refused(world: World, sent: dict[str, str]) -> None:
    page = signed_in(world.city_admin).post(reverse("diagnosis:load_market"), sent)
    assert page.status_code == 422
    assert "er is niets ingelezen" in page.content.decode()


@IN_DATABASE
def test_figures_are_taken_away_and_a_wrong_question_takes_nothing(world: World) -> None:
    loaded(world, row())
    browser, key = signed_in(world.city_admin), row().key
    sent = {"source": key[0], "first": key[1].isoformat(), "last": "morgen"}
    assert (
        "niet weggehaald"
        in browser.post(reverse("diagnosis:remove_market"), sent, follow=True).content.decode()
    )
    sent["last"] = key[2].isoformat()
    browser.post(reverse("diagnosis:remove_market"), sent)
    assert "Nog geen cijfers" in browser.get(reverse("diagnosis:market")).content.decode()


@IN_DATABASE
def test_the_template_can_be_taken_in_as_it_is_and_says_that_it_is_made_up(world: World) -> None:
    content = signed_in(world.city_admin).get(reverse("diagnosis:market_template")).content
    found = read_market(decoded(content) or "", clock.today())
    assert found.problems == []
    assert "verzonnen" in found.rows[0].source


@IN_DATABASE
def test_the_page_takes_a_fixed_number_of_statements(
    world: World, django_assert_max_num_queries: Any
) -> None:
    loaded(world, row(), row(source="Bron B"), row(source="Bron C"))
    browser = signed_in(world.city_admin)
    browser.get(reverse("diagnosis:market"))
    with django_assert_max_num_queries(14):
        assert browser.get(reverse("diagnosis:market")).status_code == 200


@IN_DATABASE
def test_only_administrators_have_the_page(world: World) -> None:
    assert signed_in(world.bas).get(reverse("diagnosis:market")).status_code == 404


def test_the_batches_of_a_file_are_counted() -> None:
    found = read(LINE, changed(beroepsgroep="4321"), changed(bron="Bron B"))
    assert [(key[0], count) for key, count in found.batches.items()] == [("Bron A", 2), ("Bron B", 1)]


def test_nobody_is_named_in_a_figure() -> None:
    assert not {field.name for field in MarketFigure._meta.get_fields()} & {"dossier", "client", "reader"}
