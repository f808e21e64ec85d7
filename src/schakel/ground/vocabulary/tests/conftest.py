"""The demo index, built once, and the folder with real data where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest

from schakel.ground.vocabulary.linking import TitleIndex
from schakel.ground.vocabulary.linking.from_concepts import entries_of
from schakel.ground.vocabulary.sources import read_demo
from tests.shared import shared


@pytest.fixture(scope="session")
def demo_index() -> TitleIndex:
    return TitleIndex.build(entries_of(read_demo()))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with public classifications beside the checkout."""
    return shared("data")
