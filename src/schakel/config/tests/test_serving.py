"""A port that is taken is told before anything starts, and a web process follows its command."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from schakel.config.cli import main
from schakel.config.orphans import PARENT
from schakel.config.serving import _answers
from schakel.ground.kernel.database.watch import is_alive

_CHILD = "import time; from schakel.config.orphans import end_with_parent; end_with_parent(); time.sleep(60)"
_COMMAND = (
    "import subprocess, sys, time; from schakel.config.orphans import mark_parent; mark_parent();"
    f" child = subprocess.Popen([sys.executable, '-c', {_CHILD!r}]);"
    " print(child.pid, flush=True); time.sleep(60)"
)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_told_with_another_to_try(
    taken_port: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHAKEL_DEMO", "0")
    assert main(["demo", "--port", str(taken_port)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"Poort {taken_port} op 127.0.0.1 is niet vrij." in err
    assert f"--port {taken_port + 1}" in err


def test_a_port_without_an_answer_is_not_ready() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert not _answers("127.0.0.1", port)


def test_a_web_process_ends_when_its_command_is_killed() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop(PARENT, None)
    command = subprocess.Popen([sys.executable, "-c", _COMMAND], stdout=subprocess.PIPE, env=environment)
    assert command.stdout is not None
    child = int(command.stdout.readline())
    time.sleep(1)
    command.kill()
    command.wait()
    command.stdout.close()
    assert ends_within(child, seconds=10)


def ends_within(pid: int, *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not is_alive(pid)
