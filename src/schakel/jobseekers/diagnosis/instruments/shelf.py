"""The instruments that come with Schakel, and the content of one that was kept, read once each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from schakel.jobseekers.diagnosis.instruments.loading import parse_instrument, read_instrument
from schakel.jobseekers.diagnosis.instruments.model import InstrumentContent

FOLDER = Path(__file__).with_name("own")


@lru_cache(maxsize=1)
def own_instruments() -> tuple[InstrumentContent, ...]:
    """Those that come with Schakel. Raises InstrumentError."""
    return tuple(read_instrument(path) for path in sorted(FOLDER.glob("*.yaml")))


@lru_cache(maxsize=64)
def content_of(digest: str, text: str) -> InstrumentContent:
    """The instrument that was kept as this text; its digest is the key under which it is remembered."""
    return parse_instrument(text.encode(), f"{digest[:12]}.yaml")
