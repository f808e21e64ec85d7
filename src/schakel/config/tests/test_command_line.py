"""How the command line answers: exit codes, what goes to which output, and errors in Dutch."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from schakel.config.cli import _parser, main
from schakel.config.parsing import CommandParser, add_command, data_folder
from schakel.ground.kernel.database import DatabaseTrouble
from schakel.ground.kernel.errors import ConflictError, InvalidError


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    """A command may point at another data folder; the next test must not follow it there."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not groups:
        yield parser
    for group in groups:
        for child in group.choices.values():
            yield from leaves(child)


def test_every_command_has_help_and_takes_a_data_folder() -> None:
    for leaf in leaves(_parser()):
        assert leaf.description
        assert {"-h", "--data"} <= {option for action in leaf._actions for option in action.option_strings}
        assert leaf.get_default("run")


@pytest.mark.parametrize("words", [["--help"], ["demo", "--help"], ["database", "start", "-h"]])
def test_help_is_dutch_and_no_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert "gebruik: schakel" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["database"],
        ["demo", "--port", "0"],
        ["demo", "--port", "x"],
        ["vocabulary", "link"],
        ["organisation", "create", "--name", "Gemeente Proef", "--kind", "castle"],
    ],
)
def test_wrong_use_is_told_in_dutch(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("De opdracht klopt niet")
    assert "--help" in err


def test_late_arguments_are_added_when_their_command_is_chosen() -> None:
    parser = CommandParser(prog="schakel")
    late = add_command(parser.add_subparsers(), "late", "Laat.", lambda _arguments: 0)
    late.late = lambda: late.add_argument("--as", dest="account")
    assert parser.parse_args(["late", "--as", "bas"]).account == "bas"


@pytest.mark.parametrize(
    "words", [["--data", "/x", "check"], ["check", "--data", "/x"], ["check", "--data=/x"]]
)
def test_the_data_folder_may_stand_anywhere(words: list[str]) -> None:
    assert data_folder(words) == Path("/x")


def test_status_of_an_absent_database_is_one_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["database", "status", "--json", "--data", str(tmp_path / "none")]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["state"] == "absent"
    assert "nog geen database" in err
    assert not (tmp_path / "none").exists()


def test_stopping_what_does_not_run_is_no_problem(tmp_path: Path) -> None:
    assert main(["database", "stop", "--data", str(tmp_path / "none")]) == 0


def test_roles_are_sql_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["database", "roles"]) == 0
    out, err = capsys.readouterr()
    assert "create role schakel_app" in out
    assert err == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConflictError("Dit botst.", "Waarom.", "Doe iets."), 1),
        (InvalidError("Dit klopt niet.", "Waarom.", "Doe iets."), 2),
        (DatabaseTrouble("De database wil niet.", "Waarom.", "Doe iets."), 1),
    ],
)
def test_an_error_is_told_as_what_why_and_remedy(
    error: Exception, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failing_with(error, monkeypatch) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.strip() for line in err.splitlines()][1:] == ["Waarom.", "Doe iets."]


def test_an_unforeseen_error_names_no_person(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failing_with(ValueError("Amina Haddou, 999340347"), monkeypatch) == 1
    err = capsys.readouterr().err
    assert "ValueError" in err
    assert "Traceback" not in err
    assert "Haddou" not in err


def failing_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of a command in which this happens."""

    def fail(_path: object) -> None:
        raise error

    monkeypatch.setattr("schakel.ground.kernel.database.status", fail)
    return main(["database", "status"])
