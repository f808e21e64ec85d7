"""What a request asks of the database is counted, and what is slow is named without anybody's data."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.browsing import signed_in
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def measured(settings: Any) -> Any:
    settings.MIDDLEWARE = ["schakel.web.measuring.Measuring", *settings.MIDDLEWARE]
    settings.SLOW_MILLISECONDS = 10_000
    return settings


@pytest.mark.usefixtures("measured")
def test_an_answer_tells_how_many_statements_it_took() -> None:
    told = signed_in(World().bas).get("/help/").headers["Server-Timing"]
    assert told.startswith('db;desc="')
    assert int(told.split('"')[1].split()[0]) > 1


def test_without_it_nothing_is_told() -> None:
    assert "Server-Timing" not in signed_in(World().bas).get("/help/").headers


def test_a_slow_statement_is_named_with_its_page_and_without_values(measured: Any, caplog: Any) -> None:
    measured.SLOW_MILLISECONDS = 0
    world = World()
    browser = signed_in(world.city_admin)
    with caplog.at_level(logging.WARNING, logger="schakel.slow"):
        browser.get(f"/accounts/{world.bas.account_id}/?q=Kuiper")
    assert "organisations:account: " in caplog.text
    assert "Kuiper" not in caplog.text
    assert str(world.bas.account_id) not in caplog.text


@pytest.mark.usefixtures("measured")
def test_an_address_that_leads_nowhere_is_measured_too() -> None:
    assert "Server-Timing" in signed_in(World().bas).get("/nergens/").headers
