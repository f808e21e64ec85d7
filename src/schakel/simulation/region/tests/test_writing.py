"""The files of a region: equal for equal seeds, readable by what they are for, and never over other files."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from schakel.config.cli import main
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.people.bsn import clean_bsn
from schakel.information.imports.reading import read_table
from schakel.simulation.region.reading import read_region
from schakel.simulation.region.writing import write_region


def write(folder: Path, clients: int = 400, seed: int = 1, **options: Any) -> dict[str, Any]:
    return write_region(read_region(), seed, clients, folder, report=lambda *_: None, **options)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_one_seed_gives_equal_files_in_any_portions(tmp_path: Path) -> None:
    first, again = write(tmp_path / "a"), write(tmp_path / "b", at_once=90)
    assert first == again
    assert write(tmp_path / "c", seed=2)["sha256"] != first["sha256"]


def test_the_manifest_tells_the_digest_and_rows_of_each_file(tmp_path: Path) -> None:
    manifest = write(tmp_path / "a")
    assert json.loads((tmp_path / "a" / "manifest.json").read_text()) == manifest
    for name, told in manifest["files"].items():
        content = (tmp_path / "a" / name).read_bytes()
        assert told["sha256"] == hashlib.sha256(content).hexdigest()
        if name.endswith(".csv"):
            assert told["rows"] == len(rows_of(tmp_path / "a" / name))
    assert {path.name for path in (tmp_path / "a").iterdir()} == {*manifest["files"], "manifest.json"}


def test_client_files_name_everybody_once_with_numbers_of_the_test_series(tmp_path: Path) -> None:
    write(tmp_path / "a", 3000)
    rows = [row for path in (tmp_path / "a").glob("clients-*.csv") for row in rows_of(path)]
    numbers = [row["cliëntnummer"] for row in rows]
    assert len(rows) > 500
    assert len(set(numbers)) == len(numbers)
    bsns = [clean_bsn(row["bsn"]) for row in rows]
    assert len(set(bsns)) == len(bsns)
    assert {row["regeling"] for row in rows} == {"ww", "participatiewet", "wia"}


def test_a_full_client_file_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = write(tmp_path / "a", 800)
    monkeypatch.setattr("schakel.simulation.region.writing.MOST_ROWS", 30)
    parts = write(tmp_path / "b", 800, at_once=300)
    count = whole["files"]["clients-uwv.csv"]["rows"]
    assert count > 30
    names = ["clients-uwv.csv", *(f"clients-uwv-{n}.csv" for n in range(2, -(-count // 30) + 1))]
    assert [parts["files"][name]["rows"] for name in names] == [30] * (len(names) - 1) + [
        count - 30 * (len(names) - 1)
    ]


def test_the_columns_of_client_files_are_known_to_the_import(tmp_path: Path) -> None:
    write(tmp_path / "a")
    table = read_table((tmp_path / "a" / "clients-uwv.csv").read_bytes(), {})
    assert set(table.mapping) >= {"family_name", "bsn", "client_number", "regime", "responsible", "team"}
    assert len(table.mapping) == len(table.headers)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InvalidError, match="is er al"):
        write(tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_the_command_tells_files_and_refuses_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", "--clients", "150", "--seed", "4", "--out", str(tmp_path / "r"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["clients"] == 150
    assert main(["simulate", "--clients", "150", "--out", str(tmp_path / "r")]) == 2
    assert main(["simulate", "--clients", "0", "--out", str(tmp_path / "s")]) == 2
    rotten = tmp_path / "rot.yaml"
    rotten.write_text("name: x\n")
    assert main(["simulate", "--out", str(tmp_path / "s"), "--region", str(rotten)]) == 2
    assert "rot.yaml:1:" in capsys.readouterr().err
    assert not (tmp_path / "s").exists()
