"""The watcher: a small detached process that stops the server once its data folder is gone.

It runs as a plain script, imports the standard library only, and ends with the server it watches.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

INTERVAL = 1.0


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; a zombie doesn't."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        # The state letter follows the program's name, which may itself hold spaces and parentheses.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except FileNotFoundError:
        return not Path("/proc/self/stat").exists()
    except (OSError, IndexError):
        return False


def end(pid: int, *, fast_seconds: float, immediate_seconds: float = 5.0) -> bool:
    """Stop a server: fast (SIGINT), then immediate (SIGQUIT); return whether it ended.

    SIGKILL is left out on purpose: it would leave server processes behind that hold the cluster.
    """
    for number, seconds in ((signal.SIGINT, fast_seconds), (signal.SIGQUIT, immediate_seconds)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        if has_ended(pid, seconds):
            return True
    return False


def has_ended(pid: int, seconds: float) -> bool:
    """Wait at most so many seconds for the end of a process."""
    deadline = time.monotonic() + seconds
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_gone(pointer: Path, token: str) -> bool:
    """Tell whether the pointer file was removed or replaced by that of a new data folder."""
    try:
        return bool(json.loads(pointer.read_text())["token"] != token)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError, KeyError):
        # A file system that hesitates is no deleted folder.
        return False


def watch(pid: int, pointer: Path, token: str) -> None:
    """Return when the server has ended, by itself or because its data folder went away."""
    while is_alive(pid):
        if is_gone(pointer, token):
            end(pid, fast_seconds=10.0)
            return
        time.sleep(INTERVAL)


def main(arguments: list[str]) -> None:
    """Detach, note the own process id in the inherited lock file, and watch."""
    pid, lock, pointer, token = int(arguments[0]), int(arguments[1]), Path(arguments[2]), arguments[3]
    child = os.fork()
    if child:
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{child} {pid} {token}\n".encode(), 0)
        return
    os.setsid()
    os.chdir("/")
    watch(pid, pointer, token)


if __name__ == "__main__":
    main(sys.argv[1:])
