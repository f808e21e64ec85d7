"""Many rows at once: the same rows as Django's own insert, and refused where that is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, models, transaction

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, ReaderKind, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.bulk import add_rows, new_row
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.models import BenefitEntitlement, Client
from schakel.information.imports.models import ImportRow, ImportRun

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@dataclass
class Place:
    """An organisation and somebody who reads there."""

    city: UUID
    reader_id: int


@pytest.fixture
def world() -> Iterator[Place]:
    """The owner of the tables at work: row-level security is tested with the acts."""
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value, using="owner"):
        city = Organisation.objects.create(
            name="Oosterwaard", kind=OrganisationKind.MUNICIPALITY, valid_from=date(2020, 1, 1)
        )
        reader = Reader.objects.create(
            kind=ReaderKind.PROFESSIONAL, role=Role.BACK_OFFICE, organisation_id=city.pk, subject_id=city.pk,
            organisation_kind=city.kind, valid_from=date(2020, 1, 1),
        )  # fmt: skip
        yield Place(city.pk, reader.pk)


def client(**more: Any) -> Client:
    values = {"family_name": 'Vonk "de", {Jong}\\ NULL', "sort_key": "vonk", "search_name": "vonk"}
    return Client(**{**values, **more})


def right(world: Place, **more: Any) -> BenefitEntitlement:
    someone = client()
    add_rows([someone])
    return BenefitEntitlement(
        client_id=someone.pk, organisation_id=world.city, regime="ww", valid_from=date(2026, 1, 1), **more
    )


def imported(world: Place) -> ImportRow:
    run = ImportRun.objects.create(
        organisation_id=world.city, reader_id=world.reader_id, file_name="a.csv", file_digest=b"1" * 32,
        started_at=clock.now(), mapping={"a": 'b "c"'}, headers=["a", "é"],
    )  # fmt: skip
    return ImportRow(
        run=run,
        number=1,
        outcome=ImportRow.Outcome.NEW,
        rank=2,
        problems=["één", 'twee "2"'],
        notes=[],
        cipher=b"\x00\xff\\" * 9,
    )  # fmt: skip


def stored(row: models.Model) -> dict[str, Any]:
    found: dict[str, Any] = type(row)._default_manager.filter(pk=row.pk).values().get()
    own = {"id", "client_id", "run_id"} - {"organisation_id"}
    return {
        name: bytes(v) if isinstance(v, memoryview) else v for name, v in found.items() if name not in own
    }


MADE: dict[str, Any] = {
    "texts": lambda _world: client(place="Née’s €", phone="", email="a@b.nl", needs_reading_help=True),
    "days": lambda _world: client(birth_date=date(1980, 2, 29)),
    "numbers and open ends": lambda world: right(world, hours_per_week=12),
    "all days": lambda world: right(world, valid_to=date(2026, 6, 1)),
    "choices, bytes and json": imported,
}


@pytest.mark.parametrize("kind", MADE)
def test_a_row_stands_as_django_would_have_written_it(world: Place, kind: str) -> None:
    ours, djangos = MADE[kind](world), MADE[kind](world)
    add_rows([ours])
    type(djangos)._default_manager.bulk_create([djangos])
    assert not ours._state.adding
    assert stored(ours) == stored(djangos)


def test_rows_that_differ_in_what_is_empty_go_together(world: Place) -> None:
    rows = [client(birth_date=None), client(birth_date=date(1990, 1, 1)), client(place="Elders")]
    add_rows(rows)
    assert [stored(row)["birth_date"] for row in rows] == [None, date(1990, 1, 1), None]
    assert [stored(row)["place"] for row in rows] == ["", "", "Elders"]


def test_nothing_asks_nothing(world: Place, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0, using="owner"):
        add_rows([])


def test_what_is_too_long_is_refused_and_not_cut_off(world: Place) -> None:
    with pytest.raises(DataError), transaction.atomic(using="owner"):
        add_rows([client(phone="0" * 21)])


def test_a_key_that_is_known_is_refused_or_passed(world: Place) -> None:
    first = client()
    add_rows([first])
    add_rows([client(id=first.pk, place="Elders")], passes_known=True)
    assert stored(first)["place"] == ""
    with pytest.raises(IntegrityError), transaction.atomic(using="owner"):
        add_rows([client(id=first.pk)])


def test_a_row_without_a_key_is_a_mistake_of_the_program(world: Place) -> None:
    with pytest.raises(ValueError, match="key"):
        add_rows([Organisation(id=None, name="x", kind=OrganisationKind.PROVIDER)])
    assert not Organisation.objects.filter(name="x").exists()


def test_a_new_row_is_what_the_constructor_makes(world: Place) -> None:
    values = {"id": uuid7(), "family_name": "Vonk", "sort_key": "vonk", "search_name": "vonk"}
    made, built = new_row(Client, **values), Client(**values)
    for field in Client._meta.concrete_fields:
        assert getattr(made, field.attname) == getattr(built, field.attname), field.attname
    assert (made._state.adding, made._state.db) == (True, None)
    assert made == built
    add_rows([made])
    assert Client.objects.using("owner").get(pk=made.pk).family_name == "Vonk"


def test_new_rows_share_no_values_that_can_change() -> None:
    first, second = new_row(ImportRow, number=1), new_row(ImportRow, number=2)
    assert first.pk != second.pk
    first.problems.append("fout")
    assert second.problems == []


@pytest.mark.parametrize("names", [{"client": 1}, {"client_id": uuid7(), "nonsense": 1}, {"id": 1, "_x": 2}])
def test_a_new_row_refuses_a_name_that_is_no_column(names: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="BenefitEntitlement has no"):
        new_row(BenefitEntitlement, **names)
