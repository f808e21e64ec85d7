"""After a violent end the next start brings the server back with everything that was committed."""

from __future__ import annotations

import os
import signal
import threading

import psycopg
import pytest

from schakel.ground.kernel.database import DatabaseTrouble, locate, start, status, stop
from schakel.ground.kernel.database.cluster import UNFINISHED
from schakel.ground.kernel.database.locks import watched
from schakel.ground.kernel.database.postmaster import NOBODYS_PID, pid_file
from schakel.ground.kernel.database.watch import is_alive

pytestmark = [pytest.mark.long, pytest.mark.alone]


def kill(data):
    os.kill(status(data).pid, signal.SIGKILL)


def is_broken_off(connection, query):
    with pytest.raises(psycopg.OperationalError):
        connection.execute(query)


def test_an_immediate_start_after_kill_9_keeps_what_was_committed(data, connect):
    with connect(start(data)) as connection:
        connection.execute("create table kept (round int)")
    for number in range(3):
        with connect(locate(data)) as connection:
            connection.execute("insert into kept values (%s)", [number])
        kill(data)
        start(data)
    with connect(locate(data)) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (3,)


def test_a_query_that_outlives_the_killed_server_does_not_block_the_start(data, connect):
    server = start(data)
    backend = connect(server, "schakel_owner")
    busy = "do $$ begin for i in 1..2000000000 loop null; end loop; end $$"
    thread = threading.Thread(target=is_broken_off, args=(backend, busy))
    thread.start()
    with connect(server) as other:
        while other.execute("select 1 from pg_stat_activity where query like 'do $$%%'").fetchone() is None:
            pass
    kill(data)
    start(data)
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert status(data).state == "running"


def test_a_server_that_died_is_told_as_stale(data, eventually):
    start(data)
    kill(data)
    assert eventually(lambda: status(data).state == "stale")
    start(data)
    assert status(data).state == "running"


@pytest.mark.parametrize("pid", [os.getpid(), NOBODYS_PID], ids=["reused", "unused"])
def test_a_pid_file_that_names_another_process_does_not_block_the_start(data, pid):
    server = start(data)
    left_behind = pid_file(server).read_text()
    stop(data)
    pid_file(server).write_text(f"{pid}\n{left_behind.partition(chr(10))[2]}")
    os.chown(pid_file(server), *server.cluster.stat()[4:6])
    assert status(data).state == "stale"
    assert start(data) == server


def test_a_zombie_counts_as_dead():
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert not is_alive(child)
    os.waitpid(child, 0)


def test_a_half_made_cluster_is_made_again(data):
    server = start(data)
    stop(data)
    half = server.cluster.rename(server.home / f"{UNFINISHED}1")
    (half / "PG_VERSION").unlink()
    (server.home / "provisioned").unlink()
    start(data)
    assert status(data).state == "running"
    assert not half.exists()


def test_a_damaged_cluster_is_refused_and_left_alone(data):
    server = start(data)
    stop(data)
    (server.cluster / "PG_VERSION").unlink()
    with pytest.raises(DatabaseTrouble, match="geen volledige database"):
        start(data)
    assert (server.cluster / "global").exists()


def test_a_refused_start_shows_the_end_of_the_log(data):
    server = start(data)
    stop(data)
    with (server.cluster / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(DatabaseTrouble) as caught:
        start(data)
    assert "no_such_setting" in str(caught.value)
    assert str(server.log) in str(caught.value)


def test_a_socket_folder_that_was_emptied_is_filled_by_the_next_start(data, connect):
    server = start(data)
    for file in server.socket_dir.iterdir():
        file.unlink()
    with connect(start(data)) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_killed_watcher_is_replaced_by_the_next_start(data, eventually):
    server = start(data)
    first = watched(server).watcher
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: watched(server) is None)
    start(data)
    assert watched(server).server == status(data).pid
    assert watched(server).watcher != first
