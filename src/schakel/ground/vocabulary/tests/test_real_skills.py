"""The real ESCO skills with their relations are read and loaded in seconds, and can be linked to."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.kernel.actors import as_actor
from schakel.ground.vocabulary import queries
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.editions import newest_edition, often_asked
from schakel.ground.vocabulary.models import Load
from schakel.ground.vocabulary.queries import SKILL, suggest
from schakel.ground.vocabulary.sources import discover

pytestmark = [pytest.mark.long, pytest.mark.django_db(databases=["default", "owner"])]


@pytest.fixture
def loaded(real_data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Load]:
    monkeypatch.setattr(queries, "default_data", lambda: tmp_path)
    sources = discover(real_data)
    concepts, mappings, relations = sources.concepts(), sources.mappings(), sources.relations()
    with as_actor(system_actor(), "administration"):
        began = time.monotonic()
        load_id = load_vocabulary(
            actor=system_actor(), concepts=concepts, mappings=mappings, relations=relations
        )
        logging.info("loaded in %.1f s", time.monotonic() - began)
        yield Load.objects.get(pk=load_id)
    queries._index_of.cache_clear()


def test_esco_is_loaded_whole_and_words_find_their_skill(loaded: Load) -> None:
    assert loaded.concepts > 17_000
    assert loaded.labels > 120_000
    assert loaded.relations > 140_000
    assert newest_edition(SKILL).version == "1.1.1"
    began = time.monotonic()
    index = queries._build(SKILL)
    logging.info("index of %d labels in %.1f s", len(index.table.labels), time.monotonic() - began)
    assert "timmerwerk" in {found["label"] for found in suggest(["timmerwerk"], kind=SKILL)[0]}
    baker = suggest(["bakker"])[0][0]["uri"]
    assert len(often_asked([baker], but_not=[], top=6)) == 6
