"""The server starts once, answers fast when it runs, and stops with its watcher."""

from __future__ import annotations

import subprocess
import sys
import time

from schakel.ground.kernel.database import locate, psql_command, start, status, stop
from schakel.ground.kernel.database.locks import watched
from schakel.ground.kernel.database.postmaster import read
from schakel.ground.kernel.database.watch import is_alive

COMMAND = [sys.executable, "-m", "schakel.ground.kernel.database"]


def test_before_the_first_start_there_is_no_database_and_asking_makes_none(data):
    assert status(data).state == "absent"
    assert stop(data) is False
    assert not data.exists()


def test_start_makes_the_database_and_stop_ends_every_process(data):
    server = start(data)
    running = status(data)
    assert (running.state, running.version, running.socket_dir) == ("running", "18", server.socket_dir)
    watcher = watched(server).watcher
    assert stop(data) is True
    assert not is_alive(running.pid)
    assert not is_alive(watcher)
    assert (status(data).state, stop(data)) == ("stopped", False)


def test_what_was_written_is_there_after_a_restart(data, connect):
    with connect(start(data)) as connection:
        connection.execute("create table kept as select 42 as answer")
    stop(data)
    with connect(start(data)) as connection:
        assert connection.execute("select answer from kept").fetchone() == (42,)


def test_a_start_of_a_running_server_takes_less_than_50_milliseconds(shared_server):
    pid = status(shared_server.data).pid
    durations = []
    for _ in range(5):
        began = time.perf_counter()
        assert start(shared_server.data) == shared_server
        durations.append(time.perf_counter() - began)
    assert min(durations) < 0.05
    assert status(shared_server.data).pid == pid


def test_locate_says_before_the_start_what_holds_after_it(data):
    assert locate(data) == start(data) == locate(data)


def test_two_processes_that_start_at_the_same_time_share_one_server(data):
    starters = [
        subprocess.Popen(
            [*COMMAND, "start", str(data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    answers = [starter.communicate(timeout=120) for starter in starters]
    assert [starter.returncode for starter in starters] == [0, 0], answers
    assert answers[0][0] == answers[1][0]
    assert f"pid={read(locate(data)).pid}," in answers[0][0]


def test_psql_opens_on_the_server(shared_server):
    command = [*psql_command(shared_server.data, "schakel_readonly"), "-Atc", "select current_user"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "schakel_readonly\n"
