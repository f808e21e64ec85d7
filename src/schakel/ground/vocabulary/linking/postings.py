"""The labels of a vocabulary grouped by concept, with for each feature the labels that have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schakel.ground.vocabulary.linking.features import Features, Vector
from schakel.ground.vocabulary.linking.types import Entry

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

# Chosen on half of a benchmark of real titles and checked on the other half; anything near does as well.
PREFERRED_SHARE = 0.1
WHOLE_CONCEPT_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class LabelTable:
    """Concepts and labels. Labels of concept i are `labels[starts[i]:starts[i + 1]]`, the preferred first."""

    uris: list[str]
    labels: list[str]
    starts: Integers

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> LabelTable:
        """Group by concept in order of appearance; a label repeated within a concept counts once."""
        grouped: dict[str, dict[str, None]] = {}
        for entry in entries:
            grouped.setdefault(entry.uri, {})[entry.label] = None
        sizes = [len(labels) for labels in grouped.values()]
        starts = np.cumsum([0, *sizes]).astype(np.int32)
        return cls(list(grouped), [label for labels in grouped.values() for label in labels], starts)

    def preferred(self, number: int) -> str:
        """The preferred label of concept `number`."""
        return self.labels[int(self.starts[number])]


@dataclass(frozen=True, slots=True)
class Postings:
    """`weights[starts[f]:starts[f + 1]]` are the weights of feature f in the labels `rows[...]`.
    `concept_lengths` (one per concept) are the lengths of the summed label vectors.

    Rows are kept in the machine's index type: numpy adds with other integers at a third of the speed.
    """

    starts: Integers
    rows: NDArray[np.intp]
    weights: Floats
    concept_lengths: Floats

    @classmethod
    def build(cls, table: LabelTable, features: Features) -> Postings:
        """Index all labels of `table`."""
        vectors = [features.vector(label) for label in table.labels]
        numbers = np.concatenate([n for n, _ in vectors] or [np.zeros(0, np.int32)])
        weights = np.concatenate([w for _, w in vectors] or [np.zeros(0, np.float32)])
        rows = np.repeat(np.arange(len(vectors), dtype=np.intp), [len(n) for n, _ in vectors])
        order = np.argsort(numbers, kind="stable")
        starts = np.searchsorted(numbers[order], np.arange(len(features.names) + 1)).astype(np.int32)
        lengths = _concept_lengths(table, rows, numbers, weights, len(features.names))
        return cls(starts, rows[order], weights[order], lengths)

    def label_scores(self, vector: Vector, labels: int) -> Floats:
        """Cosine of the vector with each of the `labels` labels, shape (labels,)."""
        scores = np.zeros(labels, np.float32)
        numbers, weights = vector
        for number, weight in zip(numbers.tolist(), weights, strict=True):
            first, last = self.starts[number], self.starts[number + 1]
            # Plain += is right here: a feature lists each label once.
            scores[self.rows[first:last]] += weight * self.weights[first:last]
        return scores

    def concept_scores(self, label_scores: Floats, table: LabelTable) -> Floats:
        """The best label, with a share for the preferred label and one for all labels taken together."""
        first = table.starts[:-1]
        best = np.maximum.reduceat(label_scores, first)
        together = np.add.reduceat(label_scores, first) / self.concept_lengths
        total = best + PREFERRED_SHARE * label_scores[first] + WHOLE_CONCEPT_SHARE * together
        return np.asarray(total / (1 + PREFERRED_SHARE + WHOLE_CONCEPT_SHARE), np.float32)


def _concept_lengths(
    table: LabelTable, rows: NDArray[np.intp], numbers: Integers, weights: Floats, size: int
) -> Floats:
    concept_of_label = np.repeat(np.arange(len(table.uris)), np.diff(table.starts))
    cells, place = np.unique(concept_of_label[rows] * size + numbers, return_inverse=True)
    squares = np.bincount(place, weights=weights) ** 2 if len(cells) else np.zeros(0)
    summed = np.bincount(cells // max(size, 1), weights=squares, minlength=len(table.uris))
    lengths = np.sqrt(summed)
    return np.where(lengths > 0, lengths, 1).astype(np.float32)
