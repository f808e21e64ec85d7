"""`schakel journal`: sealing, verifying and following, on a database with a small chain in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schakel.config.cli import main
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("schakel.config.preparing.prepare", lambda: None)
    monkeypatch.setenv("SCHAKEL_SEALS", str(tmp_path / "seals"))
    monkeypatch.setenv("SCHAKEL_SEAL_KEY", str(tmp_path / "seal.pem"))
    return tmp_path / "seals"


def test_a_seal_is_made_and_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    World()
    assert main(["journal", "seal", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"seal": 1, "folder": str(folder)}
    assert main(["journal", "verify", "--json"]) == 0
    verdict = json.loads(capsys.readouterr().out)
    assert {"dossiers", "entries", "ok", "first_broken", "erased", "seals"} <= verdict.keys()
    assert (verdict["ok"], verdict["seals"]) == (True, 1)


def test_verify_says_when_there_are_no_seals(capsys: pytest.CaptureFixture[str]) -> None:
    World()
    assert main(["journal", "verify"]) == 0
    assert "schakel journal seal" in capsys.readouterr().err


def test_a_seal_that_is_gone_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    World()
    main(["journal", "seal"])
    next(folder.iterdir()).unlink()
    assert main(["journal", "verify"]) == 1
    assert "seal 1: missing" in capsys.readouterr().err
    assert main(["journal", "seal"]) == 1
    assert "niet verzegeld" in capsys.readouterr().err


def test_subscribers_and_daily_tasks_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    World()
    assert main(["journal", "subscribers", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["subscribers"] == []
    assert {"journal.seal", "signals"} <= {task["name"] for task in told["daily"]}
