"""Public data beside the checkout, which users lack: tests that need it skip aloud, or fail in CI."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

from tests.house import CHECKOUT


def shared(*parts: str) -> Path:
    """A file or folder of the shared data; where it is absent the test ends here."""
    path = Path(os.environ.get("SCHAKEL_SHARED", CHECKOUT.parent / "shared"), *parts)
    if not path.exists():
        absent(f"{path} is absent; set SCHAKEL_SHARED to the folder that has it.")
    return path


def absent(what: str) -> NoReturn:
    """Fail where CI is set, skip aloud elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(f"SKIPPED LOUDLY: {what}")
