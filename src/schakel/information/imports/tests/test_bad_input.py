"""Files that nobody should send: each road refuses or reads them whole, and says why."""

from __future__ import annotations

import tracemalloc
from argparse import ArgumentParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports.command import add_arguments, run
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.tests.files import bsns, file_of, imported, outcomes, row
from schakel.information.imports.tests.test_machines import made
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
GIGABYTE = 1024**3
LITTLE = 16 * 1024**2


@pytest.fixture
def world() -> World:
    return World()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def upload(person: Person, content: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("klanten.csv", content, content_type="text/csv")
    return browser(person).post("/imports/", {"file": file, "submit_key": str(uuid7()), **more})


class Unread(BytesIO):
    """A body of which nobody may read a byte."""

    def read(self, *_size: Any) -> bytes:
        raise AssertionError("this was to be refused by its announced length")

    readline = read


def announced(client: Client, path: str, **headers: str) -> Any:
    """A request that announces a gigabyte."""
    kind = "multipart/form-data; boundary=grens"
    length = {"CONTENT_LENGTH": str(GIGABYTE), "CONTENT_TYPE": kind}
    return client.generic("POST", path, b"", kind, **{"wsgi.input": Unread()}, **length, **headers)


def test_a_gigabyte_is_refused_by_its_length_and_nothing_of_it_is_read(world: World) -> None:
    answer = announced(browser(world.bas), "/imports/")
    assert answer.status_code == 413
    assert "te groot" in answer.content.decode()
    token = made(world.city_admin)
    answer = announced(Client(), "/machines/imports/", HTTP_AUTHORIZATION=f"Bearer {token}")
    assert answer.status_code == 413
    assert not ImportRun.objects.using("owner").exists()


def test_the_command_refuses_a_gigabyte_by_its_size(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "klanten.csv"
    with path.open("wb") as file:
        file.truncate(GIGABYTE)
    parser = ArgumentParser()
    add_arguments(parser)
    tracemalloc.start()
    code = run(parser.parse_args(["clients", str(path), "--as", world.bas.username]))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (code, most < LITTLE) == (2, True)
    assert "groter dan 20 megabyte" in capsys.readouterr().err


def test_a_file_beyond_the_limit_is_refused_beside_its_field(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schakel.information.imports.forms.MAX_BYTES", 100)
    answer = upload(world.bas, file_of(*(row(place) for place in range(9))))
    assert answer.status_code == 422
    assert "te groot" in answer.content.decode()


def test_three_hundred_columns_are_read_by_the_few_that_count(world: World) -> None:
    spare = ";".join(f"kolom {number}" for number in range(297))
    cells = ";".join(["x"] * 297)
    content = f"achternaam;bsn;plaats;{spare}\nAarts;{next(bsns())};Lingemond;{cells}\n".encode()
    answer = upload(world.bas, content)
    page = browser(world.bas).get(answer["Location"])
    assert "Verwerk 1 regel" in page.content.decode()


def test_one_person_five_times_in_the_file_and_twice_in_the_dossiers_is_asked_for_mending(
    world: World,
) -> None:
    """By BSN they are one dossier, by the own number another: nobody but a person can say which."""
    bsn = next(bsns())
    world.open(world.bas, world.city, bsn=bsn)
    world.open(world.bas, world.city, number="K000001")
    found = imported(world.bas, world.city, file_of(*[row(1, bsn)] * 5))
    assert outcomes(found) == {"wrong": 1, "duplicate": 4} or outcomes(found) == {"wrong": 5}
    with world.bas.at_work(Purpose.INTAKE):
        first = ImportRow.objects.order_by("number").first()
        assert first is not None
        assert "twee verschillende personen" in " ".join(first.problems)
    with world.bas.at_work():
        assert Dossier.objects.count() == 2


@pytest.mark.parametrize("serial", ["45823", "45823,0", "45823.0"])
def test_a_day_counted_from_1900_is_that_day(world: World, serial: str) -> None:
    line = row(1, next(bsns()), regeling="bijstand", begindatum=serial)
    assert outcomes(imported(world.bas, world.city, file_of(line))) == {"new": 1}


def test_two_encodings_one_below_the_other_are_each_read(world: World) -> None:
    numbers = bsns()
    head, first = file_of(row(1, next(numbers), achternaam="Çelik")).decode().split("\n")
    second = row(2, next(numbers), achternaam="Müller")
    content = f"{head}\n{first}\n".encode() + second.encode("cp1252") + b"\n"
    assert outcomes(imported(world.bas, world.city, content)) == {"new": 2}
    with world.bas.at_work():
        names = Dossier.objects.values_list("client__family_name", flat=True)
        assert sorted(names) == ["Müller", "Çelik"]


def test_a_formula_is_read_as_text_and_never_calculated(world: World) -> None:
    found = imported(world.bas, world.city, file_of(row(1, achternaam='"=1+1"'), row(2, bsn="=A1")))
    assert outcomes(found) == {"new": 1, "wrong": 1}
