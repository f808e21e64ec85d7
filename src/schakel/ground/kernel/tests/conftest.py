"""Throw-away database servers, each in a data folder of its own that is removed after its tests."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from schakel.ground.kernel.database import Server, discard, start


@contextmanager
def throw_away_data() -> Iterator[Path]:
    """A data folder the service account can reach; pytest's own tmp_path lies below a closed one."""
    folder = Path(tempfile.mkdtemp(prefix="schakel-test-"))
    folder.chmod(0o711)
    try:
        yield folder / "data"
    finally:
        discard(folder / "data")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder without a database yet."""
    with throw_away_data() as folder:
        yield folder


@pytest.fixture(scope="module")
def shared_server() -> Iterator[Server]:
    """A running server that the tests of one file share and leave as it was."""
    with throw_away_data() as folder:
        yield start(folder)


@pytest.fixture(scope="session")
def connect() -> Callable[..., psycopg.Connection]:
    """Open a connection that commits by itself: connect(server, "schakel_app", "schakel")."""

    def opened(server: Server, role: str = "schakel_owner", database: str = "schakel") -> psycopg.Connection:
        return psycopg.connect(host=str(server.socket_dir), user=role, dbname=database, autocommit=True)

    return opened


@pytest.fixture(scope="session")
def eventually() -> Callable[[Callable[[], bool], float], bool]:
    """Ask again until the answer is yes or the seconds are over."""

    def asked(is_true: Callable[[], bool], seconds: float = 15.0) -> bool:
        deadline = time.monotonic() + seconds
        while not is_true():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    return asked
