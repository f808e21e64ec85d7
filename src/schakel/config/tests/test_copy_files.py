"""The file of a copy: written whole or not at all, never over another, and refused when it was changed."""

from __future__ import annotations

import json
import os
import resource
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from schakel.config.cli import main
from schakel.config.copying import bundle, programs
from schakel.config.copying.bundle import DATABASE, new_copy, open_copy
from schakel.config.copying.manifest import Manifest
from schakel.ground.kernel.database import DatabaseTrouble
from schakel.ground.kernel.errors import ConflictError, InvalidError
from tests.house import CHECKOUT
from tests.world import World

CONTENT = b"rows " * 1000


@pytest.fixture(autouse=True)
def own_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command may point at another data folder; the next test must not follow it there."""
    monkeypatch.setenv("SCHAKEL_DATA", os.environ["SCHAKEL_DATA"])


def manifest(copy: bundle.CopyWriter) -> Manifest:
    return Manifest("0.1.0", 18, "2026-01-01T00:00:00+00:00", (), 1, 0, 0, "0" * 64, 0, {}, copy.parts)


def make(path: Path) -> Path:
    with new_copy(path) as copy:
        copy.add(DATABASE, [CONTENT])
        copy.close(manifest(copy))
    return path


def checked(path: Path) -> bytes:
    with open_copy(path) as copy:
        copy.check(lambda _what, _done, _total: None)
        return copy.content(DATABASE)


def test_what_was_written_is_read_and_only_by_its_owner(tmp_path: Path) -> None:
    path = make(tmp_path / "a.copy")
    assert checked(path) == CONTENT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.copy"
    path.write_text("van iemand anders")
    with pytest.raises(ConflictError, match="bestaat al"):
        make(path)
    assert path.read_text() == "van iemand anders"


def test_a_failure_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    def broken_off() -> Iterator[bytes]:
        yield CONTENT
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), new_copy(tmp_path / "a.copy") as copy:
        copy.add(DATABASE, broken_off())
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
    try:
        with pytest.raises(ConflictError, match="De schijf is vol"):
            make(tmp_path / "a.copy")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_two_do_not_write_the_same_file_and_what_a_killed_one_left_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "a.copy"
    killed = (
        "import os, sys, pathlib; from schakel.config.copying.bundle import new_copy\n"
        "with new_copy(pathlib.Path(sys.argv[1])) as copy:\n"
        "    copy.add('database.dump', [b'x' * 5_000_000]); os.kill(os.getpid(), 9)"
    )
    environment = {**os.environ, "PYTHONPATH": f"{CHECKOUT}/src"}
    done = subprocess.run([sys.executable, "-c", killed, str(path)], env=environment, check=False)
    assert done.returncode == -9
    assert [p.name for p in tmp_path.iterdir()] == ["a.copy.part"]
    with new_copy(tmp_path / "b.copy"), pytest.raises(ConflictError, match=r"schrijft b\.copy\.part al"):
        make(tmp_path / "b.copy")
    assert checked(make(path)) == CONTENT


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="laat zich niet beschrijven"):
        make(tmp_path / "no-folder" / "a.copy")


@pytest.mark.parametrize("cut", [0, 1, 100, 4000, 5200])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, cut: int) -> None:
    path = make(tmp_path / "a.copy")
    assert path.stat().st_size > 5200
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InvalidError, match="geen hele kopie"):
        checked(path)


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    path = make(tmp_path / "a.copy")
    path.write_bytes(path.read_bytes().replace(b"rows rows", b"rows rovs", 1))
    with pytest.raises(ConflictError, match="is beschadigd"):
        checked(path)


def test_a_part_with_another_digest_is_found(tmp_path: Path) -> None:
    path = make(tmp_path / "a.copy")
    other = tmp_path / "b.copy"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        new.writestr(DATABASE, CONTENT.upper())
        new.writestr(bundle.MANIFEST, old.read(bundle.MANIFEST))
    with pytest.raises(ConflictError, match="is beschadigd"):
        checked(other)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"manifest.json": "[]"},
        {"manifest.json": '{"format": 99}'},
        {"manifest.json": '{"format": 1}'},
        {"manifest.json": "{"},
        {"manifest.json": json.dumps({"format": 1, "schakel": 3}), DATABASE: "x"},
        {"../../etc/passwd": "x"},
    ],
)
def test_an_archive_of_something_else_is_refused(tmp_path: Path, parts: dict[str, str]) -> None:
    path = tmp_path / "a.copy"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(InvalidError, match="geen hele kopie"):
        checked(path)


def test_a_part_under_a_strange_name_is_refused(tmp_path: Path) -> None:
    with new_copy(tmp_path / "a.copy") as copy:
        copy.add(DATABASE, [CONTENT])
        copy.add("keys/../../../x", [b"x"])
        copy.close(manifest(copy))
    with pytest.raises(InvalidError, match="geen hele kopie"):
        checked(tmp_path / "a.copy")


def test_a_refused_file_makes_no_data_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (("folder", None), ("none", None), ("text", "geen kopie")):
        path = tmp_path / name
        if content is not None:
            path.write_text(content)
        elif name == "folder":
            path.mkdir()
        assert main(["database", "restore", str(path), "--data", str(tmp_path / "data")]) == 2
        assert capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_programs_that_are_absent_or_too_old_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DatabaseTrouble, match="te oud voor deze database"):
        programs.program("pg_dump", major=99)

    def not_installed() -> Path:
        raise DatabaseTrouble("Er is niets.", "", "")

    monkeypatch.setattr(programs, "programs_folder", not_installed)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DatabaseTrouble, match="Het programma pg_dump is er niet"):
        programs.program("pg_dump", major=18)


def test_a_newer_program_of_the_machine_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = tmp_path / "pg_dump"
    newer.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 99.1'\n")
    newer.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert programs.program("pg_dump", major=99) == str(newer)
    assert programs.program("pg_dump", major=18) != str(newer)


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_keys_and_seals_go_along_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World()
    world.open(world.marloes, world.uwv, bsn="999990019")
    assert main(["journal", "seal"]) == 0
    assert main(["database", "dump", str(tmp_path / "without.copy")]) == 0
    assert "Zonder de sleutels" in capsys.readouterr().err
    assert main(["database", "dump", "--with-keys", str(tmp_path / "with.copy")]) == 0
    assert "de sleutels zitten erin" in capsys.readouterr().err
    with open_copy(tmp_path / "without.copy") as copy:
        assert set(copy.parts) == {DATABASE}
    with open_copy(tmp_path / "with.copy") as copy:
        assert {"keys/people.json", "keys/seal.pem", "seals/seal-000001.txt"} <= set(copy.parts)
        assert copy.manifest.seals == 1
