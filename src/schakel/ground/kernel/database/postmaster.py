"""What postmaster.pid says, and whether the process it names really is this cluster's server."""

from __future__ import annotations

import os
import signal
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .layout import Server
from .watch import is_alive

STATUS_LINE = 7
SSL_REQUEST = struct.pack("!ii", 8, 80877103)
ANSWER_SECONDS = 2.0
# Above every kernel's highest process id, and so never alive.
NOBODYS_PID = 2**31 - 2


@dataclass(frozen=True)
class Postmaster:
    """The first and the eighth line of postmaster.pid."""

    pid: int
    is_ready: bool


def pid_file(server: Server) -> Path:
    """Return the path of postmaster.pid."""
    return server.cluster / "postmaster.pid"


def read(server: Server) -> Postmaster | None:
    """Return what postmaster.pid says, none when there is no such file or it is still empty."""
    try:
        lines = pid_file(server).read_text().splitlines()
        return Postmaster(int(lines[0]), len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready")
    except (FileNotFoundError, NotADirectoryError, ValueError, IndexError):
        return None


def is_live(server: Server, pid: int) -> bool:
    """Tell whether this process runs and works in this cluster; ids are reused, after a restart above all."""
    if not is_alive(pid):
        return False
    try:
        return os.path.samefile(f"/proc/{pid}/cwd", server.cluster)
    except FileNotFoundError:
        return not Path("/proc/self").exists()
    except PermissionError:
        # Another user's process, and PostgreSQL runs under the account that may look into its own.
        return False


def live(server: Server) -> Postmaster | None:
    """Return the running server of this cluster, none when it doesn't run."""
    found = read(server)
    return found if found and is_live(server, found.pid) else None


def answers(server: Server) -> bool:
    """Tell whether the server answers on its socket.

    It is asked whether it speaks TLS, which needs no login: a connection alone proves nothing, since the
    kernel still accepts some for a server that is dying.
    """
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(ANSWER_SECONDS)
        try:
            client.connect(str(server.socket))
            client.sendall(SSL_REQUEST)
            return bool(client.recv(1))
        except OSError:
            return False


def disown_pid_file(server: Server) -> None:
    """Let a dead server's pid file name no process, so that a zombie or a reused id can't block the start.

    The file itself stays: with the shared memory key in it PostgreSQL sees whether orphans still write.
    """
    found = read(server)
    if found is None or found.pid == NOBODYS_PID:
        return
    # No symbolic link: under root the folder of this file belongs to the service account.
    file = os.open(pid_file(server), os.O_RDWR | os.O_NOFOLLOW)
    try:
        _, _, rest = os.pread(file, 4096, 0).partition(b"\n")
        os.ftruncate(file, 0)
        os.pwrite(file, b"%d\n%b" % (NOBODYS_PID, rest), 0)
    finally:
        os.close(file)


def end_orphans(server: Server) -> None:
    """Ask the processes a killed server left behind to end; by themselves they do so between queries."""
    for pid in _processes():
        if is_live(server, pid):
            os.kill(pid, signal.SIGQUIT)


def deserted(server: Server) -> list[int]:
    """Return the processes that still work in a removed or moved cluster of this very place.

    A dying one would take the socket of its successor with it, which has the same path; and the server
    of a moved folder writes its control file by the path it was started with, which is its successor's.
    """
    place = str(server.cluster.resolve())
    return [pid for pid in _processes() if _works_in(pid) == f"{place} (deleted)" or _moved_from(pid, place)]


def _moved_from(pid: int, place: str) -> bool:
    return _works_in(pid) not in ("", place) and _started_for(pid) == place


def _started_for(pid: int) -> str:
    """Return the data directory a postmaster was started with, empty for any other process."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return words[words.index(b"-D") + 1].decode(errors="replace")
    except (OSError, ValueError, IndexError):
        return ""


def _works_in(pid: int) -> str:
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return ""


def _processes() -> Iterator[int]:
    proc = Path("/proc")
    return (int(name) for name in os.listdir(proc) if name.isdigit()) if proc.exists() else iter(())
