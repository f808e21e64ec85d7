"""kill -9 of database and import: what was acknowledged is there, the rest is whole or absent."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from schakel.ground.kernel.database import discard, start, status
from tests.house import CHECKOUT

pytestmark = [pytest.mark.long, pytest.mark.alone]
ROUNDS, ROWS = 4, 2500


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="schakel-kill-"))
    folder.chmod(0o711)
    try:
        yield folder / "data"
    finally:
        discard(folder / "data")
        shutil.rmtree(folder, ignore_errors=True)


def _begin(data: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "SCHAKEL_DATA": str(data), "PYTHONPATH": f"{CHECKOUT}/src:{CHECKOUT}"}
    environment.pop("SCHAKEL_TEST_DATA", None)
    command = [sys.executable, "-m", "tests.long.actors", *words]
    return subprocess.Popen(
        command, env=environment, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def _whole(data: Path, *words: str) -> list[str]:
    process = _begin(data, *words)
    output, _errors = process.communicate(timeout=300)
    assert process.returncode == 0, words
    return output.split("\n")


def test_no_acknowledged_act_is_lost_when_the_database_is_killed(data: Path) -> None:
    dossier, username, *_rest = _whole(data, "prepare")
    acknowledged: list[str] = []
    for _ in range(ROUNDS):
        start(data)
        process = _begin(data, "act", dossier, username)
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        time.sleep(0.8)
        server = status(data).pid
        assert server is not None
        os.kill(server, signal.SIGKILL)
        output, _errors = process.communicate(timeout=60)
        acknowledged += [line for line in (first, *output.split("\n")) if line]
    start(data)
    ok, _dossiers, _without, contacts = _whole(data, "verify")[:4]
    assert ok == "True"
    assert len(acknowledged) > ROUNDS
    assert set(acknowledged) <= set(contacts.split())


def _file(folder: Path) -> Path:
    lines = ["achternaam;voornaam;cliëntnummer;geboortedatum"]
    lines += [f"Proef{n};Test;K-{n};1980-01-{n % 28 + 1:02}" for n in range(ROWS)]
    path = folder / "clients.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_killed_import_leaves_whole_chunks_and_goes_on_where_it_was(data: Path, tmp_path: Path) -> None:
    _dossier, username, *_rest = _whole(data, "prepare")
    path = _file(tmp_path)
    process = _begin(data, "import", str(path), username)
    assert process.stdout is not None
    process.stdout.readline()
    chunk = int(process.stdout.readline())
    time.sleep(0.3)
    process.kill()
    process.communicate()
    ok, dossiers, without_regie, _contacts = _whole(data, "verify")[:4]
    assert (ok, without_regie) == ("True", "0")
    assert (int(dossiers) - 1) % chunk == 0
    assert int(dossiers) - 1 < ROWS
    _whole(data, "import", str(path), username)
    ok, dossiers, without_regie, _contacts = _whole(data, "verify")[:4]
    assert (ok, int(dossiers) - 1, without_regie) == ("True", ROWS, "0")
