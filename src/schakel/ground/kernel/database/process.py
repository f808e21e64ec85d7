"""Start, stop and question the embedded server; every command that needs it starts it when it doesn't run."""

from __future__ import annotations

import hashlib
import shlex
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from . import binaries, cluster, locks, postmaster, watch
from .account import give, service_account
from .layout import POINTER, Server, locate, make_data, read_pointer, settle, write_whole
from .roles import DATABASE, SUPERUSER, provision_sql
from .trouble import DatabaseTrouble, explained

START_SECONDS = 60.0
STOP_SECONDS = 60.0
# After kill -9 the server's other processes need a moment to notice; until then a start is refused.
REFUSAL_SECONDS = 20.0
PATIENCE_WITH_ORPHANS = 2.0
BIGGEST_LOG = 10_000_000
REFUSALS = ("pre-existing shared memory block", "lock file", "could not bind")
PROVISIONED = "provisioned"

State = Literal["absent", "stopped", "running", "stale"]


@dataclass(frozen=True)
class Status:
    """How the server is: absent (no cluster), stopped, running, or stale (died without cleaning up)."""

    state: State
    pid: int | None
    socket_dir: Path
    data: Path
    version: str


def start(data: Path) -> Server:
    """Return the running server of this data folder; make and start what is absent.

    Within milliseconds when it runs already; callers at the same time share one server. Raise
    DatabaseTrouble when it doesn't come up.
    """
    server = locate(data)
    with explained(server.data):
        if _serves(server):
            return server
        make_data(server.data)
        with locks.only_one(server.data):
            return _start_alone(server.data)


def stop(data: Path) -> bool:
    """Stop the server and its watcher; return whether a server was running."""
    server = locate(data)
    with explained(server.data):
        if not server.data.exists():
            return False
        with locks.only_one(server.data):
            return _stop_alone(locate(data))


def status(data: Path) -> Status:
    """Return how the server of this data folder is, without starting anything."""
    server = locate(data)
    with explained(server.data):
        found = postmaster.read(server)
        running = postmaster.live(server)
        state: State = "stopped"
        if not cluster.exists(server):
            state = "absent"
        elif found:
            state = "running" if running else "stale"
        version = cluster.version(server)
        return Status(state, running.pid if running else None, server.socket_dir, server.data, version)


def discard(data: Path) -> None:
    """Stop the server and remove its cluster with all it holds; for data folders of tests and trials.

    Under root the cluster may lie outside the data folder, where removing that folder doesn't reach.
    """
    server = locate(data)
    with explained(server.data):
        if not server.data.exists():
            return
        with locks.only_one(server.data):
            _stop_alone(server)
            for folder in (server.home, server.socket_dir):
                shutil.rmtree(folder, ignore_errors=True)
            (server.data / POINTER).unlink(missing_ok=True)


def psql_command(data: Path, role: str = "schakel_owner", database: str = DATABASE) -> list[str]:
    """Return the command that opens psql on the server as this role."""
    server = locate(data)
    psql = str(binaries.bin_folder(server) / "psql")
    return [psql, "--host", str(server.socket_dir), "--username", role, "--dbname", database]


def _serves(server: Server) -> bool:
    try:
        return _answers_and_is_complete(server)
    except PermissionError:
        return False


def _answers_and_is_complete(server: Server) -> bool:
    running, pointer, guard = postmaster.live(server), read_pointer(server.data), locks.watched(server)
    if not (running and running.is_ready and pointer and guard):
        return False
    is_guarded = (guard.server, guard.token) == (running.pid, pointer.token)
    return is_guarded and _is_provisioned(server) and postmaster.answers(server)


def _start_alone(data: Path) -> Server:
    _set_aside_ownerless(locate(data))
    server = settle(data)
    if not _comes_up(server):
        for pid in postmaster.deserted(server):
            _end(pid, server)
        binaries.prepare_programs(server)
        cluster.initialise(server)
        cluster.configure(server)
        _launch(server)
    _provision(server)
    running, pointer = postmaster.live(server), read_pointer(data)
    if running is None or pointer is None:
        raise _not_started(server, "De server stopte meteen weer.")
    locks.start_watcher(server, running.pid, pointer.token)
    return server


