"""Municipalities, labour-market regions and postcode areas: read whole or refused, each from its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.vocabulary.actions import load_municipalities, load_postcode_areas
from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.models import Municipality
from schakel.ground.vocabulary.places import municipality_named, municipality_of_postcode, region_choices
from schakel.ground.vocabulary.sources.regions import (
    MunicipalityRow,
    demo_areas,
    demo_municipalities,
    read_areas,
    read_municipalities,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db
HEAD = "gemeentecode,gemeente,regiocode,arbeidsmarktregio\n"
FIRST, SECOND = date(2020, 1, 1), date(2024, 1, 1)


def load(rows: list[MunicipalityRow], start: date) -> None:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        load_municipalities(actor=actor, rows=rows, valid_from=start)


def test_a_later_list_ends_what_it_no_longer_names_and_keeps_the_rest() -> None:
    load(demo_municipalities(), FIRST)
    merged = [MunicipalityRow("9904", "Waard", "AM99", "Oosterwaard"), demo_municipalities()[2]]
    load(merged, SECOND)
    assert municipality_named("9901", FIRST) == "Oosterwaard"
    assert municipality_named("9901", SECOND) == ""
    assert municipality_named("9904", SECOND) == "Waard"
    assert Municipality.objects.get(code="9903").valid_to is None


def test_the_same_list_again_changes_nothing() -> None:
    load(demo_municipalities(), FIRST)
    load(demo_municipalities(), FIRST)
    assert Municipality.objects.count() == 3


def test_an_older_list_is_refused() -> None:
    load(demo_municipalities(), SECOND)
    with pytest.raises(ConflictError):
        load(demo_municipalities(), FIRST)


def test_a_postcode_leads_to_its_municipality_and_region() -> None:
    load(demo_municipalities(), FIRST)
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        load_postcode_areas(actor=actor, rows=demo_areas())
    found = municipality_of_postcode("9991AB")
    assert found is not None
    assert (found.name, found.region_name) == ("Lingemond", "Oosterwaard")
    assert municipality_of_postcode("1000AA") is None
    assert region_choices() == [("AM99", "Oosterwaard"), ("AM98", "Westerwaard")]


@pytest.mark.parametrize(
    "lines",
    [
        "",
        HEAD,
        "a,b\n1,2\n",
        HEAD + "99,Waard,AM1,Regio\n",
        HEAD + "9901,,AM1,Regio\n",
        HEAD + "9901,Waard,AM1,Regio\n9901,Waard,AM1,Regio\n",
        HEAD + "9901,Waard,AM1\n",
        HEAD + "9901,Waard,AM123456789,Regio\n",
    ],
)
def test_a_rotten_list_of_municipalities_is_refused_whole(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(lines)
    with pytest.raises(VocabularyError):
        read_municipalities(path)


@pytest.mark.parametrize("row", ["0999,A,B,52,5", "1000,A,B,x,5", "1000,A,B,5,52", "10000,A,B,52,5"])
def test_a_rotten_list_of_postcodes_is_refused_whole(tmp_path: Path, row: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"postcode,woonplaats,gemeente,latitude,longitude\n{row}\n")
    with pytest.raises(VocabularyError):
        read_areas(path)


def test_the_real_lists_are_read_whole() -> None:
    data = shared("data")
    regions = read_municipalities(data / "arbeidsmarktregio" / "gemeente_arbeidsmarktregio_2021.csv")
    assert len(regions) == 352
    assert len({row.region_code for row in regions}) == 35
    assert len(read_areas(data / "postcode4_nl" / "4pp.csv")) > 4000
