"""No event is lost to a subscriber, however many write at once and however often its reader is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.house import CHECKOUT

pytestmark = [pytest.mark.long, pytest.mark.alone]
EVENTS, KILLS = 4000, 5
_ROUND = (
    "import json; from tests.performance import bench_subscribers as bench;"
    " from tests.performance.stage import throw_away_database\n"
    f"with throw_away_database(): print(json.dumps(bench.measure({EVENTS}, {KILLS})))"
)


def test_killed_readers_lose_nothing_where_reading_by_id_does() -> None:
    environment = {**os.environ, "PYTHONPATH": f"{CHECKOUT}/src:{CHECKOUT}"}
    environment.pop("SCHAKEL_TEST_DATA", None)
    done = subprocess.run(
        [sys.executable, "-c", _ROUND], env=environment, cwd=CHECKOUT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    figures = json.loads(done.stdout.splitlines()[-1])
    assert figures["result"]["events_lost"] == 0
    assert figures["result"]["effects_twice"] == 0
    assert figures["baseline"]["events_lost"] > 0, "the writers did not end out of order"
