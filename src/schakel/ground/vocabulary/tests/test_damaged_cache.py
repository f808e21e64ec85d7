"""The saved index of a loading is a cache: damaged, it is built anew and nobody notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.kernel.actors import as_actor
from schakel.ground.vocabulary import queries
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.linking import TitleIndex
from schakel.ground.vocabulary.models import Load
from schakel.ground.vocabulary.queries import suggest
from schakel.ground.vocabulary.sources import read_demo

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file in which the index of the newest loading is kept."""
    monkeypatch.setattr(queries, "default_data", lambda: tmp_path)
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        load_vocabulary(actor=actor, concepts=read_demo(), mappings=[])
    load_id: UUID = Load.objects.latest("id").pk
    queries._index_of.cache_clear()
    yield tmp_path / "cache" / f"titles-occupation-{load_id}.npz"
    queries._index_of.cache_clear()


@pytest.mark.parametrize("content", [b"", b"half a file", b"PK\x03\x04 half"])
def test_a_damaged_index_is_built_anew(cache: Path, content: bytes) -> None:
    cache.parent.mkdir(parents=True)
    cache.write_bytes(content)
    assert suggest(["kapster"])[0]
    assert TitleIndex.load(cache).link("kapster")


def test_a_folder_that_cannot_be_written_stops_no_suggestion(cache: Path) -> None:
    cache.parent.write_text("a file where the folder should be")
    assert suggest(["kapster"])[0]
