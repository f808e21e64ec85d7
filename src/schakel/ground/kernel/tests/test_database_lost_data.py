"""A server whose data folder is removed stops by itself, and nobody's old data comes back."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from schakel.ground.kernel.database import discard, start, status, stop
from schakel.ground.kernel.database.layout import POINTER, STATE_ROOT
from schakel.ground.kernel.database.locks import watched
from schakel.ground.kernel.database.watch import is_alive

pytestmark = [pytest.mark.long, pytest.mark.alone]
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's server lies in DATA itself")


def processes(server):
    return status(server.data).pid, watched(server).watcher


def test_a_removed_data_folder_ends_server_and_watcher(data, eventually):
    pid, watcher = processes(start(data))
    shutil.rmtree(data, ignore_errors=True)
    assert eventually(lambda: not is_alive(pid) and not is_alive(watcher))


def test_a_data_folder_made_anew_gets_a_new_database_at_once(data, eventually):
    first = start(data)
    pid, _ = processes(first)
    data.rename(data.with_name("elsewhere"))
    second = start(data)
    assert processes(second)[0] != pid
    assert not is_alive(pid), "it would write its control file over that of the new database"
    assert stop(data)
    start(data)
    assert status(data).state == "running"


def test_a_moved_data_folder_starts_where_it_is_now(data, connect, eventually):
    with connect(start(data)) as connection:
        connection.execute("create table kept as select 42 as answer")
    moved = data.with_name("moved")
    data.rename(moved)
    try:
        assert eventually(lambda: status(moved).state == "stopped")
        with connect(start(moved)) as connection:
            assert connection.execute("select answer from kept").fetchone() == (42,)
    finally:
        discard(moved)


@only_root
def test_a_cluster_outside_a_removed_data_folder_is_set_aside(eventually):
    closed = Path(tempfile.mkdtemp(prefix="schakel-test-"))
    data = closed / "data"
    try:
        server = start(data)
        pid, _ = processes(server)
        assert server.home.parent == STATE_ROOT
        shutil.rmtree(data)
        assert eventually(lambda: not is_alive(pid))
        assert start(data) == server
        assert len(list(STATE_ROOT.glob(f"{server.home.name}.*"))) == 1
    finally:
        discard(data)
        for kept in STATE_ROOT.glob(f"{server.home.name}.*"):
            shutil.rmtree(kept)
        shutil.rmtree(closed)


def test_a_lost_pointer_file_stops_the_server_and_keeps_the_cluster(data, eventually):
    server = start(data)
    pid, _ = processes(server)
    (data / POINTER).unlink()
    assert eventually(lambda: not is_alive(pid))
    assert start(data) == server
    assert stop(data)
