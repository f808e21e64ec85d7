"""The baseline of the simulate bench lives the same lives, so that it measures the same work."""

from __future__ import annotations

import pytest

from schakel.simulation.region.reading import read_region
from tests.performance.bench_simulate import compare


@pytest.mark.parametrize("seed", [1, 12345, 2**31 - 1])
def test_one_client_at_a_time_lives_as_all_at_once(seed: int) -> None:
    assert compare(read_region(), seed, 250) == 0