def _stop_alone(server: Server) -> bool:
    locks.end_watcher(server)
    running = postmaster.live(server)
    if running is None:
        return False
    _end(running.pid, server)
    return True


def _end(pid: int, server: Server) -> None:
    if not watch.end(pid, fast_seconds=STOP_SECONDS):
        raise DatabaseTrouble(
            "De database is niet gestopt.",
            f"Proces {pid} reageert niet op het verzoek om te stoppen.",
            "Wacht even en probeer het opnieuw.",
            server.log,
        )


def _set_aside_ownerless(server: Server) -> None:
    """Keep a cluster outside DATA that belonged to a removed data folder of the same name, but don't use it.

    Whoever removes DATA expects an empty database afterwards; whoever lost it by accident finds it back.
    """
    if read_pointer(server.data) or server.home.is_relative_to(server.data) or not server.home.exists():
        return
    _stop_alone(server)
    server.home.rename(server.home.with_name(f"{server.home.name}.{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"))


def _comes_up(server: Server) -> bool:
    """Wait for a server that runs to answer; false when none runs or it stops."""
    deadline = time.monotonic() + START_SECONDS
    while running := postmaster.live(server):
        if running.is_ready and postmaster.answers(server):
            return True
        if running.is_ready and not server.socket.exists():
            # Its socket was removed under it: nobody can use it, and a second one can't start beside it.
            watch.end(running.pid, fast_seconds=STOP_SECONDS)
        if time.monotonic() > deadline:
            raise _not_started(server, "De server draait, maar geeft nog geen antwoord.")
        time.sleep(0.05)
    return False


def _launch(server: Server) -> None:
    _prepare_log(server)
    began = time.monotonic()
    while (refusal := _try_launch(server)) is not None:
        waited = time.monotonic() - began
        if waited > REFUSAL_SECONDS or not any(word in refusal for word in REFUSALS):
            raise _not_started(server, "PostgreSQL weigerde te starten.")
        if waited > PATIENCE_WITH_ORPHANS:
            postmaster.end_orphans(server)
        time.sleep(0.2)


def _try_launch(server: Server) -> str | None:
    """Start the server; return what the log says about a refusal, none when it answers."""
    postmaster.disown_pid_file(server)
    seen = server.log.stat().st_size
    # pg_ctl hands --options to a shell.
    settings = f"-c config_file={shlex.quote(str(server.home / cluster.SETTINGS_NAME))}"
    options = ("--wait", f"--timeout={START_SECONDS:.0f}", "--silent", f"--log={server.log}")
    where = (f"--pgdata={server.cluster}", f"--options={settings}")
    done = binaries.run(server, "pg_ctl", "start", *where, *options)
    if done.returncode == 0 and _comes_up(server):
        return None
    with server.log.open(errors="replace") as file:
        file.seek(seen)
        return file.read()


def _prepare_log(server: Server) -> None:
    if server.log.exists() and server.log.stat().st_size > BIGGEST_LOG:
        server.log.replace(server.log.with_suffix(".log.1"))
    server.log.touch(mode=0o600)
    give(server.log, service_account(server.cluster))


def _provision(server: Server) -> None:
    if _is_provisioned(server):
        return
    login = ("--host", str(server.socket_dir), "--username", SUPERUSER, "--dbname", "postgres")
    done = binaries.run(server, "psql", "--no-psqlrc", "--quiet", *login, text=provision_sql())
    if done.returncode:
        raise DatabaseTrouble(
            "De rollen van de database zijn niet aangemaakt.",
            f"psql meldt: {done.stderr.strip()[-600:]}.",
            "Los dat op en start de database opnieuw.",
            server.log,
        )
    write_whole(server.home / PROVISIONED, _fingerprint())


def _is_provisioned(server: Server) -> bool:
    try:
        return (server.home / PROVISIONED).read_text() == _fingerprint()
    except FileNotFoundError:
        return False


def _fingerprint() -> str:
    return hashlib.sha256(provision_sql().encode()).hexdigest()


def _not_started(server: Server, why: str) -> DatabaseTrouble:
    remedy = f"Lees het logboek {server.log}, los de oorzaak op en start opnieuw."
    return DatabaseTrouble("De database is niet gestart.", why, remedy, server.log)
