"""An index that was saved and loaded answers the same; any other file is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.linking import Target, TitleIndex
from schakel.ground.vocabulary.linking.from_concepts import entries_of
from schakel.ground.vocabulary.sources import read_demo

TITLES = ["kapster", "Lasser / bankwerker", "medewerker", "taartenbakker", "café", "xyzzy"]


def test_a_loaded_index_gives_equal_matches(tmp_path: Path) -> None:
    concepts = read_demo()
    crosswalk = {"Medewerker": [Target(concepts[3].uri, "exactMatch"), Target(concepts[5].uri, "broadMatch")]}
    made = TitleIndex.build(entries_of(concepts), crosswalk, {"taartenbakker": concepts[40].uri})
    made.save(tmp_path / "new-folder" / "titles.npz")
    loaded = TitleIndex.load(tmp_path / "new-folder" / "titles.npz")
    assert loaded.link_many(TITLES) == made.link_many(TITLES)
    assert loaded.link("taartenbakker")[0].via == "alias"


def test_saving_leaves_no_other_files(tmp_path: Path, demo_index: TitleIndex) -> None:
    demo_index.save(tmp_path / "titles.npz")
    demo_index.save(tmp_path / "titles.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["titles.npz"]


def test_an_empty_index_can_be_saved(tmp_path: Path) -> None:
    TitleIndex.build([]).save(tmp_path / "empty.npz")
    assert TitleIndex.load(tmp_path / "empty.npz").link("kok") == []


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 half"])
def test_a_damaged_file_is_refused_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "titles.npz").write_bytes(content)
    with pytest.raises(VocabularyError, match="opnieuw"):
        TitleIndex.load(tmp_path / "titles.npz")


def test_half_a_file_is_refused(tmp_path: Path, demo_index: TitleIndex) -> None:
    path = tmp_path / "titles.npz"
    demo_index.save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(VocabularyError):
        TitleIndex.load(path)


def test_pickled_objects_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "titles.npz", texts=np.array([{"format": "x"}], dtype=object), allow_pickle=True)
    with pytest.raises(VocabularyError):
        TitleIndex.load(tmp_path / "titles.npz")


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="ontbreekt"):
        TitleIndex.load(tmp_path / "titles.npz")
