"""The real ESCO, ISCO and BO&C files are read completely and can be linked to."""

from __future__ import annotations

from pathlib import Path

import pytest

from schakel.ground.vocabulary.linking import TitleIndex
from schakel.ground.vocabulary.linking.from_concepts import crosswalk_of, entries_of
from schakel.ground.vocabulary.sources import Concept, VocabularySources, discover
from schakel.ground.vocabulary.sources.types import GROUP, OCCUPATION


@pytest.fixture(scope="module")
def sources(real_data: Path) -> VocabularySources:
    return discover(real_data)


@pytest.fixture(scope="module")
def index(sources: VocabularySources) -> TitleIndex:
    return TitleIndex.build(entries_of(_titles(sources)), crosswalk_of(sources.mappings()))


def _titles(sources: VocabularySources) -> list[Concept]:
    return [concept for concept in sources.concepts() if concept.kind in (OCCUPATION, GROUP)]


def test_all_occupations_and_groups_are_read(sources: VocabularySources) -> None:
    concepts = _titles(sources)
    dutch = [concept for concept in concepts if concept.scheme == "esco" and "nl" in concept.labels]
    assert len(dutch) > 3000
    assert sum(concept.scheme == "isco-08" for concept in concepts) == 619
    assert all(len(concept.isco or "") == 4 for concept in dutch)
    assert len(sources.mappings()) > 5500


def test_a_title_of_the_crosswalk_is_looked_up(index: TitleIndex) -> None:
    match = index.link("Loopbaanadviseur")[0]
    assert match.via == "crosswalk"


@pytest.mark.parametrize("title", ["kapster", "vrachtwagenchaufeur", "medewerkster magazijn (m/v)"])
def test_a_free_title_has_five_proposals(index: TitleIndex, title: str) -> None:
    assert len(index.link(title)) == 5


def test_preferred_labels_lead_to_their_own_concept(sources: VocabularySources, index: TitleIndex) -> None:
    occupations = [c for c in _titles(sources) if c.scheme == "esco" and "nl" in c.labels][::20]
    found = [concept.uri in {m.uri for m in index.link(concept.labels["nl"])} for concept in occupations]
    assert sum(found) / len(found) > 0.97
