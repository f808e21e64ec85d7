"""The command: exit codes, one JSON object on standard output, and the rights of an account."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from schakel.ground.dossiers.models import Dossier
from schakel.information.imports.command import add_arguments, run
from schakel.information.imports.tests.files import bsns, file_of, people_file, row
from schakel.information.imports.tests.test_layouts import saved
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def call(tmp_path: Path, content: bytes, *arguments: str) -> int:
    path = tmp_path / "klanten.csv"
    path.write_bytes(content)
    return run_with("clients", str(path), *arguments)


def run_with(*arguments: str) -> int:
    parser = ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(arguments))


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_good_file_is_taken_in(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, people_file(3), "--as", world.bas.username, "--json") == 0
    result = printed(capsys)
    assert (result["rows"], result["applied"], result["outcomes"]["new"]) == (3, 3, 3)
    with world.bas.at_work():
        assert Dossier.objects.count() == 3


def test_for_a_client_of_another_organisation_it_asks(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bsn = next(bsns())
    world.open(world.marloes, world.uwv, bsn=bsn)
    content = file_of(row(1, bsn), row(2))
    assert call(tmp_path, content, "--as", world.city_office.username) == 0
    assert "1 wachten op antwoord" in capsys.readouterr().out
    with world.bas.at_work():
        assert Dossier.objects.count() == 1


def test_a_dry_run_changes_no_dossier(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(tmp_path, people_file(3), "--as", world.bas.username, "--dry-run", "--json") == 0
    assert printed(capsys)["applied"] == 0
    with world.bas.at_work():
        assert not Dossier.objects.exists()


def test_refused_rows_give_exit_code_one(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = file_of(row(1, next(bsns())), row(2, "123"))
    assert call(tmp_path, content, "--as", world.bas.username, "--json") == 1
    captured = capsys.readouterr()
    refused = json.loads(captured.out)["refused"]
    assert [one["line"] for one in refused] == [3]
    assert "Regel 3: BSN" in captured.err


def test_an_unreadable_file_gives_exit_code_one(world: World, tmp_path: Path) -> None:
    assert call(tmp_path, b"PK\x03\x04....", "--as", world.bas.username) == 1


@pytest.mark.parametrize(
    "arguments", [["--as", "niemand"], ["--as", "{admin}"], ["--as", "{bas}", "--team", "Team Onbekend"]]
)
def test_wrong_use_gives_exit_code_two(world: World, tmp_path: Path, arguments: list[str]) -> None:
    names = {"admin": world.city_admin.username, "bas": world.bas.username}
    filled = [argument.format(**names) for argument in arguments]
    assert call(tmp_path, people_file(1), *filled) == 2


def test_a_missing_file_gives_exit_code_two(world: World, tmp_path: Path) -> None:
    assert run_with("clients", str(tmp_path / "weg.csv"), "--as", world.bas.username) == 2


def test_a_column_that_is_not_there_gives_exit_code_two(world: World, tmp_path: Path) -> None:
    wrong = ("--as", world.bas.username, "--map", "achternaam=Familie")
    assert call(tmp_path, people_file(1), *wrong) == 2


def test_columns_are_named_by_hand(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = b"Hoe heet u;Code\nAarts;K1\n"
    by_hand = ("--map", "achternaam=Hoe heet u", "--map", "cliëntnummer=code")
    assert call(tmp_path, content, "--as", world.bas.username, *by_hand, "--json") == 0
    assert printed(capsys)["applied"] == 1


@pytest.mark.parametrize("name", ["Maandbestand", "maandbestand"])
def test_a_file_is_read_by_the_layout_of_that_name(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    saved(world)
    by_layout = ("--as", world.bas.username, "--layout", name, "--json")
    assert call(tmp_path, b"Naam;Kenmerk;Mobiel\nAarts;K1;0600000001\n", *by_layout) == 0
    assert printed(capsys)["applied"] == 1


def test_a_layout_that_comes_with_it_has_a_short_name(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = b"Geslachtsnaam;BSN;Wet\nAarts;" + next(bsns()).encode() + b";\n"
    by_layout = ("--as", world.bas.username, "--layout", "uwv", "--dry-run", "--json")
    assert call(tmp_path, content, *by_layout) == 1
    assert "kloppen niet met de indeling" in printed(capsys)["error"]


@pytest.mark.parametrize("more", [["--layout", "Onbekend"], ["--layout", "uwv", "--map", "achternaam=Naam"]])
def test_a_layout_that_is_not_there_or_not_needed_gives_exit_code_two(
    world: World, tmp_path: Path, more: list[str]
) -> None:
    assert call(tmp_path, people_file(1), "--as", world.bas.username, *more) == 2
