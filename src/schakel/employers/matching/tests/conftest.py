"""The policy, and the folder with real data where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest

from schakel.employers.matching.policy import load_policy
from tests.shared import shared


@pytest.fixture(scope="session")
def policy():
    return load_policy()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with public classifications beside the checkout."""
    return shared("data")
