"""Browsers of the other engines, each fresh, and what is needed for them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.browsers.engines import DESK, Engine, absent, running
from tests.journeys.conftest import missing

Start = Callable[..., Engine]


@pytest.fixture(params=["firefox", "webkit"])
def start(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, live_server: Any
) -> Iterator[Start]:
    """start(width=…, script=…) gives a fresh browser of this engine."""
    lacks = absent(request.param)
    if lacks:
        missing(", ".join(lacks))
    # Put back afterwards to what it was: a journey in the same process may have set it for all its tests.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with ExitStack() as stack:

        def started(*, width: int = DESK, script: bool = True) -> Engine:
            # Under the system's folder for temporary files: the path of a socket in it must be short.
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
            return stack.enter_context(running(request.param, folder, width=width, script=script))

        yield started
