"""The policy, and the folder with real data where it is present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from schakel.employers.matching.policy import load_policy

CHECKOUT = Path(__file__).resolve().parents[5]


@pytest.fixture(scope="session")
def policy():
    return load_policy()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with public classifications beside the checkout."""
    named = os.environ.get("SCHAKEL_SHARED")
    folder = (Path(named) if named else CHECKOUT.parent / "shared") / "data"
    if folder.is_dir():
        return folder
    reason = (
        f"No real classifications: {folder} is absent. Set SCHAKEL_SHARED to the folder that holds data/."
    )
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
