"""One file per index: numpy arrays and JSON texts, read without pickle so that a file cannot run code."""

from __future__ import annotations

import json
import os
import struct
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.linking.confirmed import Confirmed
from schakel.ground.vocabulary.linking.features import Features
from schakel.ground.vocabulary.linking.postings import LabelTable, Postings
from schakel.ground.vocabulary.linking.types import Target

if TYPE_CHECKING:
    from schakel.ground.vocabulary.linking.index import TitleIndex

FORMAT = "schakel-title-index-1"

_DAMAGED = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    RuntimeError,
    struct.error,
    BadZipFile,
)
"""What reading a file of any other bytes ends in."""


def write_index(index: TitleIndex, path: Path) -> None:
    """Write to a neighbour and rename, so that a reader never meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.savez(file, allow_pickle=False, texts=_to_bytes(_texts(index)), **_arrays(index))
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)


def read_index(path: Path) -> TitleIndex:
    """Raises VocabularyError when the file is absent, damaged or of another format."""
    try:
        # Opened here: numpy leaves a damaged file open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return _assemble(json.loads(arrays.pop("texts").tobytes()), arrays)
    except _DAMAGED as error:
        raise VocabularyError(
            f"De index voor functietitels in {path.name} kon niet worden gelezen.",
            "Het bestand ontbreekt, is beschadigd of is door een andere versie gemaakt.",
            "Maak de index opnieuw met: schakel vocabulary load DIR.",
        ) from error


def _texts(index: TitleIndex) -> dict[str, Any]:
    crosswalk = {
        key: [[target.uri, target.relation] for target in targets]
        for key, targets in index.confirmed.crosswalk.items()
    }
    return {
        "format": FORMAT,
        "uris": index.table.uris,
        "labels": index.table.labels,
        "features": index.features.names,
        "word_counts": index.features.word_counts,
        "aliases": index.confirmed.aliases,
        "crosswalk": crosswalk,
    }


def _arrays(index: TitleIndex) -> dict[str, NDArray[Any]]:
    return {
        "label_starts": index.table.starts,
        "rarity": index.features.rarity,
        "starts": index.postings.starts,
        "rows": index.postings.rows.astype(np.int32),
        "weights": index.postings.weights,
        "concept_lengths": index.postings.concept_lengths,
    }


def _assemble(texts: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> TitleIndex:
    from schakel.ground.vocabulary.linking.index import TitleIndex

    if texts["format"] != FORMAT:
        raise ValueError(texts["format"])
    arrays["rows"] = arrays["rows"].astype(np.intp)
    table = LabelTable(texts["uris"], texts["labels"], arrays.pop("label_starts"))
    features = Features(texts["features"], arrays.pop("rarity"), texts["word_counts"])
    crosswalk = {
        key: tuple(Target(uri, relation) for uri, relation in targets)
        for key, targets in texts["crosswalk"].items()
    }
    return TitleIndex(table, features, Postings(**arrays), Confirmed(texts["aliases"], crosswalk))


def _to_bytes(texts: dict[str, Any]) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(texts, ensure_ascii=False).encode(), np.uint8)
