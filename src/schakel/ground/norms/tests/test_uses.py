"""What a norm touches is told by the rooms, as far as who looks may see it; and the register as a file."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from typing import Any

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.journal.decisions import AppliedNorm, Decision, Option
from schakel.ground.norms import uses
from schakel.ground.norms.citing import is_named_in
from schakel.ground.norms.registers import the_register
from schakel.ground.norms.uses import Use, UseKind, register_teller, register_use, standing_uses, uses_of
from schakel.ground.notices.actions import NewParagraph, NewTemplate, write_paragraph, write_template
from schakel.ground.people.models import Regime
from schakel.jobseekers.plans.actions import decide
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, right_to

pytestmark = MARKS
NORM = "PW-9a-7"


@pytest.fixture
def world() -> World:
    return World()


def _used(person: Person, norm_id: str = NORM) -> dict[str, tuple[str, int | None, bool]]:
    with person.at_work():
        return {str(use.label): (use.kind.value, use.count, use.is_more) for use in uses_of(norm_id)}


def _write(world: World, text: str) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        on = {"actor": actor, "organisation_id": world.city}
        write_template(**on, new=NewTemplate("Plan", "letter", "Uw plan", text))
        write_paragraph(**on, new=NewParagraph("Waarom", text))


def test_the_same_use_told_twice_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uses, "_standing", {})
    for _again in range(2):
        register_use("X-1", Use(UseKind.TERM, "Een termijn"))
    assert [use.label for use in standing_uses("X-1")] == ["Een termijn"]


def test_uses_are_told_by_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uses, "_tellers", {})
    told = [Use(UseKind.CASE, "c"), Use(UseKind.SIGNAL, "s"), Use(UseKind.LETTER, "l")]
    register_teller("test", lambda _norm_id: told)
    assert [str(use.label) for use in uses_of("X-2")] == ["s", "l", "c"]


@pytest.mark.parametrize("text", ["Zie PW-9a-7.", "Volgens PW art. 9a lid 7 maken wij een plan."])
def test_letters_of_the_own_organisation_that_name_a_norm_are_told(world: World, text: str) -> None:
    _write(world, text)
    assert {"Plan", "Alinea: Waarom"} <= _used(world.bas).keys()
    assert not {"Plan", "Alinea: Waarom"} & _used(world.marloes).keys()


def test_a_letter_that_names_another_article_is_not_told(world: World) -> None:
    _write(world, "Zie PW-9a-77 en PW art. 9a lid 78.")
    assert "Plan" not in _used(world.bas)


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("(PW art. 9)", True),
        ("pw art. 9 lid 2", True),
        ("PW art. 9a", False),
        ("SUPW art. 9", False),
        ("", False),
    ],
)
def test_an_article_is_named_by_itself_only(text: str, is_named: bool) -> None:
    assert is_named_in(text, ["PW art. 9"]) is is_named


def test_cases_with_a_scheme_of_the_norm_are_counted_for_who_may_see_them(world: World) -> None:
    label = "Uw cliënten met een regeling van deze norm"
    for _case in range(2):
        world.open(world.bas, world.city, entitlement=right_to(Regime.PARTICIPATIEWET, date(2026, 1, 1)))
    world.open(world.marloes, world.uwv, entitlement=right_to(Regime.WW, date(2026, 1, 1)))
    assert _used(world.bas)[label] == ("case", 2, False)
    assert label not in _used(world.marloes)


def test_counting_stops_and_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from schakel.ground.people import telling

    monkeypatch.setattr(telling, "MOST_COUNTED", 1)
    for _case in range(3):
        world.open(world.bas, world.city, entitlement=right_to(Regime.PARTICIPATIEWET, date(2026, 1, 1)))
    assert _used(world.bas)["Uw cliënten met een regeling van deze norm"] == ("case", 1, True)


def test_choices_that_rest_on_a_norm_are_counted_for_who_may_see_them(world: World) -> None:
    label = "Keuzes in uw dossiers die op deze norm rusten"
    dossier_id = world.open(world.bas, world.city)
    options = (Option("scholing"), Option("wachten"))
    choice = Decision(
        "guidance", "Wat?", options, "scholing", "client_wish", norms=(AppliedNorm("PW-7-1-a"),)
    )
    with world.bas.at_work() as actor:
        decide(actor=actor, dossier_id=dossier_id, decision=choice)
    assert _used(world.bas, "PW-7-1-a")[label] == ("decision", 1, False)
    assert label not in _used(world.bert, "PW-7-1-a")
    assert label not in _used(world.marloes, "PW-7-1-a")


def test_the_norm_page_tells_staff_what_it_touches_and_clients_not(world: World) -> None:
    _write(world, "Zie PW-9a-7.")
    assert "/texts/templates/" in signed_in(world.city_admin).get(f"/norms/{NORM}/").content.decode()
    page = signed_in(world.bas).get(f"/norms/{NORM}/").content.decode()
    assert "Wat deze norm raakt" in page
    assert "/texts/templates/" not in page
    client = signed_in(world.client_of(world.open(world.bas, world.city), world.bas))
    assert "Wat deze norm raakt" not in client.get(f"/norms/{NORM}/").content.decode()


def test_the_norm_page_costs_few_statements(world: World, django_assert_max_num_queries: Any) -> None:
    client = signed_in(world.bas)
    client.get(f"/norms/{NORM}/")
    with django_assert_max_num_queries(16):
        client.get(f"/norms/{NORM}/")


def test_the_register_is_a_file_with_every_norm_and_its_hash(world: World) -> None:
    found = json.loads(signed_in(world.bas).get("/norms/register/json/").content)
    assert found["register"] == the_register().digest
    assert {norm["id"] for norm in found["norms"]} == the_register().norms.keys()


def test_the_norms_of_today_are_a_table(world: World) -> None:
    text = signed_in(world.bas).get("/norms/register/csv/").content.decode()
    rows = list(csv.DictReader(StringIO(text)))
    assert "PW-9a-7" in {row["id"] for row in rows}
    assert "DIENST-IB" not in {row["id"] for row in rows}
    assert all(row["sources"] for row in rows)
